"""The list of a kind: /parties/, /people/ …"""

from dataclasses import dataclass

from django.urls import reverse

from articles.formatting import capitalise
from articles.models import Article, Status
from articles.pages import Link
from revisions.moments import Moment


@dataclass(frozen=True)
class IndexEntry:
    link: Link
    description: str


@dataclass(frozen=True)
class Index:
    title: str
    url: str
    entries: tuple[IndexEntry, ...]


def build_index(moment: Moment, model: type[Article]) -> Index:
    """Every published article of a kind, in the kind's own order. One query."""
    rows = moment.rows(model, status=Status.PUBLISHED).values_list("id", "slug", "title", "short_description")
    moment.note_list(model.kind_name)
    entries = tuple(
        IndexEntry(Link(title, reverse(f"{model.kind_name}:article", args=[slug])), description)
        for _, slug, title, description in rows
    )
    return Index(capitalise(str(model._meta.verbose_name_plural)), reverse(f"{model.kind_name}:index"), entries)
