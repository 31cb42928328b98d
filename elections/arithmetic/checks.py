"""Whether the figures of an election agree with each other. Pure; what is unknown is not checked, blank is not zero.

A finding is a warning to editors: it changes no figure, since the source may be wrong and not the typing. Only what
cannot be (more seats than there are) is an error.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from common.formatting import format_figure, format_number, format_places, format_sum
from elections.arithmetic.misprints import exchanged
from elections.arithmetic.shares import Contestant, Totals, decimal_places, denominator

Severity = Literal["error", "warning"]
SHOWN = 3  # places of a share that was worked out: published ones have two


@dataclass(frozen=True)
class Row:
    """A contestant with its seats by kind."""

    contestant: Contestant
    seats_list: int | None = None
    seats_constituency: int | None = None
    led: bool | None = None  # whether the leader led on that day; None where no source bounds it


@dataclass(frozen=True)
class Count:
    """An election's overall result as it was typed; `registered_rounded`: published in round numbers."""

    rows: tuple[Row, ...]
    totals: Totals
    registered: int | None = None
    registered_rounded: bool = False
    turnout: Decimal | None = None
    percent_base: str = "valid"
    seats_elected: int | None = None
    seats_list: int | None = None
    seats_constituency: int | None = None

    @property
    def contestants(self) -> list[Contestant]:
        return [row.contestant for row in self.rows]


@dataclass(frozen=True)
class Finding:
    """`check` is a stable name; `key` the row that it is about, None for the whole election."""

    check: str
    words: str
    key: int | None = None
    severity: Severity = "warning"


def check(count: Count) -> tuple[Finding, ...]:
    """What does not agree, in the order of the form."""
    return (*_of_totals(count), *_of_votes(count), *_of_shares(count), *_of_seats(count))


def more_seats_than_there_are(seats: Iterable[int | None], total: int | None) -> str | None:
    """What is said where contestants have more seats than the assembly; None where they have not, or it is unknown."""
    held = sum(number for number in seats if number is not None)
    if total is None or held <= total:
        return None
    return _("More seats than there are: these make %(held)s, the assembly has %(total)s.") % {
        "held": format_number(held),
        "total": format_number(total),
    }


def _of_totals(count: Count) -> Iterator[Finding]:
    valid, cast, invalid = count.totals.valid, count.totals.cast, count.totals.invalid
    if valid is not None and invalid is not None and cast is not None and valid + invalid != cast:
        both = valid + invalid
        yield Finding(
            "cast",
            _("Valid and invalid votes make %(sum)s, votes cast are %(cast)s: %(more)s.")
            % {"sum": format_number(both), "cast": format_number(cast), "more": format_sum(both - cast)},
        )
    if cast is not None and count.registered is not None and not count.registered_rounded and cast > count.registered:
        yield Finding(
            "registered",
            _("More votes cast (%(cast)s) than registered voters (%(registered)s).")
            % {"cast": format_number(cast), "registered": format_number(count.registered)},
            severity="error",
        )
    if cast is None or not count.registered or count.registered_rounded or count.turnout is None:
        return
    found = Decimal(100) * cast / count.registered
    if not _rounds_to(found, count.turnout, decimal_places([count.turnout])):
        yield Finding(
            "turnout",
            _("Turnout is %(found)s, published is %(published)s.")
            % {"found": format_places(found, SHOWN), "published": _plain(count.turnout)},
        )


def _of_votes(count: Count) -> Iterator[Finding]:
    """The sum of all options against valid votes; where these are unknown, with invalid ones against votes cast."""
    votes = [found.votes for found in count.contestants if found.votes is not None]
    totals = count.totals
    if not votes:
        return
    expected = totals.valid
    if expected is None and totals.cast is not None and totals.invalid is not None:
        expected = totals.cast - totals.invalid
    total = sum(votes)
    if expected is not None and total != expected:
        words = _("All votes make %(sum)s, valid votes are %(valid)s: %(more)s.") % {
            "sum": format_number(total),
            "valid": format_number(expected),
            "more": format_sum(total - expected),
        }
        slip = exchanged({found.label: found.votes for found in count.contestants if found.votes}, total - expected)
        if slip is not None:
            words += " " + _("%(name)s with two digits exchanged, %(figure)s, would make it right.") % {
                "name": slip[0],
                "figure": format_number(slip[1]),
            }
        yield Finding("votes", words)


def _of_shares(count: Count) -> Iterator[Finding]:
    base = denominator(count.percent_base, count.totals, count.contestants)
    places = decimal_places(found.percent for found in count.contestants)
    for found in count.contestants:
        if base and found.votes is not None and found.percent is not None:
            share = Decimal(100) * found.votes / base
            if not _rounds_to(share, found.percent, places):
                yield Finding(
                    "share",
                    _("%(name)s: %(share)s per cent of the votes, published is %(published)s.")
                    % {"name": found.label, "share": format_places(share, SHOWN), "published": _plain(found.percent)},
                    found.key,
                )


def _of_seats(count: Count) -> Iterator[Finding]:
    yield from _sum_of_seats("seats", [found.seats for found in count.contestants], count.seats_elected)
    yield from _sum_of_seats("list-seats", [row.seats_list for row in count.rows], count.seats_list)
    constituency = [row.seats_constituency for row in count.rows if row.contestant.seats]
    if None not in constituency:
        yield from _sum_of_seats("constituency-seats", constituency, count.seats_constituency)
    for row in count.rows:
        found = row.contestant
        if None not in (row.seats_list, row.seats_constituency, found.seats):
            both = (row.seats_list or 0) + (row.seats_constituency or 0)
            if both != found.seats:
                yield Finding(
                    "parts",
                    _("%(name)s: list and constituency seats make %(both)s, not %(seats)s.")
                    % {"name": found.label, "both": format_number(both), "seats": format_number(found.seats or 0)},
                    found.key,
                )
        if row.led is False:
            yield Finding(
                "leader",
                _("%s: its leader did not lead it on that day, as far as the roles say.") % found.label,
                found.key,
            )
        if row.seats_list and found.votes == 0:
            yield Finding("no-votes", _("%s: list seats without votes.") % found.label, found.key, "error")


def _sum_of_seats(name: str, seats: Sequence[int | None], expected: int | None) -> Iterator[Finding]:
    known = [number for number in seats if number is not None]
    if known and expected is not None and sum(known) != expected:
        yield Finding(
            name,
            _("Seats make %(sum)s, %(expected)s were to be had: %(more)s.")
            % {
                "sum": format_number(sum(known)),
                "expected": format_number(expected),
                "more": format_sum(sum(known) - expected),
            },
            severity="error" if sum(known) > expected else "warning",
        )


def _rounds_to(exact: Decimal, published: Decimal, places: int) -> bool:
    """Whether a published figure is the exact one rounded to so many places, in either direction at the half."""
    return abs(exact - published) <= Decimal(1).scaleb(-places) / 2


def _plain(figure: Decimal) -> str:
    """A published figure without the zeros that its column adds."""
    return format_figure(figure.normalize())
