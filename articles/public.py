"""The public door: what of a kind is public at a moment (published then, and now), and under which addresses.

An address that an article had leads to the one that it has, whatever is asked of it.
"""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views import View

from articles.models import Article, Redirect, Status
from revisions.moments import Moment
from revisions.subjects import find_subject


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
    return public_rows(moment, model).filter(id=article_at(model, slug)).first()


def article_at(model: type[Article], slug: str) -> int | None:
    """The id of the article of a kind that lives at an address, or else answers to it, whatever its status.

    Former addresses stand in redirects; those that a restore took back, in the history.
    """
    ids = model._default_manager.values_list("pk", flat=True)
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
    return model.objects.published().filter(pk=pk).values_list("slug", flat=True).first() or ""


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
