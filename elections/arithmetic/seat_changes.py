"""Changes against the election before: of seats, and of shares (swing). Pure and exact.

A party is compared with itself; one that did not stand then, with the parties that it comes from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from elections.arithmetic.shares import Contestant


@dataclass(frozen=True)
class SeatChange:
    """How a party's seats changed. `amount` None with `new` False: it cannot be told."""

    amount: int | None = None
    new: bool = False
    absent_last_time: bool = False


def _same(contestant: Contestant, last: Sequence[Contestant], origins: Mapping[int, Sequence[int]]) -> list[Contestant]:
    """Who a contestant's figures are compared with: the party itself; where it did not stand, its origins."""
    itself = [other for other in last if other.party is not None and other.party == contestant.party]
    family = origins.get(contestant.party or 0, ())
    return itself or [other for other in last if other.party in family]


def swing(
    contestant: Contestant,
    last: Sequence[Contestant],
    shares: tuple[Mapping[int, Decimal | None], Mapping[int, Decimal | None]],
    origins: Mapping[int, Sequence[int]],
) -> Decimal | None:
    """Change of a party's share against the election before, in percentage points, not rounded.

    `shares` are those of this election and of the one before, by key. Like `seat_change`, a bloc or a party formed by
    merger is compared with the sum of its origins. None for what did not stand, or where a share is unknown.
    """
    before = [shares[1].get(other.key) for other in _same(contestant, last, origins)]
    known = [figure for figure in before if figure is not None]
    now = shares[0].get(contestant.key)
    return now - sum(known) if known and now is not None and len(known) == len(before) else None


def seat_change(
    contestant: Contestant,
    earlier: Sequence[tuple[bool, Sequence[Contestant]]],
    origins: Mapping[int, Sequence[int]],
) -> SeatChange:
    """Change against the party's own seats at the previous election of the same assembly.

    `earlier` holds (complete, contestants) of the earlier elections, newest first. `origins` names the parties whose
    seats count for a party: the members of a bloc, the parties that merged into a new one. A rename keeps; "new" is
    only what never stood, nor any origin; what stood earlier but not last time counts from 0.
    """
    if contestant.party is None or contestant.seats is None or not earlier:
        return SeatChange()
    complete, last = earlier[0]
    before = _same(contestant, last, origins)
    if before:
        seats = [other.seats for other in before]
        return (
            SeatChange(contestant.seats - sum(s for s in seats if s is not None)) if None not in seats else SeatChange()
        )
    if not complete:
        return SeatChange()
    family = {contestant.party, *origins.get(contestant.party, ())}
    if any(other.party in family for _, contestants in earlier[1:] for other in contestants):
        return SeatChange(contestant.seats, absent_last_time=True)
    return SeatChange(new=True)
