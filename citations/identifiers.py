"""Check digits of ISBN (ISO 2108) and ISSN (ISO 3297)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def _digits(value: str) -> list[int]:
    plain = value.replace("-", "").replace(" ", "").upper()
    return [
        10 if character == "X" else int(character) if character.isascii() and character.isdigit() else -1
        for character in plain
    ]


def is_isbn(value: str) -> bool:
    """Whether `value` is an ISBN-10 (weights 10 to 1, modulo 11) or an ISBN-13 (weights 1 and 3, modulo 10)."""
    digits = _digits(value)
    if -1 in digits or 10 in digits[:-1]:
        return False
    if len(digits) == 10:
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    if len(digits) == 13 and digits[-1] != 10 and digits[:3] in ([9, 7, 8], [9, 7, 9]):
        return sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    return False


def is_issn(value: str) -> bool:
    """Whether `value` is an ISSN: weights 8 to 1, modulo 11."""
    digits = _digits(value)
    if len(digits) != 8 or -1 in digits or 10 in digits[:-1]:
        return False
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def validate_isbn(value: str) -> None:
    if not is_isbn(value):
        raise ValidationError(_("The check digit of this ISBN does not fit. Compare it with the book."), code="isbn")


def validate_issn(value: str) -> None:
    if not is_issn(value):
        raise ValidationError(_("The check digit of this ISSN does not fit. Compare it with the source."), code="issn")
