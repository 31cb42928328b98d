"""What went wrong where a source prints another figure: digits exchanged, one wrong, a neighbour's figure. Pure.

A source that disputes a figure may simply know another count. Only where the two figures look like one slip is it
named; shares in per cent differ in their last digits by rounding and by counting in progress, so that there a single
digit says nothing.

A sum that does not add up points at a figure too: at the one row that two exchanged digits, put right, would mend.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar

from django.utils.translation import gettext as _

Key = TypeVar("Key")
Slip = Literal["exchanged", "one-digit", "another"]

NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:\.\d+)?")
FEWEST_DIGITS = 5  # of a count: shorter ones are alike by chance
FEWEST_PLACES = 3  # digits of a share
SHORTEST = 4  # digits of a figure in a sum: of shorter ones too many are alike


@dataclass(frozen=True)
class Figure:
    """A figure somewhere else, with what it is in words: "valid votes", "Auyl", "Otan, 2012"."""

    label: str
    value: Decimal


@dataclass(frozen=True)
class Misprint:
    """`slip` names what happened; `label` whose figure was printed, for "another"."""

    slip: Slip
    stated: Decimal
    expected: Decimal
    label: str = ""

    @property
    def difference(self) -> Decimal:
        """How much the source prints too much; negative for too little."""
        return self.stated - self.expected

    @property
    def words(self) -> str:
        """What happened: "two digits exchanged", "the figure of Auyl"."""
        if self.slip == "another":
            return _("the figure of %s") % self.label
        return _("two digits exchanged") if self.slip == "exchanged" else _("one digit wrong")


def figure_in(text: str) -> Decimal | None:
    """The first figure of a text, with separators of thousands: "3,341,510 votes (…)" is 3341510."""
    match = NUMBER.search(text)
    return Decimal(re.sub(r"[,\u00a0\u202f ]", "", match[0])) if match else None


def misprint(stated: Decimal, expected: Decimal, elsewhere: Iterable[Figure] = ()) -> Misprint | None:
    """The slip that turns `expected` into `stated`; None where they are equal, rounded, or no slip explains them.

    `elsewhere` has the figures that could have been printed by mistake, the likeliest first.
    """
    is_count = stated == stated.to_integral_value() and expected == expected.to_integral_value()
    if stated == expected or (is_count and stated == _rounded_like(stated, expected)):
        return None
    if len(_digits(stated, expected)) < (FEWEST_DIGITS if is_count else FEWEST_PLACES):
        return None
    for figure in elsewhere:
        if figure.value == stated:
            return Misprint("another", stated, expected, figure.label)
    if not is_count and _places(stated) < _places(expected):
        return None  # rounded more coarsely: 71.9 is not 71.09 with digits exchanged
    one, other = _digits(stated, expected), _digits(expected, stated)
    differing = [place for place in range(len(one)) if one[place] != other[place]] if len(one) == len(other) else []
    if len(differing) == 2 and sorted(one) == sorted(other):
        return Misprint("exchanged", stated, expected)
    if not is_count:
        return None
    rounded = _digits(_rounded_like(stated, expected), stated)
    if len(rounded) == len(one) and sum(a != b for a, b in zip(one, rounded, strict=True)) == 1:
        return Misprint("one-digit", stated, expected)
    return None


def _digits(figure: Decimal, like: Decimal) -> str:
    """The digits of a figure, with as many places after the point as the more precise of the two has."""
    places = max(_places(figure), _places(like))
    return format(figure.quantize(Decimal(1).scaleb(-places)), "f").replace(".", "").lstrip("0")


def _places(figure: Decimal) -> int:
    exponent = figure.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded_like(stated: Decimal, expected: Decimal) -> Decimal:
    """`expected` rounded to the zeros that `stated` ends with: 7,566,150 beside 7,966,000 is 7,566,000."""
    text = format(stated.to_integral_value(), "f")
    zeros = len(text) - len(text.rstrip("0"))
    return expected.quantize(Decimal(1).scaleb(zeros)) if zeros else expected


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
