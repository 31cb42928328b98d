"""A page of results as frozen values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from articles.kinds import kinds
from articles.models.search import SearchDocument
from articles.page.facts import Link
from articles.page.titles import Title
from articles.search.documents import SOURCES
from articles.search.finding import LONGEST, Found, documents, find
from articles.search.snippets import Piece, pieces, snippet
from articles.search.suggesting import document_titles, url_of
from citations.models import Citation
from common.folding import fold_words
from common.formatting import capitalise
from common.http import neighbours, page_of, query_of

SHOWN = 20  # results on a page
MOST = 1000  # results that can be paged through
PAGES = MOST // SHOWN
NAMED = 10.0  # a score that only a whole name has


@dataclass(frozen=True)
class Result:
    title: tuple[Piece, ...]
    language: str
    url: str
    kind: str
    description: str
    description_language: str
    snippet: tuple[Piece, ...]


@dataclass(frozen=True)
class Facet:
    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class SearchPage:
    query: str
    total: int
    results: tuple[Result, ...]
    facets: tuple[Facet, ...]
    did_you_mean: Link | None
    earlier: str  # addresses, "" where there are none
    later: str


def search_page(query: str, kind: str = "", number: int = 1) -> SearchPage:
    """A page of the results of a query, of one kind if it is named. Raises BadRequest for a kind that there is not."""
    if kind and kind not in {*kinds(), SOURCES}:
        raise BadRequest(f"No kind “{kind}” here.")
    found = find(query)
    ordered = found.ordered()[:MOST]
    kinds_of = dict(SearchDocument.objects.filter(pk__in=ordered).values_list("pk", "kind"))
    ordered = [pk for pk in ordered if pk in kinds_of]
    ordered.sort(key=lambda pk: kinds_of[pk] == SOURCES and found.scores[pk] < NAMED)  # sources after articles
    counts = Counter(kinds_of.values())
    wanted = [pk for pk in ordered if not kind or kinds_of[pk] == kind]
    page = page_of(wanted, SHOWN, number)
    earlier, later = neighbours(page, {"q": query, "kind": kind})
    words = set(fold_words(query[:LONGEST]))
    shown = documents(list(page))
    titles = document_titles(shown)
    return SearchPage(
        query=query,
        total=len(wanted),
        results=tuple(_result(document, titles.get(document.pk), words) for document in shown),
        facets=tuple(_facets(query, kind, counts, len(ordered))),
        did_you_mean=_did_you_mean(query, found, shown if number == 1 else ()),
        earlier=earlier,
        later=later,
    )


def _result(document: SearchDocument, title: Title | None, words: set[str]) -> Result:
    own = Title(document.title, document.language, document.description)
    described = title if title and title.description else own
    return Result(
        title=pieces(title.text if title else document.title, words),
        language=title.language if title else document.language,
        url=url_of(document),
        kind=capitalise(str(_options(document.kind).verbose_name)),
        description=described.description,
        description_language=described.language,
        snippet=snippet(document.text, words) if document.text else (),
    )


def _options(kind: str) -> Any:
    return (Citation if kind == SOURCES else kinds()[kind])._meta


def _facets(query: str, kind: str, counts: Counter[str], total: int) -> list[Facet]:
    everything = Facet(_("All"), total, _of_kind(query), not kind)
    names = [*kinds(), SOURCES]
    some = [
        Facet(
            capitalise(str(_options(name).verbose_name_plural)),
            counts[name],
            _of_kind(query, name),
            name == kind,
        )
        for name in names
        if counts[name]
    ]
    return [everything, *some] if len(some) > 1 else []


def _did_you_mean(query: str, found: Found, shown: Sequence[SearchDocument]) -> Link | None:
    """The best result's title, where only a typing error led to it."""
    if not shown or shown[0].pk not in found.corrected:
        return None
    return Link(shown[0].title, _of_kind(shown[0].title), shown[0].language)


def _of_kind(query: str, kind: str = "") -> str:
    return query_of({"q": query, "kind": kind})
