"""Misprints of real sources are named for what they are; other counts are left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.arithmetic.misprints import Figure, figure_in, misprint


def slip(stated: str, expected: str, **elsewhere: str) -> tuple[str, str] | None:
    found = misprint(
        Decimal(stated), Decimal(expected), [Figure(name, Decimal(value)) for name, value in elsewhere.items()]
    )
    return (found.slip, found.label) if found else None


@pytest.mark.parametrize(
    ("stated", "expected", "what"),
    [
        ("3341510", "3431510", "exchanged"),  # Kazinform, 2023
        ("432290", "432920", "exchanged"),  # Diplomatic Informer, 2023
        ("7966000", "7566150", "one-digit"),  # Kazinform, 2016: printed in thousands
    ],
)
def test_a_slip_of_digits_is_named(stated, expected, what):
    assert slip(stated, expected) == (what, "")


def test_the_difference_says_how_much_is_missing():
    found = misprint(Decimal(3341510), Decimal(3431510))
    assert found is not None and found.difference == -90_000


@pytest.mark.parametrize(
    ("stated", "expected", "whose"),
    [
        ("89855", "269310", "Auyl"),
        ("10.90", "8.59", "Auyl_share"),
        ("80.99", "60.61", "Otan_2012"),
        ("6366441", "6521860", "valid"),
    ],
)
def test_the_figure_of_another_is_named(stated, expected, whose):
    elsewhere = {"Auyl": "89855", "Auyl_share": "10.9", "Otan_2012": "80.99", "valid": "6366441"}
    assert slip(stated, expected, **elsewhere) == ("another", whose)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("9810000", "9810852"),  # rounded
        ("206000", "206206"),
        ("5174000", "5247720"),  # preliminary
        ("9261460", "9274111"),
        ("7.46", "7.47"),  # preliminary shares differ in the last digit
        ("8.49", "8.41"),
        ("71.9", "71.09"),
        ("82.15", "82.20"),
        ("43", "42"),  # too short to say
        ("278", "285"),
        ("11814019", "11960364"),
        ("5", "5"),
    ],
)
def test_another_count_is_no_misprint(stated, expected):
    assert slip(stated, expected) is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("3,341,510 votes (two digits exchanged)", "3341510"),
        ("80.99 % (Nur Otan's share of 2012)", "80.99"),
        ("7,966,000, printed beside 77.12 %", "7966000"),
        ("7\u00a0966\u00a0000 голосов", "7966000"),
        ("432290", "432290"),
        ("over 79 %", "79"),
        ("5 seats", "5"),
        ("in 2015, 21,000", "2015"),
    ],
)
def test_the_first_figure_of_a_text_is_what_the_source_states(text, figure):
    assert figure_in(text) == Decimal(figure)


@pytest.mark.parametrize("text", ["", "none", "nobody knows"])
def test_a_text_without_a_figure_states_none(text):
    assert figure_in(text) is None


@given(st.integers(10_000, 10**9), st.data())
def test_two_digits_exchanged_anywhere_are_found(expected, data):
    digits = list(str(expected))
    one, other = data.draw(st.lists(st.integers(0, len(digits) - 1), min_size=2, max_size=2, unique=True))
    digits[one], digits[other] = digits[other], digits[one]
    stated = "".join(digits)
    if stated != str(expected) and stated[0] != "0" and not stated.endswith("0"):
        assert slip(stated, str(expected)) == ("exchanged", "")


@given(st.integers(10_000, 10**9))
def test_a_figure_is_no_misprint_of_itself(figure):
    assert slip(str(figure), str(figure)) is None
