"""Where the site is, for addresses that are read elsewhere."""

from django.http import HttpRequest


def site_url(request: HttpRequest) -> str:
    """Scheme and host of a request, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"
