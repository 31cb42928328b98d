"""The results of an election as CSV or XLSX: what was typed, what follows from it, and who says so."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from articles.page.reading import Reading
from articles.public import fetch_published
from articles.sourcing.cited import CitedFacts
from common.spreadsheets import csv_cell
from elections.formatting import format_change
from elections.models import Election
from elections.pages.election import read_rows
from elections.standings import Standing
from revisions.moments import Moment

COLUMNS = (
    "election",
    "date",
    "result",
    "kind",
    "party",
    "person",
    "name",
    "votes",
    "share",
    "share_published",
    "seats",
    "seats_list",
    "seats_constituency",
    "rank",
    "seat_change",
    "outcome",
    "sources",
    "disputed_by",
)


def results_csv(moment: Moment, slug: str) -> str | None:
    """The overall results of a published election at a moment; None when there is none. Queries as on its page."""
    lines = _lines(moment, slug)
    if lines is None:
        return None
    text = io.StringIO()
    writer = csv.writer(text)
    for line in lines:
        writer.writerow([csv_cell(value) for value in line])
    return text.getvalue()


def results_workbook(moment: Moment, slug: str) -> bytes | None:
    """The same as a workbook of one sheet: figures are numbers, words are text, whatever they begin with."""
    lines = _lines(moment, slug)
    if lines is None:
        return None
    book = Workbook(write_only=True)
    sheet = book.create_sheet(slug[:31])
    for line in lines:
        sheet.append([_typed(sheet, value) for value in line])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _typed(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"  # "=1+1" is a name here and no formula
    return cell


def _lines(moment: Moment, slug: str) -> list[Iterable[Any]] | None:
    found = fetch_published(moment, Election, slug=slug)
    if not found:
        moment.note_missing(slug)
        return None
    reading = Reading(moment, found[0])
    rows = read_rows(reading)
    reading.resolve()
    facts = CitedFacts(moment, reading.root.id)
    keys = facts.keys()
    cited = [[(keys[fact.citation_id], fact.stated_value) for fact in facts.of_row(one.row)] for one in rows.standings]
    return [COLUMNS, *(tuple(_row(reading, one, by)) for one, by in zip(rows.standings, cited, strict=True))]


def _row(reading: Reading, standing: Standing, cited: list[tuple[str, str]]) -> Iterable[Any]:
    """`cited` are the keys of the sources of the row and its fields, each with the words of a dispute, or ""."""
    row = standing.row
    supports = dict.fromkeys(key for key, words in cited if not words)
    disputes = dict.fromkeys(f"{key}: {words}" for key, words in cited if words)
    published = None if row.percent is None else format(row.percent.normalize(), "f")
    return (
        reading.root.slug,
        reading.root.date,
        row.id,
        row.kind,
        _slug(reading, row.party_id),
        _slug(reading, row.person_id),
        row.label,
        row.votes,
        standing.share,
        published,
        row.seats,
        row.seats_list,
        row.seats_constituency,
        standing.rank,
        format_change(standing.change).replace("−", "-"),
        row.outcome,
        "; ".join(supports),
        "; ".join(disputes),
    )


def _slug(reading: Reading, pk: int | None) -> str:
    """The address of a public article; a draft's is nobody's business."""
    named = reading.articles.get(pk or 0)
    return named.slug if named and named.url else ""
