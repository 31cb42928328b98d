"""Figures as people type them; what is none is refused with what to write."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.entering.figures import FigureError, read_count, read_share


@pytest.mark.parametrize(
    "text",
    [
        "12345",
        "12 345",
        "12\u00a0345",
        "12\u202f345",
        "12,345",
        "12.345",
        "12'345",
        "12’345",
        " 12345 ",
        "12345.0",
        "١٢٣٤٥",
        "١٢٬٣٤٥",
        "१२३४५",
        "\u200e12345",
    ],
)
def test_a_count_is_read_in_any_digits_with_any_separator(text):
    assert read_count(text) == 12345


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "n/a", "…"])
def test_blank_is_unknown(text):
    assert read_count(text) is None
    assert read_share(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-5", "negative"),
        ("−5", "negative"),
        ("12.5", "fraction"),
        ("12,34", "fraction"),
        ("53.90%", "per cent"),
        ("=A1+B1", "formula"),
        ("+cmd|' /C calc'!A0", "formula"),
        ("@SUM(1)", "formula"),
        ("many", "no whole number"),
        ("1,2345", "fraction"),
        ("1 23 45", "no whole number"),
        ("12345678901", "more than there are people"),
        ("1" * 500, "too long"),
        ("12e3", "no whole number"),
        ("½", "no whole number"),
        ("²", "no whole number"),
    ],
)
def test_what_is_no_count_is_refused_with_a_reason(text, words):
    with pytest.raises(FigureError, match=words):
        read_count(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [("53.90", "53.90"), ("53,90 %", "53.90"), ("53.9%", "53.9"), ("0", "0"), ("100", "100"), ("٥٣٫٩٠٪", "53.90")],
)
def test_a_share_is_read_with_or_without_its_sign(text, share):
    assert read_share(text) == Decimal(share)


def test_three_places_of_a_share_are_places():
    assert read_share("5,390") == Decimal("5.390")


@pytest.mark.parametrize("text", ["101", "100.01", "-3", "1e2", "=1", "nan", "half", "53.90.1", "%"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(FigureError):
        read_share(text)


@given(st.integers(0, 2_147_483_647), st.sampled_from([",", " ", "\u00a0", "\u202f", ".", "'"]))
def test_grouping_changes_no_figure(number, separator):
    assert read_count(f"{number:,}".replace(",", separator)) == number


@given(st.text(max_size=60))
def test_any_text_is_a_figure_or_refused(text):
    for read in (read_count, read_share):
        try:
            found = read(text)
        except FigureError as error:
            assert str(error)
        else:
            assert found is None or found >= 0
