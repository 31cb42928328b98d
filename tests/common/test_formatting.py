"""Numbers, periods and countries in words, in the reader's language."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from common.formatting import (
    capitalise,
    country_name,
    format_figure,
    format_number,
    format_period,
    format_places,
    format_sum,
)


def period(start: str = "", end: str = "", on: str = "", former: bool = False) -> str:
    return format_period(SimpleNamespace(start_date=start, end_date=end, on_date=on, former=former))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"start": "2004", "end": "2015"}, "2004–2015"),
        ({"start": "2004-07-31", "end": "2005-03"}, "31 July 2004 – March 2005"),
        ({"start": "2004", "end": "2005-03"}, "2004 – March 2005"),
        ({"start": "2022-04-26"}, "from 26 April 2022"),
        ({"end": "2015"}, "until 2015"),
        ({"on": "2022"}, "2022"),
        ({"on": "2022-09-24", "former": True}, "24 September 2022"),
        ({"former": True}, "former"),
        ({"start": "2004", "former": True}, "from 2004"),
        ({}, ""),
    ],
)
def test_a_period_is_as_precise_as_its_dates(values, words):
    assert period(**values) == words


def test_an_unknown_end_is_not_called_present():
    assert "present" not in period(start="2004") and "now" not in period(start="2004")


def test_a_period_is_told_in_the_readers_language():
    with override("ru"):
        assert period(on="2022-09-24") == "24 сентября 2022\u202fг."


@pytest.mark.parametrize(("number", "words"), [(21_000, "21,000"), (0, "0"), (999, "999"), (-5, "-5")])
def test_thousands_are_grouped(number, words):
    assert format_number(number) == words


@pytest.mark.parametrize(("language", "words"), [("kk", "21\u00a0000"), ("ru", "21\u00a0000"), ("en", "21,000")])
def test_thousands_are_grouped_as_the_reader_groups_them(language, words):
    with override(language):
        assert format_number(21_000) == words


@pytest.mark.parametrize(
    ("language", "figure", "words"),
    [
        ("en", "53.90", "53.90"),
        ("kk", "53.90", "53,90"),
        ("ru", "3431510", "3\u00a0431\u00a0510"),
        ("en", "3431510", "3,431,510"),
        ("ru", "1E+2", "100"),
        ("en", "0", "0"),
    ],
)
def test_a_figure_keeps_its_places(language, figure, words):
    with override(language):
        assert format_figure(Decimal(figure)) == words


def test_a_figure_is_rounded_to_places_and_filled_with_zeros():
    assert format_places(Decimal("69"), 3) == "69.000"
    assert format_places(Decimal("61.23456"), 2) == "61.23"
    assert format_places(Decimal("1234.5"), 0) == "1,234"


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [("en", 1234, "+1,234"), ("kk", -45_000, "\N{MINUS SIGN}45\u00a0000"), ("ru", 0, "±0")],
)
def test_a_difference_has_its_sign(language, number, words):
    with override(language):
        assert format_sum(number) == words


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [("en", "KZ", "Kazakhstan"), ("kk", "KZ", "Қазақстан"), ("ru", "KZ", "Казахстан"), ("en", "XQ", "XQ")],
)
def test_a_country_has_its_name_in_the_readers_language(language, code, name):
    with override(language):
        assert country_name(code) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [("party congress", "Party congress"), ("NATO", "NATO"), ("әлем", "Әлем"), ("", ""), ("2022", "2022")],
)
def test_the_first_letter_alone_is_raised(text, expected):
    assert capitalise(text) == expected


@given(st.text())
def test_the_rest_of_a_text_is_untouched(text):
    assert capitalise(text).endswith(text[1:])
