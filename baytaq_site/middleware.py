"""What is true of every answer: who is signed in leaves no copy behind, and a page is read at one moment."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from revisions.tracking.locking import one_moment

# Names of addresses.
WITHOUT_DATABASE = ("healthz", "robots", "opensearch", "shortcuts", "openapi-json", "openapi-view")


class NoStoreMiddleware:
    """Pages of somebody signed in are kept by no browser and no proxy: newsrooms share machines."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if settings.SESSION_COOKIE_NAME in request.COOKIES and (match is None or match.url_name != "media"):
            response["Cache-Control"] = "no-store, private"
        return response


class OneMomentMiddleware:
    """Stands last: it calls the view itself, so that what everybody may read is of one revision, never of two.

    The views of the admin see to it themselves.
    """

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
