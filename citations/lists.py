"""The list of sources: filters, pages, and what can be chosen. A constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citations.exporting import Download, downloads
from citations.models import Citation
from citations.references import Reference, reference
from citations.store import authors_of
from citations.terms import language_name
from citations.uses import used_keys
from common.http import neighbours, page_of
from revisions.moments import Moment

PAGE = 50  # sources
OUTLETS = 500  # suggested


@dataclass(frozen=True)
class SourceFilters:
    """What of the sources is asked for; empty values ask for everything."""

    q: str = ""
    type: str = ""
    outlet: str = ""
    language: str = ""
    state: str = ""
    use: str = ""  # "unused"

    @property
    def query(self) -> str:
        """As part of an address."""
        return urlencode({name: value for name, value in vars(self).items() if value})


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Select:
    """A filter with its choices; the first choice is all."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class CitationIndex:
    """One page of the list. `newer` and `older` are queries of the neighbouring pages, empty at the ends."""

    references: tuple[Reference, ...]
    count: int
    first: int  # place of the first one shown, from 1
    filters: SourceFilters
    selects: tuple[Select, ...]
    outlets: tuple[str, ...]
    before: str
    after: str
    downloads: tuple[Download, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.references) - 1


def build_citation_index(moment: Moment, filters: SourceFilters, page: int = 1) -> CitationIndex:
    """The sources that the filters ask for, in the order of their keys. Pages count from 1; beyond the end is empty."""
    moment.note_list("sources")
    here: Page[Citation] = page_of(filtered(moment, filters), PAGE, page)
    found = list(here)
    before, after = neighbours(here, vars(filters))
    authors = authors_of(moment, found)
    language = get_language() or "en"
    every = moment.rows(Citation).order_by()
    return CitationIndex(
        references=tuple(reference(citation, authors[citation.id], language) for citation in found),
        count=here.paginator.count,
        first=here.start_index(),
        filters=filters,
        selects=_selects(every, filters),
        outlets=tuple(
            every.exclude(container_title="")
            .values_list("container_title", flat=True)
            .distinct()
            .order_by("container_title")[:OUTLETS]
        ),
        before=before,
        after=after,
        downloads=downloads("sources:index_export", query=filters.query),
    )


def filtered(moment: Moment, filters: SourceFilters) -> QuerySet:
    """The sources that the filters ask for, in the order of their keys."""
    rows = moment.rows(Citation).order_by("key")
    for word in filters.q.split()[:8]:
        rows = rows.filter(
            Q(key__icontains=word)
            | Q(title__icontains=word)
            | Q(translated_title__icontains=word)
            | Q(container_title__icontains=word)
            | Q(url__icontains=word)
        )
    if filters.type:
        rows = rows.filter(type=filters.type)
    if filters.outlet:
        rows = rows.filter(Q(container_title__iexact=filters.outlet) | Q(publisher__iexact=filters.outlet))
    if filters.language:
        rows = rows.filter(Q(language=filters.language) | Q(language__startswith=f"{filters.language}-"))
    if filters.state:
        rows = rows.filter(url_state=filters.state)
    if filters.use == "unused":
        rows = rows.exclude(key__in=used_keys())
    return rows


def _selects(every: QuerySet, filters: SourceFilters) -> tuple[Select, ...]:
    tags = sorted({tag.split("-")[0] for tag in every.values_list("language", flat=True).distinct() if tag})
    languages = sorted(
        ((tag, language_name(tag, get_language() or "en")) for tag in tags), key=lambda choice: choice[1]
    )
    return (
        select_of("type", _("Type"), Citation.Type.choices, filters.type),
        select_of("language", _("Language"), languages, filters.language),
        select_of("state", _("Address"), Citation.UrlState.choices, filters.state),
        select_of("use", _("Use"), [("unused", _("unused"))], filters.use),
    )


def select_of(name: str, label: str, choices: Iterable[tuple[Any, Any]], chosen: str) -> Select:
    """A filter of which `chosen` is asked for, "" for all. `choices` are values and words."""
    every = Choice("", _("all"), not chosen)
    return Select(name, label, (every, *(Choice(str(value), str(text), value == chosen) for value, text in choices)))
