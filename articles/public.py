"""The public door: what of a kind is public at a moment (published then, and now), and under which addresses.

An address that an article had leads to the one that it has, whatever is asked of it.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views import View

from articles.models import Article, Redirect, Status
from revisions.moments import Moment
from revisions.subjects import find_subject


def public_rows(moment: Moment, model: type[Article], *conditions: Any) -> Any:
    """The articles of a kind that were published at the moment and are now, as a queryset in the order of slugs."""
    rows = moment.rows(model, *conditions, status=Status.PUBLISHED).order_by("slug")
    if moment.number is None:
        return rows
    now = model._default_manager.filter(status=Status.PUBLISHED).values("pk")
    return rows.filter(id__in=now, hidden=False)


def public_row(moment: Moment, model: type[Article], slug: str) -> Any:
    """The article as it was at the moment, under any address that it has or had; None where it was not public."""
    return public_rows(moment, model).filter(id=article_at(model, slug)).first()


def article_at(model: type[Article], slug: str) -> int | None:
    """The id of the article of a kind that lives at an address, or else answers to it, whatever its status.

    Former addresses stand in redirects; those that a restore took back, in the history.
    """
    ids: Any = model._default_manager.values_list("pk", flat=True)
    moved = ids.filter(pk__in=Redirect.objects.filter(slug=slug).values("article"))
    found: int | None = ids.filter(slug=slug).first() or moved.first()
    if found is None:
        subject = find_subject(model, slug)
        found = subject.pk if subject is not None and not subject.deleted else None
    return found


def present_slug(model: type[Article], slug: str) -> str:
    """The slug of the published article of a kind that answers to `slug`; "" where none does."""
    pk = article_at(model, slug)
    if pk is None:
        return ""
    published = model._default_manager.filter(pk=pk, status=Status.PUBLISHED)
    return published.values_list("slug", flat=True).first() or ""


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
