"""Figures of elections in print."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from elections.arithmetic.seat_changes import SeatChange
from elections.formatting import format_change, format_count, format_rank, format_share


@pytest.mark.parametrize(
    ("rank", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (14, "14th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (101, "101st"),
        (111, "111th"),
        (112, "112th"),
        (None, ""),
    ],
)
def test_ranks_are_ordinals(rank, expected):
    assert format_rank(rank) == expected


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_other_languages_write_a_rank_with_a_full_stop(language):
    with override(language):
        assert format_rank(2) == "2."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (SeatChange(-14), "\N{MINUS SIGN}14"),
        (SeatChange(4), "+4"),
        (SeatChange(0), "±0"),
        (SeatChange(4, absent_last_time=True), "+4"),
        (SeatChange(new=True), "New"),
        (SeatChange(), ""),
    ],
)
def test_a_change_has_its_sign(change, expected):
    assert format_change(change) == expected


@pytest.mark.parametrize(
    ("share", "places", "expected"),
    [
        ("2.3", 2, "2.30%"),
        ("53.90", 2, "53.90%"),
        ("5", 0, "5%"),
        ("0.5", 4, "0.5000%"),
        ("100", 1, "100.0%"),
        ("0", 2, "0.00%"),
        (None, 2, ""),
    ],
)
def test_a_share_has_all_its_places(share, places, expected):
    assert format_share(Decimal(share) if share else None, places) == expected


def test_a_share_has_the_decimal_comma_of_the_readers_language():
    with override("ru"):
        assert format_share(Decimal("2.3"), 2) == "2,30%"


@pytest.mark.parametrize(("count", "expected"), [(3_431_510, "3,431,510"), (0, "0"), (None, "")])
def test_a_count_is_grouped_and_an_unknown_one_is_not_zero(count, expected):
    assert format_count(count) == expected


@given(st.integers(1, 10**6))
def test_the_ending_of_an_ordinal_agrees_with_its_number(rank):
    written = format_rank(rank)
    assert written[:-2] == str(rank)
    teen = rank // 10 % 10 == 1
    assert written[-2:] == ("th" if teen else ["th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th"][rank % 10])
