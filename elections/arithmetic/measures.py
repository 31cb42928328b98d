"""What is said of an election as a whole: turnout, majority, wasted votes, fragmentation. Pure and exact."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key")


def turnout(cast: int | None, registered: int | None) -> Decimal | None:
    """Votes cast as a percentage of registered voters, not rounded; None where one of them is unknown."""
    return Decimal(100) * cast / registered if cast is not None and registered else None


def wasted(votes: Mapping[Key, int | None], seats: Mapping[Key, int | None]) -> int | None:
    """Votes for those who won no seat; None where votes or seats of somebody are unknown."""
    if not votes or None in votes.values() or any(seats.get(key) is None for key in votes):
        return None
    return sum(count or 0 for key, count in votes.items() if not seats[key])


def majority(seats: int) -> int:
    """The fewest seats that are more than half."""
    return seats // 2 + 1


def effective_number(figures: Iterable[int | Decimal]) -> Decimal | None:
    """Effective number of parties, 1 / Σ p² (Laakso and Taagepera 1979), of votes or seats; None without any."""
    counts = [Fraction(figure) for figure in figures if figure]
    total = sum(counts, Fraction(0))
    if not total:
        return None
    found = 1 / sum(((count / total) ** 2 for count in counts), Fraction(0))
    return Decimal(found.numerator) / Decimal(found.denominator)


def disproportionality(votes: Mapping[Key, int | Decimal], seats: Mapping[Key, int]) -> Decimal | None:
    """Least-squares index √(½ Σ (v − s)²) in percentage points (Gallagher 1991); None without votes or seats."""
    all_votes, all_seats = Fraction(sum(votes.values())), Fraction(sum(seats.values()))
    if not all_votes or not all_seats:
        return None
    differences = (
        100 * Fraction(votes.get(key, 0)) / all_votes - 100 * Fraction(seats.get(key, 0)) / all_seats
        for key in {*votes, *seats}
    )
    half = sum((difference**2 for difference in differences), Fraction(0)) / 2
    return (Decimal(half.numerator) / Decimal(half.denominator)).sqrt()
