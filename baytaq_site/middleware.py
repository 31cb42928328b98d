"""What everybody may read is read at one moment, while others go on saving: a page is of one revision, never of two."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from revisions.tracking.locking import one_moment

# Names of addresses; uploads have none.
WITHOUT_DATABASE = ("healthz", "robots", "opensearch", "shortcuts", "openapi-json", "openapi-view", None)


class OneMomentMiddleware:
    """Stands last: it calls the view itself. The views of the admin see to it themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method not in ("GET", "HEAD") or match is None or "admin" in match.app_names:
            return None
        if match.url_name in WITHOUT_DATABASE:  # they answer while the database is down
            return None
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            bool(request.user.is_authenticated)  # a session that has ended is deleted, which is a write: before it
        with one_moment():
            return view(request, *args, **kwargs)
