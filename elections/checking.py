"""Checks of elections as they are stored: whether figures agree, and where sources misprint them. Constant queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from elections.checks import Count, Finding, Row, check
from elections.counting import Totals
from elections.disputed_figures import DisputedFigure, misprints
from elections.models import Election, Result
from elections.overall import IN_FORCE, contestants
from elections.standings import contestant
from parties.models import Role

Roles = dict[tuple[int, int], list[Role]]


@dataclass(frozen=True)
class Checked:
    """An election with what was found; nothing found is empty."""

    election: Any
    findings: tuple[Finding, ...]
    misprints: tuple[DisputedFigure, ...]


def check_elections(elections: Sequence[Election]) -> tuple[Checked, ...]:
    """Check elections in their order. Four queries."""
    rows: dict[int, list[Result]] = defaultdict(list)
    for row in Result.objects.filter(IN_FORCE, election__in=[election.pk for election in elections]):
        rows[row.election_id].append(row)
    rows = defaultdict(list, {pk: contestants(found) for pk, found in rows.items()})
    roles = leading(row for found in rows.values() for row in found)
    slips: dict[int, list[DisputedFigure]] = defaultdict(list)
    for slip in misprints(elections):
        slips[slip.election_id].append(slip)
    return tuple(
        Checked(election, check(count_of(election, rows[election.pk], roles)), tuple(slips[election.pk]))
        for election in elections
    )


def leading(rows: Iterable[Any]) -> Roles:
    """The leaderships of the leaders that results name, by party and person."""
    pairs = {(row.party_id, row.leader_id) for row in rows if row.party_id and row.leader_id}
    found: Roles = defaultdict(list)
    parties, people = {party for party, _ in pairs}, {person for _, person in pairs}
    for role in Role.objects.filter(kind=Role.Kind.LEADER, party__in=parties, person__in=people):
        found[role.party_id, role.person_id or 0].append(role)
    return found


def _led(row: Any, day: str, roles: Roles) -> bool | None:
    """Whether the leader led on `day`: yes where a role may cover it, None where there is no role to ask."""
    found = roles.get((row.party_id, row.leader_id), [])
    return any(role.covers(day) is not False for role in found) if found and day else None


def seats_to_be_had(election: Any) -> int | None:
    """The seats elected; where nothing says how many, all seats of the assembly but those appointed."""
    if election.seats_elected is not None or election.seats_total is None:
        return election.seats_elected
    return election.seats_total - (election.seats_appointed or 0)


def count_of(election: Any, rows: Sequence[Any], roles: Roles) -> Count:
    """An election's rows as a pure count; `roles` are the leaderships by party and person."""
    return Count(
        rows=tuple(
            Row(contestant(row), row.seats_list, row.seats_constituency, _led(row, election.date, roles))
            for row in rows
        ),
        totals=Totals(election.valid, election.cast, election.invalid),
        registered=election.registered,
        registered_rounded=election.registered_rounded,
        turnout=election.turnout,
        percent_base=election.percent_base or Election.Base.VALID,
        seats_elected=seats_to_be_had(election),
        seats_list=election.seats_list,
        seats_constituency=election.seats_constituency,
    )
