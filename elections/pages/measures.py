"""What follows from an election's figures as a whole, each measure with what it means."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from articles.page.page import Column, Section, Table, figure, heading, words
from articles.page.pieces import sections
from articles.page.reading import Reading
from common.formatting import format_places
from elections.arithmetic.measures import disproportionality, effective_number, majority, turnout, wasted
from elections.arithmetic.shares import rounded
from elections.formatting import format_count, format_share
from elections.models import Election, Result
from elections.pages.charts import below_threshold
from elections.pages.election import ElectionRows, read_rows
from elections.standings import printed_name

Measure = tuple[str, str, str]  # name, figure, what it is


@sections.supply("computed figures", read_rows)
def _measures(reading: Reading, rows: ElectionRows) -> Iterable[Section]:
    found = [*_of_votes(reading, rows), *_of_seats(reading, rows), *_of_both(rows)]
    if found:
        columns = (Column(_("Measure")), Column(_("Figure"), True), Column(_("What it is")))
        printed = tuple((heading(name), figure(number), words(meaning)) for name, number, meaning in found)
        yield Section(_("Computed figures"), 2, "", (Table(_("Computed figures"), columns, printed),))


def _of_votes(reading: Reading, rows: ElectionRows) -> Iterable[Measure]:
    root = reading.root
    of_voters = turnout(root.cast, root.registered)
    if of_voters is not None and not root.registered_rounded:
        yield _("Turnout"), format_share(rounded(of_voters, 2), 2), _("Votes cast, of registered voters.")
    votes = {s.row.id: s.row.votes for s in _parties(rows)}
    seats = {s.row.id: s.row.seats for s in _parties(rows)}
    lost = wasted(votes, seats) if any(seats.values()) else None
    base = rows.tally.base(rows.election)
    if lost is not None:
        share = format_share(rounded(Decimal(100) * lost / base, 2), 2) if base else ""
        yield (
            _("Wasted votes"),
            format_count(lost),
            _("Votes for parties that won no seat: %s.") % share if share else _("Votes for parties that won no seat."),
        )
    if root.threshold:
        yield (
            _("Below the threshold"),
            format_count(len(below_threshold(reading, rows))),
            _("Parties with fewer votes than the law asks for."),
        )


def _of_seats(reading: Reading, rows: ElectionRows) -> Iterable[Measure]:
    root = reading.root
    seats = root.seats_total or root.seats_elected
    if root.category == Election.Category.PRESIDENTIAL or not seats:
        return
    needed = majority(seats)
    alone = next((s for s in _parties(rows) if (s.row.seats or 0) >= needed), None)
    yield (
        _("Majority"),
        format_count(needed),
        _("Seats that are more than half of %(all)s. %(party)s has them alone.")
        % {"all": format_count(seats), "party": printed_name(reading, alone.row)}
        if alone
        else _("Seats that are more than half of %s.") % format_count(seats),
    )


def _of_both(rows: ElectionRows) -> Iterable[Measure]:
    """Measures of how votes and seats are spread over parties: only where the figures of all parties are known."""
    parties = _parties(rows)
    if not rows.reading.root.complete or len(parties) < 2:
        return
    shares = _all({s.row.id: s.row.votes for s in parties}) or _all({s.row.id: s.share for s in parties})
    seats = _all({s.row.id: s.row.seats for s in parties})
    for figures, name in ((shares, _("by votes")), (seats, _("by seats"))):
        number = effective_number(figures.values())
        if number is not None:
            yield (
                _("Effective number of parties %s") % name,
                format_places(_two(number), 2),
                _("How many parties of equal size would be as fragmented (Laakso and Taagepera 1979)."),
            )
    distance = disproportionality(shares, seats)
    if distance is not None:
        yield (
            _("Disproportionality"),
            format_places(_two(distance), 2),
            _("Least-squares distance of seats from votes; 0 is proportional (Gallagher 1991)."),
        )


def _two(figure: Decimal) -> Decimal:
    return rounded(figure, 2) or Decimal(0)


def _parties(rows: ElectionRows) -> list[Any]:
    return [standing for standing in rows.standings if standing.row.kind == Result.Kind.PARTY]


def _all(figures: dict[int, Any]) -> dict[int, Any]:
    """The figures where all are known, else none of them."""
    return {} if None in figures.values() else figures
