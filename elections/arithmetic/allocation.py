"""From votes to seats: largest remainder (Hare), D'Hondt, Sainte-Laguë, with a threshold. Pure and exact.

Formulas after Michael Gallagher and Paul Mitchell (eds.), "The Politics of Electoral Systems" (2005), appendix A. No
method decides between equals: what only a lot can give is given to nobody and said (`undecided`).
"""

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Allocation(Generic[Key]):
    """Seats by contestant. `undecided` seats are for a lot to draw among the equal contestants of `tied`."""

    seats: Mapping[Key, int]
    undecided: int = 0
    tied: frozenset[Key] = frozenset()


def over_threshold(votes: Mapping[Key, int], percent: Decimal, of: int) -> dict[Key, int]:
    """The votes of those who have at least `percent` of a total: which total (valid, cast) the law says."""
    return {key: count for key, count in votes.items() if Decimal(100) * count >= percent * of}


def largest_remainder(votes: Mapping[Key, int], seats: int) -> Allocation[Key]:
    """Whole Hare quotas (votes / seats) first, then a seat each by the largest remainders."""
    total = sum(votes.values())
    if seats <= 0 or total <= 0:
        return Allocation(dict.fromkeys(votes, 0), max(seats, 0))
    given = {key: count * seats // total for key, count in votes.items()}
    remainders = {key: count * seats % total for key, count in votes.items()}
    return _by_rank(given, remainders, seats - sum(given.values()))


def dhondt(votes: Mapping[Key, int], seats: int) -> Allocation[Key]:
    """Seat by seat to the largest of votes / 1, / 2, / 3 …"""
    return _highest_averages(votes, seats, lambda had: had + 1)


def sainte_lague(votes: Mapping[Key, int], seats: int) -> Allocation[Key]:
    """Seat by seat to the largest of votes / 1, / 3, / 5 …"""
    return _highest_averages(votes, seats, lambda had: 2 * had + 1)


def _highest_averages(votes: Mapping[Key, int], seats: int, divisor: Callable[[int], int]) -> Allocation[Key]:
    given = dict.fromkeys(votes, 0)
    order = list(votes)
    heap = [(-Fraction(votes[key]), place) for place, key in enumerate(order) if votes[key] > 0]
    heapq.heapify(heap)
    left = max(seats, 0)
    while left and heap:
        average = heap[0][0]
        equal = []
        while heap and heap[0][0] == average:
            equal.append(heapq.heappop(heap)[1])
        if len(equal) > left:
            return Allocation(given, left, frozenset(order[place] for place in equal))
        for place in equal:
            key = order[place]
            given[key] += 1
            heapq.heappush(heap, (-Fraction(votes[key], divisor(given[key])), place))
        left -= len(equal)
    return Allocation(given, left)


def _by_rank(given: dict[Key, int], figures: Mapping[Key, int], left: int) -> Allocation[Key]:
    """One seat more to those with the largest figures; none to equals among whom it would not go round."""
    for figure in sorted(set(figures.values()), reverse=True):
        if not left:
            break
        equal = [key for key in figures if figures[key] == figure]
        if len(equal) > left:
            return Allocation(given, left, frozenset(equal))
        for key in equal:
            given[key] += 1
        left -= len(equal)
    return Allocation(given, left)


METHODS: dict[str, Callable[[Mapping[int, int], int], Allocation[int]]] = {
    "hare": largest_remainder,
    "dhondt": dhondt,
    "sainte-lague": sainte_lague,
}
