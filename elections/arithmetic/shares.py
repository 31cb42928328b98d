"""What follows from counted figures: shares and ranks. Pure: exact integers and decimals, no rows.

Published figures are rounded; computed ones are exact and rounded once, half up, for print. Unknown is None and
spreads: nothing is computed from what is not known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

RANKED_KINDS = frozenset({"party", "candidate"})  # "against all", blanks and independents are never ranked


@dataclass(frozen=True)
class Contestant:
    """One row of an election's overall result. `key` tells it from the others; `party` is an id, None without one."""

    key: int
    kind: str
    party: int | None
    label: str
    votes: int | None
    percent: Decimal | None  # as published
    seats: int | None


@dataclass(frozen=True)
class Totals:
    """The totals that an election's sources give; None is unknown."""

    valid: int | None
    cast: int | None
    invalid: int | None


def decimal_places(column: Iterable[Decimal | None]) -> int:
    """Places of the most precise published figure of a column: spreadsheets and YAML drop trailing zeros."""
    places = 0
    for figure in column:
        if figure is not None:
            exponent = figure.normalize().as_tuple().exponent
            places = max(places, -exponent if isinstance(exponent, int) else 0)
    return places


def denominator(base: str, totals: Totals, contestants: Sequence[Contestant]) -> int | None:
    """What shares are a share of: "cast" votes, the "sum" of all options, votes "for" contestants, or "valid" votes.

    Votes "for" contestants are valid votes (where these are unknown, the sum of all options) less those against all.
    "" is "valid".

    Valid votes that no source gives are votes cast less invalid ones; with neither, the share cannot be told.
    """
    votes = [contestant.votes for contestant in contestants if contestant.votes is not None]
    if base == "sum":
        return sum(votes) or None
    if base == "for":
        against = sum(found.votes or 0 for found in contestants if found.kind == "against_all")
        return ((denominator("valid", totals, contestants) or sum(votes)) - against) or None
    if base == "cast":
        return totals.cast
    if totals.valid is None and totals.cast is not None and totals.invalid is not None:
        return totals.cast - totals.invalid
    return totals.valid


def share(votes: int | None, of: int | None, places: int) -> Decimal | None:
    """`votes` as a percentage `of` a total, rounded half up to `places`."""
    return rounded(Decimal(100) * votes / of, places) if votes is not None and of else None


def rounded(figure: Decimal | None, places: int) -> Decimal | None:
    """A figure rounded once, half up (away from zero), for print."""
    return None if figure is None else figure.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def ranks(contestants: Sequence[Contestant]) -> dict[int, int]:
    """Rank by votes (by published share where nobody has votes) of parties and candidates; ties share a rank."""
    ranked = [contestant for contestant in contestants if contestant.kind in RANKED_KINDS]
    by_votes = any(contestant.votes is not None for contestant in ranked)
    figures = {
        contestant.key: figure
        for contestant in ranked
        if (figure := contestant.votes if by_votes else contestant.percent) is not None
    }
    return {key: 1 + sum(other > figure for other in figures.values()) for key, figure in figures.items()}
