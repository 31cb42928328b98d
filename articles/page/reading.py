"""The articles that a page, a comparison, a table or an answer names at a moment: fetched at once, named alike.

Two phases keep queries constant. First everybody asks for rows and says which articles will be named (`want_article`,
`want_slugs`, `want_list`); then `resolve` fetches all of them at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.kinds import kinds
from articles.models import Article, Part, Redirect, Status
from articles.page.facts import Link
from articles.page.titles import speaks, titles_in
from articles.public import is_public, still_published
from revisions.moments import Moment

Rows = TypeVar("Rows")
COLUMNS = ("id", "kind", "slug", "title", "short_description", "status", "country", "language")


@dataclass(frozen=True)
class Named:
    """An article that a page names, with the columns of its kind that somebody asked for."""

    id: int
    kind: str
    slug: str
    title: str
    short_description: str
    status: str
    country: str
    language: str  # of the title
    more: dict[str, Any]
    own_title: str = ""  # in the article's own language, where the title is in the reader's

    @property
    def url(self) -> str:
        """Its address, or "" where the public may not go. A past page knows it by a blank address: it was hidden."""
        public = is_public(self) and self.slug
        return reverse(f"{self.kind}:article", args=[self.slug]) if public else ""

    def link(self, label: str = "") -> Link:
        """Under a label, or the title; a label that is the title in its own language is in the reader's."""
        label = "" if self.own_title and label == self.own_title else label
        return Link(label or self.title, self.url, "" if label else self.language)


@dataclass
class Reading:
    """What is read for one article (`root`, a live or a history row of a kind) at a moment."""

    moment: Moment
    root: Any
    interface: str = field(default_factory=lambda: get_language() or "en")
    articles: dict[int, Named] = field(default_factory=dict)
    by_slug: dict[str, Named] = field(default_factory=dict)
    own_rows: list[Any] = field(default_factory=list)
    _once: dict[Callable[[Any], Any], Any] = field(default_factory=dict)
    _wanted: set[int] = field(default_factory=set)
    _slugs: set[str] = field(default_factory=set)
    _lists: set[tuple[str, str]] = field(default_factory=set)
    _where: set[tuple[str, str, int]] = field(default_factory=set)  # kind, column, value
    _more: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    # First phase: say what will be named.

    def parts(self, model: type[Part]) -> list[Any]:
        """The root's own rows of `model`."""
        rows = self.moment.fetch(model, **{f"{model.owner_field}_id": self.root.id})
        return self.own(rows)

    def once(self, read: Callable[[Self], Rows]) -> Rows:
        """What `read` reads for this page; however many pieces ask, it is read once, and they share it."""
        if read not in self._once:
            self._once[read] = read(self)
        rows: Rows = self._once[read]
        return rows

    def own(self, rows: list[Any]) -> list[Any]:
        """Say that rows are the root's own, where they were read together with those of others."""
        self.own_rows += rows
        return rows

    def want_article(self, *ids: int | None) -> None:
        self._wanted.update(pk for pk in ids if pk is not None)

    def want_slugs(self, slugs: Iterable[str]) -> None:
        self._slugs.update(slugs)

    def want_list(self, kind: str, country: str) -> None:
        """Every article of a kind in a country will be named: a navbox."""
        self._lists.add((kind, country))
        self.moment.note_list(f"{kind}:{country}")

    def want_where(self, kind: str, column: str, value: int) -> None:
        """Every article of a kind whose column names an article will be named: the elections to an assembly."""
        self._where.add((kind, column, value))
        self.want_columns(kind, column)

    def where(self, kind: str, column: str, value: int) -> list[Named]:
        """The articles that `want_where` asked for, once they are fetched."""
        return [named for named in self.articles.values() if named.kind == kind and named.more.get(column) == value]

    def want_columns(self, kind: str, *columns: str) -> None:
        """Named articles of `kind` shall bring these columns of their kind in `Named.more`."""
        self._more[kind].update(columns)

    # Between the phases.

    def resolve(self) -> None:
        """Fetch everything named, each table once."""
        moved = dict(self.moment.rows(Redirect, slug__in=self._slugs).values_list("slug", "article_id"))
        self.want_article(*moved.values())
        rows = list(self._named_rows())
        foreign = [row["id"] for row in rows if not speaks(row["language"], self.interface) and not row.get("hidden")]
        titles = titles_in(self.interface, self.moment, foreign)
        for row in rows:
            if title := titles.get(row["id"]):
                row |= {"own_title": row["title"], "title": title.text, "language": title.language}
                row["short_description"] = title.description or row["short_description"]
            own_title = row.get("own_title", "")
            named = Named(**{name: row[name] for name in COLUMNS}, more=self._more_of(row), own_title=own_title)
            self.articles[named.id] = self.by_slug[named.slug] = named
            self.moment.reads.roots.add((Article._meta.label_lower, named.id))
        self.by_slug |= {slug: self.articles[pk] for slug, pk in moved.items() if pk in self.articles}
        self.by_slug.pop("", None)
        for slug in self._slugs - self.by_slug.keys():
            self.moment.note_missing(slug)

    def _named_rows(self) -> Iterable[dict[str, Any]]:
        named = Q(id__in=self._wanted) | Q(slug__in=self._slugs)
        if self.moment.number is None:
            condition = named
            for kind, country in self._lists:
                condition |= Q(kind=kind, country=country)
            for kind, column, value in self._where:
                condition |= Q(**{_path(kind, column): value})
            more = [_path(kind, column) for kind, columns in self._more.items() for column in sorted(columns)]
            yield from Article.objects.filter(condition).order_by("title", "id").values(*COLUMNS, *more)
            return
        for kind, model in kinds().items():
            columns = (*COLUMNS, *sorted(self._more[kind]), "hidden")
            listed = {country for listed, country in self._lists if listed == kind}
            condition = named | Q(country__in=listed)
            for of, column, value in self._where:
                condition |= Q(**{column: value}) if of == kind else Q()
            rows = list(self.moment.rows(model, condition).order_by("title", "id").values(*columns))
            public = still_published(self.moment, model, (row["id"] for row in rows))
            for row in rows:
                if row["hidden"]:
                    row["title"], row["short_description"] = _("hidden"), ""
                if row["id"] not in public:
                    row["status"] = Status.ARCHIVED  # whatever it is now: its name is plain text
                yield row

    def _more_of(self, row: dict[str, Any]) -> dict[str, Any]:
        """The asked-for columns of the row's own kind, under their plain names."""
        kind = row["kind"]
        return {
            column: row[path]
            for column in self._more[kind]
            if (path := column if self.moment.number is not None else _path(kind, column)) in row
        }

    # Second phase.

    def link(self, pk: int | None, label: str = "") -> Link:
        """Words that lead to an article, or the words alone."""
        named = self.articles.get(pk or 0)
        return named.link(label) if named else Link(label)


def _path(kind: str, column: str) -> str:
    """How a query on Article reaches a column of a kind: "party__state"."""
    link = kinds()[kind]._meta.get_ancestor_link(Article)
    return f"{link.related_query_name()}__{column}" if link else column
