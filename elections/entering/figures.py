"""A figure as people type it, in any digits, with any separator of thousands.

In a column of counts "12 345", "12,345", "12.345" and "12'345" are all 12345; in a column of shares the last point or
comma is the decimal one: "53,90 %" is 53.90. What is neither is refused with what to write, never guessed.
"""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

BLANK = {"", "-", "–", "—", "n/a", "…", "..."}
GROUPED = re.compile(r"\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*")
WHOLE = re.compile(r"(\d+)(?:[.,]0+)?")
SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,4}))?")
LARGEST = 2_147_483_647  # what the columns hold
LONGEST = 40


class FigureError(ValueError):
    """The cell holds no such figure; the message says what to write."""


def read_count(text: str) -> int | None:
    """A whole number of votes or seats; None where the cell is blank. Raises FigureError."""
    plain = _plain(text)
    if plain in BLANK:
        return None
    _refuse(plain, text)
    if "%" in plain:
        raise FigureError(_("“%s” is a per cent, this column counts.") % text.strip())
    whole = WHOLE.fullmatch(plain)
    if GROUPED.fullmatch(plain):
        found = int(re.sub(r"\D", "", plain))
    elif whole:
        found = int(whole[1])
    elif re.fullmatch(r"[\d ]*\d[.,]\d+", plain):
        raise FigureError(_("“%s” is a fraction. Votes and seats are whole numbers.") % text.strip())
    else:
        raise FigureError(_("“%s” is no whole number. Write 12345 or 12 345.") % text.strip())
    if found > LARGEST:
        raise FigureError(_("“%s” is more than there are people.") % text.strip())
    return found


def read_share(text: str) -> Decimal | None:
    """A share in per cent, with or without its sign; None where the cell is blank. Raises FigureError."""
    plain = _plain(text)
    if plain in BLANK:
        return None
    _refuse(plain, text)
    match = SHARE.fullmatch(plain.removesuffix("%").strip())
    found = Decimal(f"{match[1]}.{match[2] or 0}") if match else None
    if match is None or found is None or found > 100:
        raise FigureError(_("“%s” is no share between 0 and 100. Write 53.90.") % text.strip())
    return Decimal(f"{match[1]}.{match[2]}") if match[2] else Decimal(match[1])


def _plain(text: str) -> str:
    """ASCII digits and spaces, without marks of direction."""
    shown = text[: LONGEST + 1]
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in shown)
    digits = digits.translate({0x066B: ".", 0x066C: ",", 0x2212: "-", 0x2019: "'", 0x02BC: "'", 0x066A: "%"})
    kept = (" " if sign.isspace() else sign for sign in digits if unicodedata.category(sign) != "Cf")
    return " ".join("".join(kept).split())


def _refuse(plain: str, text: str) -> None:
    if len(plain) > LONGEST:
        raise FigureError(_("This is too long for a figure."))
    if plain.startswith(("=", "+", "@")):
        raise FigureError(_("“%s” is a formula. Write the figure itself.") % text.strip())
    if plain.startswith("-"):
        raise FigureError(_("“%s” is negative. Nobody has less than no votes.") % text.strip())
