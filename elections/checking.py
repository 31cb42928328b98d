"""Checks of elections as they are stored: whether figures agree, and where sources misprint them. Constant queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from elections.checks import Count, Finding, Row, check
from elections.counting import Totals
from elections.disputed_figures import DisputedFigure, misprints
from elections.models import OVERALL, Election, Result
from elections.standings import contestant


@dataclass(frozen=True)
class Checked:
    """An election with what was found; nothing found is empty."""

    election: Any
    findings: tuple[Finding, ...]
    misprints: tuple[DisputedFigure, ...]


def check_elections(elections: Sequence[Election]) -> tuple[Checked, ...]:
    """Check elections in their order. Three queries."""
    rows: dict[int, list[Result]] = defaultdict(list)
    for row in Result.objects.filter(election__in=[election.pk for election in elections], round=OVERALL):
        rows[row.election_id].append(row)
    slips: dict[int, list[DisputedFigure]] = defaultdict(list)
    for slip in misprints(elections):
        slips[slip.election_id].append(slip)
    return tuple(
        Checked(election, check(count_of(election, rows[election.pk])), tuple(slips[election.pk]))
        for election in elections
    )


def count_of(election: Any, rows: Sequence[Any]) -> Count:
    """An election's rows, live or of history, as a pure count."""
    return Count(
        rows=tuple(Row(contestant(row), row.seats_list, row.seats_constituency) for row in rows),
        totals=Totals(election.valid, election.cast, election.invalid),
        registered=election.registered,
        registered_rounded=election.registered_rounded,
        turnout=election.turnout,
        percent_base=election.percent_base or Election.Base.VALID,
        seats_elected=election.seats_elected,
        seats_list=election.seats_list,
        seats_constituency=election.seats_constituency,
    )
