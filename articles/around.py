"""What stands around today's page of an article: ways on. A past page has none of it: the history is its way.

Read from what is published now, beside the page itself, whose rows are all of one moment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.kinds import kinds
from articles.lists.plans import Asked, Plan, plan_of
from articles.models import Article, FactCitation
from articles.page.facts import Link, Time
from articles.page.titles import linked
from articles.public import published_at
from articles.search.names import names_shared_with
from common.formatting import capitalise
from revisions.models import Change
from revisions.moments import Moment

RELATED = 6
SHARED = 2  # sources that two articles must share to be related
NAMESAKES = 5
LOOKED_AT = 100  # revisions in which the newest review is looked for


@dataclass(frozen=True)
class Reviewed:
    """The newest revision that a reviewer looked at, and how many came since; `url` compares it with today's page."""

    time: Time
    since: int
    url: str


@dataclass(frozen=True)
class Around:
    """`trail` leads here from home; `namesakes` bear one of its names; `related` rest on the same sources."""

    trail: tuple[Link, ...]
    namesakes: tuple[Link, ...]
    names_url: str
    categories: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    related: tuple[Link, ...]
    links_url: str
    reviewed: Reviewed | None


def build_around(moment: Moment, model: type[Article], slug: str) -> Around:
    """Ways on from the published article `slug`. Queries are constant."""
    row: Article = published_at(moment, model, slug=slug).get()
    plan = plan_of(model)
    before, after = _neighbours(moment, model, plan, row)
    kind = model.kind_name
    found = _namesakes(moment, row)
    return Around(
        trail=trail(model),
        namesakes=tuple(found),
        names_url=reverse("search:names", args=[row.slug]),
        categories=tuple(_categories(moment, plan, kind, row)),
        previous=before,
        next=after,
        related=tuple(_related(moment, row)),
        links_url=reverse(f"{kind}:links", args=[row.slug]),
        reviewed=_reviewed(row),
    )


def trail(model: type[Article]) -> tuple[Link, ...]:
    """The way from home to an article of a kind."""
    home = Link(_("Home"), reverse("home"))
    return home, Link(capitalise(str(model._meta.verbose_name_plural)), reverse(f"{model.kind_name}:index"))


def _categories(moment: Moment, plan: Plan, kind: str, row: Any) -> Iterator[Link]:
    """The lists that the article stands in by rule: every answer of a filter that holds of it."""
    for one in plan.filters:
        for value in one.values(moment, row):
            query = Asked(((one.name, value),)).query()
            yield Link(one.words(value), reverse(f"{kind}:index") + query)


def _neighbours(moment: Moment, model: type[Article], plan: Plan, row: Any) -> tuple[Link | None, Link | None]:
    """The articles of the kind before and after this one: by date where the kind has one, else by title."""
    column = plan.date or "title"
    value = getattr(row, column)
    rows = published_at(moment, model).exclude(**{column: ""})
    before = rows.filter(Q(**{f"{column}__lt": value}) | Q(**{column: value}, id__lt=row.id))
    after = rows.filter(Q(**{f"{column}__gt": value}) | Q(**{column: value}, id__gt=row.id))
    if not value:
        return None, None
    ids = [_first(before.order_by(f"-{column}", "-id")), _first(after.order_by(column, "id"))]
    links = linked(moment, model, [pk for pk in ids if pk])
    return links.get(ids[0] or 0), links.get(ids[1] or 0)


def _first(rows: QuerySet) -> int | None:
    return rows.values_list("id", flat=True).first()


def _namesakes(moment: Moment, row: Any) -> Iterable[Link]:
    """Other published articles that bear one of its names in force."""
    others = names_shared_with(row).exclude(document__object_id=row.id)
    return _links(moment, list(others.values_list("document__kind", "document__object_id").distinct()[:NAMESAKES]))


def _related(moment: Moment, row: Any) -> Iterable[Link]:
    """Those that rest on most of the same sources, two at least."""
    own = FactCitation.objects.filter(article_id=row.id).values("citation_id")
    shared = (
        FactCitation.objects.filter(citation_id__in=own, article__in=Article.objects.published())
        .exclude(article_id=row.id)
        .order_by()
        .values("article_id")
        .annotate(shared=Count("citation_id", distinct=True))
        .filter(shared__gte=SHARED)
        .order_by("-shared", "article_id")
    )
    return _links(moment, list(shared.values_list("article__kind", "article_id")[:RELATED]))


def _reviewed(row: Any) -> Reviewed | None:
    """Looked for among the newest revisions only: a log may be long, and may never have been reviewed."""
    own = Change.objects.filter(content_type_id=Article.content_type_id(), object_id=row.id, own=True, public=True)
    newest = own.order_by("-revision_id").values_list("revision_id", "revision__reviewed_at")[:LOOKED_AT]
    for since, (number, time) in enumerate(newest):
        if time is not None:
            return Reviewed(Time.of(time), since, reverse(f"{row.kind}:compare", args=[row.slug, number, "current"]))
    return None


def _links(moment: Moment, found: list[tuple[str, int]]) -> Iterable[Link]:
    """Links in the order given, of several kinds."""
    links: dict[int, Link] = {}
    for kind in {kind for kind, _pk in found}:
        links |= linked(moment, kinds()[kind], [pk for of, pk in found if of == kind])
    return [links[pk] for _kind, pk in found if pk in links]
