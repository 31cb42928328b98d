"""The charts of an election: its seats as a half circle, its votes as bars with the threshold across them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from articles.page.reading import Reading
from common.formatting import format_places
from elections.arithmetic.allocation import over_threshold
from elections.arithmetic.measures import majority
from elections.arithmetic.shares import decimal_places
from elections.charts.bars import Bars, Share, bars
from elections.charts.hemicycle import Group, Hemicycle, hemicycle
from elections.charts.paint import EMPTY, Paint, paints
from elections.formatting import format_count, format_share
from elections.models import Election, Result
from elections.pages.election import ElectionRows
from elections.standings import Standing, name_of, printed_name

GROUPS = 12  # drawn by themselves; the smallest of more are drawn together
BARS = 15
LARGEST = 3000  # seats that can be told apart, and more than any parliament has
UNSEEN_KINDS = (Result.Kind.VACANT, Result.Kind.BLANK)


def own_colours(rows: Iterable[Any]) -> dict[int, str]:
    """The first shade of each party among its Colour rows, by the party's id."""
    found: dict[int, str] = {}
    for row in rows:
        if row.hex:
            found.setdefault(row.party_id, row.hex)
    return found


def _paints(rows: ElectionRows) -> dict[int, Paint]:
    """The paint of each result, by the row's id."""
    colours = own_colours(rows.colours)
    own = {s.row.id: colours[s.row.party_id] for s in rows.standings if s.row.party_id in colours}
    return paints((standing.row.id for standing in rows.standings), own)


def hemicycle_of_seats(reading: Reading, rows: ElectionRows) -> Iterable[Hemicycle]:
    """The seats won, and those that nobody is known to have won; nothing where no seats are known."""
    election = reading.root
    if election.category == Election.Category.PRESIDENTIAL:
        return
    found = _paints(rows)
    seated = sorted((s for s in rows.standings if s.row.seats), key=lambda s: -(s.row.seats or 0))
    held = [s for s in seated if s.row.kind not in UNSEEN_KINDS]
    drawn = [Group(printed_name(reading, s.row), s.row.seats, found[s.row.id]) for s in held]
    if len(drawn) > GROUPS:
        rest = drawn[GROUPS - 1 :]
        others = _("%d others") % len(rest)
        drawn = [*drawn[: GROUPS - 1], Group(others, sum(group.seats for group in rest), Paint("currentColor", "rest"))]
    if not drawn:
        return
    drawn += [
        Group(printed_name(reading, s.row), s.row.seats, EMPTY) for s in seated if s.row.kind == Result.Kind.VACANT
    ]
    left = max((election.seats_total or 0) - sum(group.seats for group in drawn), 0)
    appointed = min(left, election.seats_appointed or 0)
    for label, seats in ((_("appointed"), appointed), (_("not known by party"), left - appointed)):
        if seats:
            drawn.append(Group(label, seats, EMPTY))
    total = sum(group.seats for group in drawn)
    if total > LARGEST:
        return
    seats = election.seats_total or election.seats_elected
    yield hemicycle(
        drawn,
        _("Seats won"),
        "; ".join(f"{group.label} {group.seats}" for group in drawn),
        format_count(total),
        _("majority: %s") % format_count(majority(seats)) if seats else "",
    )


def bars_of_votes(reading: Reading, rows: ElectionRows) -> Iterable[Bars]:
    """The largest shares; nothing where no shares are known."""
    election = reading.root
    shared = [(s, s.share) for s in rows.standings if s.share is not None and s.row.kind not in UNSEEN_KINDS]
    if not shared:
        return
    shared.sort(key=lambda pair: -pair[1])
    found = _paints(rows)
    shares = [
        Share(name_of(reading, s.row), share, format_share(share, s.places), found[s.row.id])
        for s, share in shared[:BARS]
    ]
    rest = shared[BARS:]
    notes = []
    if rest:
        together = format_share(sum((share for _s, share in rest), Decimal(0)), rest[0][0].places)
        notes.append(_("%(count)d more have %(share)s together.") % {"count": len(rest), "share": together})
    line = None
    if election.threshold:
        places = decimal_places([election.threshold])
        line = (election.threshold, format_share(election.threshold, places))
        notes += _threshold_notes(reading, rows)
    yield bars(
        shares, _("Votes"), "; ".join(f"{share.label} {share.figure}" for share in shares), line, " ".join(notes)
    )


def _threshold_notes(reading: Reading, rows: ElectionRows) -> Iterable[str]:
    """Who stayed below the threshold; and where it is a share of other votes than the bars are."""
    election = reading.root
    below = below_threshold(reading, rows)
    if below:
        percent = format_places(election.threshold, decimal_places([election.threshold]))
        names = ", ".join(printed_name(reading, s.row) for s in below[:GROUPS])
        more = _(" and %d more") % (len(below) - GROUPS) if len(below) > GROUPS else ""
        yield _("Below the threshold of %(percent)s%%: %(names)s%(more)s.") % {
            "percent": percent,
            "names": names,
            "more": more,
        }
    base, threshold_base = election.percent_base or Election.Base.VALID, election.threshold_base or Election.Base.VALID
    if base != threshold_base:
        yield _("The threshold is a share of the %(one)s, the bars are shares of the %(other)s.") % {
            "one": Election.Base(threshold_base).label,
            "other": Election.Base(base).label,
        }


def below_threshold(reading: Reading, rows: ElectionRows) -> Sequence[Standing]:
    """The parties that the threshold kept out of the distribution of list seats, in the order of the table."""
    election = reading.root
    parties = [s for s in rows.standings if s.row.kind == Result.Kind.PARTY]
    of = rows.tally.total(rows.election, election.threshold_base or Election.Base.VALID)
    votes = {s.row.id: s.row.votes for s in parties if s.row.votes is not None}
    if of and len(votes) == len(parties):
        over = over_threshold(votes, election.threshold, of)
        return [s for s in parties if s.row.id not in over]
    return [s for s in parties if s.share is not None and s.share < election.threshold]
