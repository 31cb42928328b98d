"""Dates of reduced precision: what is a date, what can precede what, and how it is printed."""

import calendar
import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from common.dates import (
    DatesInOrder,
    PartialDateField,
    could_precede,
    first_day,
    format_partial_date,
    validate_partial_date,
)
from parties.models import Party

days = st.dates()
precisions = st.sampled_from([4, 7, 10])
partial_dates = st.builds(lambda day, precision: day.isoformat()[:precision], days, precisions)


def last_day(value: str) -> datetime.date:
    """The last day that a partial date can mean."""
    first = first_day(value)
    if len(value) == 4:
        return first.replace(month=12, day=31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if len(value) == 7 else first


@given(partial_dates)
def test_every_year_month_and_day_is_a_date(value: str) -> None:
    validate_partial_date(value)


@given(st.text() | st.text("0123456789-"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        validate_partial_date(text)
    except ValidationError as error:
        assert error.code == "partial_date"
    else:
        assert first_day(text).isoformat().startswith(text)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "22",
        "222",
        "20222",
        "2022-",
        "2022-1",
        "2022-13",
        "2022-00",
        "2022-02-30",
        "2023-02-29",
        "2022-9-24",
        "2022-09-24T00",
        "0000",
        "24.09.2022",
        "2022/09",
        "-2022",
        "+2022",
        " 2022",
        "2022 ",
        "2022\n",
        "20220924",
    ],
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_partial_date(value)


@pytest.mark.parametrize("value", ["２０２２", "٢٠٢٢", "२०२२-०९"])
def test_digits_of_other_scripts_are_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_partial_date(value)


def test_a_leap_day_is_a_date() -> None:
    validate_partial_date("2024-02-29")


@given(days, precisions)
def test_the_first_day_is_the_earliest_that_the_date_can_mean(day: datetime.date, precision: int) -> None:
    first = first_day(day.isoformat()[:precision])
    assert first <= day and first.isoformat()[:precision] == day.isoformat()[:precision]


@given(days, days, precisions, precisions)
def test_what_happened_earlier_could_precede(
    one: datetime.date, other: datetime.date, precision: int, other_precision: int
) -> None:
    earlier, later = sorted((one, other))
    assert could_precede(earlier.isoformat()[:precision], later.isoformat()[:other_precision])


@given(partial_dates, partial_dates)
def test_what_lies_wholly_later_could_not_precede(one: str, other: str) -> None:
    if first_day(one) > last_day(other):
        assert not could_precede(one, other)
    else:
        assert could_precede(one, other)


@given(partial_dates)
def test_an_unknown_bound_precedes_and_follows_everything(value: str) -> None:
    assert could_precede("", value) and could_precede(value, "")


@given(partial_dates)
def test_a_date_could_precede_itself(value: str) -> None:
    assert could_precede(value, value)


@pytest.mark.parametrize(
    ("value", "language", "printed"),
    [
        ("2022-09-24", "en", "24 September 2022"),
        ("2022-12", "en", "December 2022"),
        ("2015", "en", "2015"),
        ("2015", "ru", "2015"),
        ("2022-09-24", "ru", "24 сентября 2022 г."),
        ("2022-12", "kk", "2022 ж. желтоқсан"),
    ],
)
def test_a_date_is_printed_in_words_at_its_own_precision(value: str, language: str, printed: str) -> None:
    assert format_partial_date(value, language).split() == printed.split()  # which space stands there is CLDR's affair


def test_the_active_language_is_the_default() -> None:
    with override("ru"):
        assert format_partial_date("2022-12") == format_partial_date("2022-12", "ru")


@given(partial_dates, st.sampled_from(["en", "kk", "ru", "en-gb", "kk-Cyrl"]))
def test_every_date_can_be_printed(value: str, language: str) -> None:
    assert str(first_day(value).year) in format_partial_date(value, language)


def test_a_field_of_partial_dates_may_be_blank() -> None:
    field = PartialDateField("date")
    assert field.clean("", None) == ""


def test_a_field_of_partial_dates_refuses_other_text() -> None:
    with pytest.raises(ValidationError):
        PartialDateField("date").clean("in spring", None)


def test_a_field_of_partial_dates_can_be_rebuilt_by_migrations() -> None:
    field = PartialDateField("date", help_text="?")
    _, path, args, kwargs = field.deconstruct()
    assert path == "common.dates.PartialDateField"
    assert PartialDateField(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)


class DatabaseAndPythonAgree(TestCase):
    """A form asks `DatesInOrder` in Python; the database holds the same rule as a constraint."""

    @given(partial_dates | st.just(""), partial_dates | st.just(""))
    def test_on_any_two_dates(self, earlier: str, later: str) -> None:
        constraint = DatesInOrder("founded", "dissolved", "in_order", "Check both dates.")
        row = Party(founded=earlier, dissolved=later)
        assert _holds(lambda: constraint.validate(Party, row)) == _holds(
            lambda: CheckConstraint.validate(constraint, Party, row)
        )

    def test_the_message_is_the_constraints_own(self) -> None:
        constraint = DatesInOrder("founded", "dissolved", "in_order", "Check both dates.")
        with pytest.raises(ValidationError, match="Check both dates"):
            constraint.validate(Party, Party(founded="2023", dissolved="2022"))
        constraint.validate(Party, Party(founded="2023", dissolved="2022"), exclude={"founded"})

    def test_migrations_know_a_plain_constraint(self) -> None:
        constraint = DatesInOrder("founded", "dissolved", "in_order", "Check both dates.")
        assert constraint.deconstruct()[0] == "django.db.models.CheckConstraint"
        assert constraint.clone() == constraint


def _holds(check: Callable[[], None]) -> bool:
    try:
        check()
    except ValidationError:
        return False
    return True
