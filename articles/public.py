"""The public door: what of a kind is public at a moment (published then, and now), and under which addresses.

An address that an article had leads to the one that it has, whatever is asked of it.
"""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views import View

from articles.models import Article, Redirect, Status
from revisions.models import history_of
from revisions.moments import Moment
from revisions.subjects import find_public


def is_public(row: Any) -> bool:
    """Whether a live row of an article is published, or a history row was."""
    return bool(row.status == Status.PUBLISHED)


def status_of(draft: bool) -> Status:
    """The status with which an import makes its articles."""
    return Status.DRAFT if draft else Status.PUBLISHED


def published_at(moment: Moment, model: type[Article], *conditions: Any, **columns: Any) -> Any:
    """The articles of a kind that were published at the moment, as a queryset; whether they still are is not asked."""
    return moment.rows(model, *conditions, status=Status.PUBLISHED, **columns)


def fetch_published(moment: Moment, model: type[Article], *conditions: Any, **columns: Any) -> list[Any]:
    """The same as rows that the page notes as read; of those whose content is hidden, what says so."""
    return moment.fetch(model, *conditions, status=Status.PUBLISHED, **columns)


def still_published(moment: Moment, model: type[Article], ids: Iterable[int]) -> set[int]:
    """Which of the articles of a past moment are published now as well; a past page names the others in plain text."""
    return moment.still_public(model, ids, status=Status.PUBLISHED)


def public_rows(moment: Moment, model: type[Article], *conditions: Any) -> Any:
    """The articles of a kind that were published at the moment and are now, as a queryset in the order of slugs."""
    rows = published_at(moment, model, *conditions).order_by("slug")
    if moment.number is None:
        return rows
    now = model.objects.published().values("pk")
    return rows.filter(id__in=now, hidden=False)


def public_row(moment: Moment, model: type[Article], slug: str) -> Any:
    """The article as it was at the moment, under any address that it has or had; None where it was not public."""
    article = article_at(model, slug)
    return public_rows(moment, model).filter(id=article.pk).first() if article is not None else None


def published_versions(model: type[Article]) -> Any:
    """The versions of a kind that were published, of articles that are now: what pages of today and the past show."""
    now = model.objects.published().values("pk")
    return history_of(model).objects.filter(id__in=now, status=Status.PUBLISHED).exclude(history_type="-")


def article_at(model: type[Article], slug: str) -> Any:
    """The published article of a kind that lives at an address, or else answers to it; None where none does.

    Former addresses stand in redirects; those that a restore took back, in the history.
    """
    published = model.objects.published()
    moved = published.filter(pk__in=Redirect.objects.filter(slug=slug).values("article"))
    found = published.filter(slug=slug).first() or moved.first()
    if found is None:
        subject = find_public(model, slug)
        found = subject.row if subject is not None else None
    return found


class FormerAddresses(View):
    """A view of one published article that raises Http404 where there is none under `slug`."""

    model: type[Article] = Article

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            article, match = article_at(self.model, kwargs["slug"]), request.resolver_match
            if request.method not in ("GET", "HEAD") or match is None or article is None:
                raise
            slug = article.slug
            if slug == kwargs["slug"]:
                raise
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs={**kwargs, "slug": slug}) + asked)
