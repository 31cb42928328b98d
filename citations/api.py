"""`/citations`: the sources by their fields, and one with everywhere it is used."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Field, Path, Query, Router, Schema

from citations.grammar import KEY
from citations.lists import SourceFilters, filtered
from citations.models import Citation
from citations.records import COLUMNS, record_of
from citations.store import authors_of
from citations.uses import uses
from common.api import Page, PageNumber, PerPage, Problem, page_of
from revisions.api.asking import AsOfText, Text, moment_asked

ERRORS = {404: Problem, 422: Problem}
COLUMNS_SHOWN = tuple(name for name in COLUMNS if name != "note")  # the editors' remark stays with the editors
Key = Annotated[str, Path(pattern=f"^{KEY}$", max_length=120, example="azattyq-2022-11-30")]

router = Router(tags=["citations"])


class AuthorRecord(Schema):
    family: str = ""
    given: str = ""
    literal: str = Field("", description="A name as one, where family and given are not told apart")


class CitationRecord(Schema):
    key: str = Field(examples=["azattyq-2022-11-30"])
    type: str = Field(description="A type of CSL", examples=["article-newspaper"])
    title: str
    title_supplied: str = Field(description="Not empty where the editors gave the title")
    translated_title: str
    language: str = Field(description="BCP 47", examples=["kk"])
    container_title: str
    publisher: str
    publisher_place: str
    issued: str = Field(description="2015, 2022-12 or 2022-09-24; empty when unknown")
    accessed: str
    archived: str
    url: str
    archive_url: str
    url_state: str = Field(examples=["live"])
    doi: str
    isbn: str
    issn: str
    volume: str
    issue: str
    page: str
    original: str
    authors: list[AuthorRecord]
    page_url: str = Field(description="Its page here")


class UseRecord(Schema):
    """One place in a published article where the source is cited."""

    article: str
    url: str = Field(description="The path of the article")
    place: str = Field(description="The fact or the section")
    words: str
    locator: str
    states: str = Field(description="What the source says instead; empty where it supports")


class CitationWithUses(CitationRecord):
    uses: list[UseRecord]


@router.get("", response={200: Page[CitationRecord], **ERRORS}, summary="All sources")
def citations(
    request: HttpRequest,
    as_of: AsOfText = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    q: Annotated[Text, Query("", description="Words of key, title, outlet or address")] = "",
    type: Annotated[Text, Query("", example="book")] = "",  # noqa: A002  the name of the parameter
    outlet: Annotated[Text, Query("")] = "",
    language: Annotated[Text, Query("", example="kk")] = "",
) -> dict[str, Any]:
    """In the order of their keys."""
    moment = moment_asked(as_of)
    rows = filtered(moment, SourceFilters(q=q, type=type, outlet=outlet, language=language))
    rows = rows if moment.number is None else rows.filter(hidden=False)

    def shown(found: Any) -> list[dict[str, Any]]:
        authors = authors_of(moment, found)
        return [_record(request, row, authors[row.id]) for row in found]

    return page_of(request, rows, page, per_page, shown)


@router.get("/{key}", response={200: CitationWithUses, **ERRORS}, summary="One source, and where it is used")
def citation(request: HttpRequest, key: Key, as_of: AsOfText = "") -> dict[str, Any]:
    moment = moment_asked(as_of)
    row = next((found for found in moment.fetch(Citation, key=key) if not getattr(found, "hidden", False)), None)
    if row is None:
        raise Http404("No source has this key.")
    used = [{name: getattr(use, name) for name in UseRecord.model_fields} for use in uses(moment, row.id, row.key)]
    return {**_record(request, row, authors_of(moment, [row])[row.id]), "uses": used}


def _record(request: HttpRequest, row: Any, authors: list[Any]) -> dict[str, Any]:
    record = record_of(row, authors)
    return {
        **{name: getattr(record, name) for name in COLUMNS_SHOWN},
        "authors": [vars(author) for author in record.authors],
        "page_url": request.build_absolute_uri(reverse("sources:citation", args=[row.key])),
    }
