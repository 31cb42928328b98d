"""What every kind of article shows: its further statements, its names, the claims that sources dispute.

Folded pieces (names, further facts, claims) print no marks: their sources stand in their own disclosures, so that the
numbers of references follow the text that everybody reads.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Identifier, Name, Statement
from articles.page.context import PageContext
from articles.page.facts import Text
from articles.page.page import Claim, Claims, InfoboxRow, Section
from articles.page.pieces import infobox_rows, sections
from articles.page.reading import Reading
from common.formatting import capitalise, format_period
from common.locale import language_label

Placement = Statement.Placement


def read_statements(reading: Reading) -> list[Any]:
    return reading.parts(Statement)


@infobox_rows.supply("statements", read_statements)
def _statement_rows(reading: PageContext, statements: list[Any]) -> Iterable[InfoboxRow]:
    rows: dict[str, list[Any]] = {}
    for statement in statements:
        if statement.placement == Placement.INFOBOX:
            rows.setdefault(statement.label, []).append(statement)
    for label, found in rows.items():
        yield InfoboxRow(
            label,
            tuple(reading.fact(Text(row.value, row.language), row=row, after=format_period(row)) for row in found),
        )


def _read_folded(reading: Reading) -> tuple[list[Any], list[Any]]:
    return reading.once(read_statements), reading.parts(Identifier)


@sections.supply("further facts", _read_folded)
def _folded(reading: PageContext, data: tuple[list[Any], list[Any]]) -> Iterable[Section]:
    statements, identifiers = data
    blocks = []
    listed = [_name_claim(reading, name) for name in reading.names]
    if listed:
        blocks.append(Claims(_("Names and spellings"), tuple(listed)))
    further = [_claim(reading, row) for row in statements if row.placement == Placement.FURTHER]
    further += [Claim(row.scheme, row.value, "", reading.disclosure(row)) for row in identifiers]
    if further:
        blocks.append(Claims(_("Further facts"), tuple(further)))
    disputed = [_claim(reading, row) for row in statements if row.placement == Placement.CLAIM]
    if disputed:
        blocks.append(Claims(_("Where sources differ"), tuple(disputed)))
    if blocks:
        yield Section("", 2, "", tuple(blocks))


def _claim(reading: PageContext, row: Any) -> Claim:
    when = format_period(row)
    label = f"{row.label} ({when})" if when else row.label
    return Claim(label, row.value, row.language, reading.disclosure(row))


def _name_claim(reading: PageContext, name: Any) -> Claim:
    words = [Name.Kind(name.kind).label, language_label(name.language), format_period(name)]
    if name.meaning:
        words.append(f"“{name.meaning}”")
    return Claim(
        capitalise(", ".join(str(word) for word in words if word)), name.text, name.language, reading.disclosure(name)
    )
