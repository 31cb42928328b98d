"""One page being built: the rows it asked for, the articles and sources that it names, the numbering of its marks.

Two phases keep queries constant. First every piece asks for its rows and says which articles it will name
(`want_article`, `want_slug`, `want_list`); then `resolve` fetches all named articles, and all sources, at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.kinds import kinds
from articles.models import Article, FactCitation, Image, Part, Redirect, Status, Translation
from articles.page.authorship import Sayings, read_sayings
from articles.page.facts import Disclosure, Fact, Link, SetBy, Support, Swatch, Text, Value
from articles.page.page import LastEdit, Quality
from articles.page.titles import speaks, titles_in
from articles.prose.footnotes import Footnotes, Mark
from articles.public import is_public, still_published
from articles.sourcing.disputes import dispute
from articles.sourcing.lines import FactKey, fact_key_of
from articles.sourcing.words import model_of
from citations.models import Citation
from citations.references import Reference, reference
from citations.store import authors_of
from revisions.models import HistoryRow
from revisions.moments import Moment
from revisions.tracking.tracked import Tracked

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
    moment: Moment
    root: Any  # a live or a history row of a kind
    language: str
    asked: Mapping[str, str] = field(default_factory=dict)  # what the address asks of the page, as typed
    interface: str = field(default_factory=lambda: get_language() or "en")
    footnotes: Footnotes = field(default_factory=Footnotes)
    articles: dict[int, Named] = field(default_factory=dict)
    by_slug: dict[str, Named] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    image: Image | None = None
    names: list[Any] = field(default_factory=list)  # the root's own names
    _once: dict[Callable[["Reading"], Any], Any] = field(default_factory=dict)
    _own_rows: list[Any] = field(default_factory=list)
    _sayings: Sayings = field(default_factory=Sayings)
    _facts: dict[FactKey, dict[str, list[Any]]] = field(default_factory=dict)  # by row, then by field
    _keys: dict[int, str] = field(default_factory=dict)
    _wanted: set[int] = field(default_factory=set)
    _slugs: set[str] = field(default_factory=set)
    _lists: set[tuple[str, str]] = field(default_factory=set)
    _where: set[tuple[str, str, int]] = field(default_factory=set)  # kind, column, value
    _more: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _cited: set[str] = field(default_factory=set)

    # First phase: say what the page will name.

    def parts(self, model: type[Part]) -> list[Any]:
        """The root's own rows of `model`."""
        rows = self.moment.fetch(model, **{f"{model.owner_field}_id": self.root.id})
        return self.own(rows)

    def once(self, read: Callable[["Reading"], Rows]) -> Rows:
        """What `read` reads for this page; however many pieces ask, it is read once, and they share it."""
        if read not in self._once:
            self._once[read] = read(self)
        rows: Rows = self._once[read]
        return rows

    def own(self, rows: list[Any]) -> list[Any]:
        """Say that rows are the root's own, where they were read together with those of others."""
        self._own_rows += rows
        return rows

    def want_article(self, *ids: int | None) -> None:
        self._wanted.update(pk for pk in ids if pk is not None)

    def want_slugs(self, slugs: Iterable[str]) -> None:
        self._slugs.update(slugs)

    def want_sources(self, keys: Iterable[str]) -> None:
        self._cited.update(keys)

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

    # Between the phases: fetch.

    def resolve(self) -> None:
        """Fetch the facts' sources and everything named, each table once."""
        for row in self.moment.fetch(FactCitation, article_id=self.root.id):
            if getattr(row, "hidden", False):
                continue
            self._facts.setdefault((row.row_type_id, row.row_id), {}).setdefault(row.field, []).append(row)
        self._resolve_articles()
        self._resolve_sources()
        if self.root.image_id:
            self.image = next(iter(self.moment.fetch(Image, id=self.root.image_id)), None)
        numbers = {number for row in (self.root, *self._own_rows) for number in row.set_in.values()}
        self._sayings = read_sayings(self.moment, self.root, numbers)

    @property
    def last_edit(self) -> LastEdit | None:
        return self._sayings.last_edit

    def _resolve_articles(self) -> None:
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

    def _resolve_sources(self) -> None:
        ids = {row.citation_id for by_field in self._facts.values() for rows in by_field.values() for row in rows}
        citations = self.moment.fetch(Citation, Q(id__in=ids) | Q(key__in=self._cited))
        authors = authors_of(self.moment, citations)
        for citation in citations:
            self._keys[citation.id] = citation.key
            self.references[citation.key] = reference(citation, authors[citation.id], self.language)

    # Second phase: make pieces.

    def link(self, pk: int | None, label: str = "") -> Link:
        """Words that lead to an article, or the words alone."""
        named = self.articles.get(pk or 0)
        return named.link(label) if named else Link(label)

    def fact(
        self,
        *values: Value,
        row: Tracked | HistoryRow | None = None,
        field: str = "",
        after: str = "",
        marks: bool = True,
        further: tuple[str, ...] = (),
    ) -> Fact:
        """A value with its marks and its disclosure: the sources of `field` of `row` (of the article without one).

        With a row and no field, the sources of the whole row and of all its fields are disclosed together.
        `marks=False` is for rows that another article owns: their sources stand on the page that it links to.
        """
        values = tuple(self._in_its_language(value) for value in values)
        if not marks:
            return Fact(values=values, after=after)
        by_field = self._facts.get(fact_key_of(row), {})
        about = by_field.get(field, [])
        return Fact(
            values=values,
            marks=tuple(self._mark(found) for found in about if found.printed),
            disclosure=self.disclosure(row, further)
            if row is not None and not field
            else self._disclose(about, further, self._set_by(row or self.root, field)),
            after=after,
        )

    def _in_its_language(self, value: Value) -> Value:
        """Words of a fact are in the article's own language, whatever the language of the page."""
        own = self.root.language
        if isinstance(value, Text | Swatch) and not value.language and not speaks(own, self.interface):
            return replace(value, language=own) if any(letter.isalpha() for letter in value.text) else value
        return value

    def quality(self) -> Quality:
        """Facts as reports count them: a column that may carry sources and is not blank, and every row of a part."""
        own = self._facts.get(fact_key_of(None), {})
        columns = [name for name in model_of(self.root).citable_fields if name != "title" and self._says(name)]
        facts = [own.get(name, []) + own.get("", []) for name in columns]
        rows = [row for row in self._own_rows if model_of(row) is not Translation]
        facts += [[one for found in self._facts.get(fact_key_of(row), {}).values() for one in found] for row in rows]
        return Quality(
            facts=len(facts),
            sourced=sum(any(not one.stated_value for one in found) for found in facts),
            disputed=sum(any(one.stated_value for one in found) for found in facts),
        )

    def _says(self, column: str) -> bool:
        return getattr(self.root, model_of(self.root)._meta.get_field(column).attname) not in ("", None)

    def sources_of(self, row: Any) -> tuple[list[str], list[str]]:
        """The keys of the sources that support a row or one of its fields, and what others state: "key: its words"."""
        about = [found for rows in self._facts.get(fact_key_of(row), {}).values() for found in rows]
        supports = [self._keys[found.citation_id] for found in about if not found.stated_value]
        disputes = [f"{self._keys[found.citation_id]}: {found.stated_value}" for found in about if found.stated_value]
        return list(dict.fromkeys(supports)), list(dict.fromkeys(disputes))

    def disclosure(self, row: Any, further: tuple[str, ...] = ()) -> Disclosure:
        """The sources of a row and of all its fields, without printing a mark."""
        by_field = self._facts.get(fact_key_of(row), {})
        about = [found for rows in by_field.values() for found in rows]
        return self._disclose(about, further, self._set_by(row))

    def _set_by(self, row: Any, field: str = "") -> SetBy | None:
        """Who last set a field of a row, or anything of it; None where that is not public."""
        numbers = row.set_in
        number = numbers.get(field, numbers.get("")) if field else max(numbers.values(), default=None)
        return self._sayings.set_by.get(number or 0)

    def _disclose(self, about: list[Any], further: tuple[str, ...], set_by: SetBy | None) -> Disclosure:
        return Disclosure(
            set_by=set_by,
            supports=tuple(self._support(found) for found in about if not found.stated_value),
            disputes=tuple(
                dispute(self.references[self._keys[found.citation_id]], found.stated_value)
                for found in about
                if found.stated_value
            ),
            further=further,
        )

    def _mark(self, found: Any) -> Mark:
        return self.footnotes.cite(self._keys[found.citation_id])

    def _support(self, found: Any) -> Support:
        source = self.references[self._keys[found.citation_id]]
        return Support(
            name=source.name,
            url=source.page_url,
            language=source.title_language,
            locator=found.locator,
            quotation=found.quotation,
        )


def _path(kind: str, column: str) -> str:
    """How a query on Article reaches a column of a kind: "party__state"."""
    link = kinds()[kind]._meta.get_ancestor_link(Article)
    return f"{link.related_query_name()}__{column}" if link else column
