"""Dates of reduced precision, as ISO 8601 writes them: 2015, 2022-12, 2022-09-24.

What is unknown is not invented: a year stays a year. Stored as text, so that the written form is the value.
"""

import datetime
import re
from typing import Any

from babel.dates import format_date, format_skeleton
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.functions import Left, Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext as _

from common.locale import babel_locale
from common.locale import locale as own_locale

INFLECTED = {"ru": "MMMM y 'г'."}  # month and year after a preposition
PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_date(value: str) -> bool:
    """Whether `value` is a real year, month or day in ISO 8601."""
    try:
        return bool(PATTERN.fullmatch(value) and first_day(value))
    except ValueError:
        return False


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless `value` is a real year, month or day in ISO 8601."""
    if not is_date(value):
        raise ValidationError(
            _("“%(value)s” is not a date. Write 2015, 2022-12 or 2022-09-24."),
            code="partial_date",
            params={"value": value},
        )


def first_day(value: str) -> datetime.date:
    """The first day that a partial date can mean. Raises ValueError for what is no date."""
    year, month, day = (int(part) for part in (value + "-01-01")[:10].split("-"))
    return datetime.date(year, month, day)


def could_precede(earlier: str, later: str) -> bool:
    """Whether `earlier` can lie before or on `later`, compared at the precision that both have; blank always can."""
    shared = min(len(earlier), len(later))
    return earlier[:shared] <= later[:shared]


class DatesInOrder(models.CheckConstraint):
    """The column `earlier` lies before or on `later`, at the precision that both have; either may be blank.

    The database holds it, and a form is checked by the same rule in Python, without asking the database. Migrations
    know it as a plain constraint: the empty text compares there as equal to nothing of the other.
    """

    def __init__(self, earlier: str, later: str, name: str, message: Any) -> None:
        self.earlier, self.later = earlier, later
        super().__init__(
            condition=LessThanOrEqual(Left(earlier, Length(later)), Left(later, Length(earlier))),
            name=name,
            violation_error_message=message,
        )

    def clone(self) -> "DatesInOrder":
        return DatesInOrder(self.earlier, self.later, self.name, self.violation_error_message)

    def deconstruct(self) -> Any:
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        if exclude and {self.earlier, self.later} & set(exclude):
            return
        if not could_precede(getattr(instance, self.earlier), getattr(instance, self.later)):
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)


def format_partial_date(value: str, language: str | None = None, after_word: bool = False) -> str:
    """A date in words at its own precision: "24 September 2022", "December 2022", "2015".

    `after_word` is for a date that a preposition governs, where a language inflects the month: "с апреля 2022 г."
    """
    locale = babel_locale(language) if language else own_locale()
    if len(value) == 4:
        return value
    if len(value) == 7 and after_word and locale in INFLECTED:
        return format_date(first_day(value), INFLECTED[locale], locale=locale)
    if len(value) == 7:
        return format_skeleton("yMMMM", first_day(value), locale=locale)
    return format_date(first_day(value), "long", locale=locale)


class PartialDateField(models.CharField):
    """A date of reduced precision. Blank means unknown, never "now" and never "for ever"."""

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs
