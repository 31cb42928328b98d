"""A built page in plain words, so that tests compare what a reader would read."""

from collections.abc import Iterator
from typing import Any

from articles.kinds import kinds
from articles.page.build import build_page
from articles.page.facts import Fact
from articles.page.page import Block, Claims, FactList, InfoboxRow, Page, Section, Table, Timeline
from revisions.moments import Moment, Present


def page_of(kind: str, slug: str, moment: Moment | None = None) -> Page:
    """The page of a published article, of now unless another moment is given."""
    page = build_page(moment or Present(), kinds()[kind], slug)
    assert page is not None, f"there is no public {kind} {slug}"
    return page


def words(fact: Fact) -> str:
    """A fact's values, with what stands after them in brackets."""
    value = " ".join(value.text for value in fact.values)
    return f"{value} ({fact.after})" if fact.after else value


def infobox(page: Page) -> dict[str, list[str]]:
    return {row.label: [words(fact) for fact in row.facts] for row in page.infobox}


def infobox_row(page: Page, label: str) -> InfoboxRow:
    return next(row for row in page.infobox if row.label == label)


def section(page: Page, heading: str) -> Section | None:
    return next((section for section in page.sections if section.heading == heading), None)


def headings(page: Page) -> list[str]:
    return [section.heading for section in page.sections if section.heading]


def blocks(page: Page, kind: type[Block]) -> Iterator[Any]:
    for found in page.sections:
        yield from (block for block in found.blocks if isinstance(block, kind))


def table(page: Page, caption: str) -> Table:
    return next(table for table in blocks(page, Table) if table.caption == caption)


def rows(found: Table) -> list[dict[str, str]]:
    """The rows of a table by the words of their columns."""
    names = [column.text for column in found.columns]
    return [
        dict(zip(names, (" ".join(words(fact) for fact in cell.facts) for cell in row), strict=True))
        for row in found.rows
    ]


def column(found: Table, name: str) -> dict[str, str]:
    """A column of a table by the first cell of each row."""
    first = found.columns[0].text
    return {row[first]: row[name] for row in rows(found)}


def listed(page: Page, heading: str) -> list[str]:
    """The facts listed under a heading."""
    found = section(page, heading)
    return (
        [words(fact) for block in found.blocks if isinstance(block, FactList) for fact in block.facts] if found else []
    )


def claims(page: Page, label: str) -> dict[str, str]:
    """The folded statements under a label."""
    return {
        claim.label: claim.link.text if claim.link else claim.text
        for block in blocks(page, Claims)
        if block.label == label
        for claim in block.claims
    }


def timeline(page: Page) -> list[tuple[str, str]]:
    """Dates and events of the page's timeline."""
    return [(entry.date.text, entry.event.text) for block in blocks(page, Timeline) for entry in block.entries]
