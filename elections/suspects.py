"""Which figure a wrong sum points at: the one row that two exchanged digits, put right, would make add up. Pure."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")

SHORTEST = 4  # digits: of shorter figures too many are alike


def exchanged(figures: Mapping[Key, int], surplus: int) -> tuple[Key, int] | None:
    """The row, and its figure put right, in which two neighbouring digits were exchanged; None unless it is one alone.

    `surplus` is by how much all figures together are too large; such an exchange is always a multiple of nine.
    """
    if surplus == 0 or surplus % 9:
        return None
    found = [(key, figure - surplus) for key, figure in figures.items() if _is_exchange(figure, figure - surplus)]
    return found[0] if len(found) == 1 else None


def _is_exchange(one: int, other: int) -> bool:
    if one < 0 or other < 0 or len(str(one)) != len(str(other)) or len(str(one)) < SHORTEST:
        return False
    places = [place for place, (a, b) in enumerate(zip(str(one), str(other), strict=True)) if a != b]
    return len(places) == 2 and places[1] == places[0] + 1 and sorted(str(one)) == sorted(str(other))
