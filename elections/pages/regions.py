"""Regional elections under one parent: each region with what was counted there, and all of them together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.page.facts import Fact
from articles.page.page import Cell, Column, Section, Table, figure, heading, words
from articles.page.pieces import sections
from articles.page.reading import Named, Reading
from elections.formatting import format_count
from elections.pages.election import ElectionRows, read_rows
from elections.standings import Standing


@dataclass
class Together:
    """One contestant in all regions: None is unknown and spreads."""

    label: str
    votes: int | None = 0
    seats: int | None = 0
    regions: int = 0


@sections.supply("regions", read_rows)
def _regional(reading: Reading, rows: ElectionRows) -> Iterable[Section]:
    if not rows.regional:
        return
    counted = [(region, rows.tally.standings(region)) for region in rows.regional]
    together = _together(counted)
    unknown = [region.title for region, standings in counted if not standings]
    blocks = [_by_region(counted), *([_all_regions(together, unknown)] if together else [])]
    yield Section(_("Regions"), 2, "", tuple(blocks))


def _by_region(counted: Iterable[tuple[Named, list[Standing]]]) -> Table:
    columns = (
        Column(_("Region")),
        Column(_("Seats"), True),
        Column(_("Votes cast"), True),
        Column(_("Most seats")),
    )
    printed = []
    for region, standings in counted:
        seated = [standing for standing in standings if standing.row.seats]
        most = max((standing.row.seats for standing in seated), default=0)
        first = ", ".join(f"{s.row.label} {s.row.seats}" for s in seated if s.row.seats == most)
        printed.append(
            (
                Cell((Fact((region.link(),)),), heading=True),
                _count(region.more["seats_total"]),
                _count(region.more["cast"]),
                words(first),
            )
        )
    return Table(_("Regions"), columns, tuple(printed))


def _together(counted: Iterable[tuple[Named, list[Standing]]]) -> list[Together]:
    """Contestants by their party, or by kind and name without one, those with most seats first."""
    found: dict[object, Together] = defaultdict(lambda: Together(""))
    for _region, standings in counted:
        for standing in standings:
            row = standing.row
            sums = found[row.party_id or (row.kind, row.label)]
            sums.label = sums.label or row.label
            sums.votes = None if None in (sums.votes, row.votes) else (sums.votes or 0) + row.votes
            sums.seats = None if None in (sums.seats, row.seats) else (sums.seats or 0) + row.seats
            sums.regions += 1
    return sorted(found.values(), key=lambda sums: (-(sums.seats or 0), -(sums.votes or 0), sums.label))


def _all_regions(together: list[Together], unknown: list[str]) -> Table:
    columns = (Column(_("Party")), Column(_("Regions"), True), Column(_("Votes"), True), Column(_("Seats"), True))
    printed = tuple(
        (
            heading(sums.label),
            _count(sums.regions),
            _count(sums.votes),
            _count(sums.seats),
        )
        for sums in together
    )
    notes = [_("No results are known of: %s.") % ", ".join(unknown)] if unknown else []
    return Table(_("All regions together"), columns, printed, tuple(notes))


def _count(count: int | None) -> Cell:
    return figure(format_count(count))
