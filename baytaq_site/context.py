from typing import Any

from django.conf import settings
from django.http import HttpRequest

from articles.site_url import site_url


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page prints of the site itself."""
    return {
        "site_name": settings.SITE_NAME,
        "site_strapline": settings.SITE_STRAPLINE,
        "site_url": site_url(request),
    }
