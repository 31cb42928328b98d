"""The page of a comparison as frozen values, and what elections and parties share in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from articles.page.build import build_page
from articles.page.facts import Fact, Link
from articles.page.page import Cell, Column, InfoboxRow, Page, Table
from revisions.moments import Present

OFFERED = 500  # articles in the list of suggestions


@dataclass(frozen=True)
class Suggestion:
    slug: str
    title: str


@dataclass(frozen=True)
class Field:
    """What the reader typed for one side, and what is wrong with it."""

    name: str
    label: str
    value: str
    fault: str = ""


@dataclass(frozen=True)
class Comparison:
    """`tables` is empty until both sides are known."""

    title: str
    url: str
    fields: tuple[Field, Field]
    suggestions: tuple[Suggestion, ...]
    sides: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def found(self) -> bool:
        return not any(field.fault for field in self.fields)


def find(model: type[Article], typed: str) -> Article | None:
    """The published article that is meant: by its address, or its title where only one has it."""
    wanted = typed.replace("\0", "").strip()[:300]
    published = model.objects.published()
    by_slug = published.filter(slug=wanted).first()
    by_title = list(published.filter(title__iexact=wanted)[:2]) if by_slug is None else []
    return by_slug or (by_title[0] if len(by_title) == 1 else None)


def suggestions(model: type[Article]) -> tuple[Suggestion, ...]:
    rows = model.objects.published().values_list("slug", "title")[:OFFERED]
    return tuple(Suggestion(slug, title) for slug, title in rows)


def field(name: str, label: str, typed: str, article: Article | None) -> Field:
    fault = _("Nothing published has this address or title.") if typed and article is None else ""
    return Field(name, label, article.slug if article else typed, fault)


def page_of(article: Article) -> Page:
    page = build_page(Present(), type(article), article.slug)
    if page is None:
        raise LookupError(article.slug)
    return page


def link_of(article: Article) -> Link:
    return Link(article.title, reverse(f"{article.kind}:article", args=[article.slug]), article.language)


def facts_table(pages: Sequence[Page]) -> Table:
    """The rows of both infoboxes under one another, by their labels."""
    rows = [{row.label: row for row in page.infobox} for page in pages]
    labels = list(dict.fromkeys(label for side in rows for label in side))
    columns = (Column(_("Fact")), *(Column(page.title) for page in pages))
    printed = tuple(
        (Cell((Fact((Link(label),)),), heading=True), *(Cell(_plain(side.get(label))) for side in rows))
        for label in labels
    )
    return Table(_("Facts"), columns, printed)


def _plain(row: InfoboxRow | None) -> tuple[Fact, ...]:
    """The values without marks: their sources stand on the page that they come from."""
    return tuple(Fact(fact.values, after=fact.after) for fact in row.facts) if row else ()
