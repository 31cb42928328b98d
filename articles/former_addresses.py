"""An address that an article had leads to the one that it has, whatever is asked of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views import View

from articles.models import Article
from revisions.subjects import find_subject


def present_slug(model: type[Article], slug: str) -> str:
    """The slug of the published article of a kind that answers to `slug`; "" where none does.

    An article that lives at the address comes first. Former addresses stand in the history, also those that a restore
    took back.
    """
    subject = find_subject(model, slug)
    return subject.name if subject is not None and subject.public else ""


class FormerAddresses(View):
    """A view of one published article that raises Http404 where there is none under `slug`."""

    model: type[Article] = Article

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            slug, match = present_slug(self.model, kwargs["slug"]), request.resolver_match
            if request.method not in ("GET", "HEAD") or match is None or slug in ("", kwargs["slug"]):
                raise
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs={**kwargs, "slug": slug}) + asked)
