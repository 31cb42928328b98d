"""What is said of an election as a whole follows from its figures, and from nothing unknown."""

from decimal import Decimal

import pytest

from elections.arithmetic.measures import disproportionality, effective_number, majority, turnout, wasted


@pytest.mark.parametrize(("seats", "needed"), [(98, 50), (107, 54), (69, 35), (1, 1)])
def test_a_majority_is_more_than_half(seats, needed):
    assert majority(seats) == needed


def test_equal_parties_count_as_many():
    assert effective_number([25, 25, 25, 25]) == 4
    assert effective_number([100, 0]) == 1
    assert effective_number([]) is None
    assert round(effective_number([40, 8, 6, 6, 5, 4]), 2) == Decimal("2.68")


def test_proportional_seats_are_in_proportion():
    assert disproportionality({"a": 50, "b": 50}, {"a": 1, "b": 1}) == 0
    assert disproportionality({"a": 60, "b": 40}, {"a": 1}) == 40
    assert disproportionality({}, {"a": 1}) is None


def test_shares_in_per_cent_serve_as_votes():
    assert disproportionality({"a": Decimal("60.5"), "b": Decimal("39.5")}, {"a": 1, "b": 1}) == Decimal("10.5")


def test_turnout_is_votes_cast_of_registered_voters():
    assert turnout(50, 200) == 25
    assert turnout(None, 200) is turnout(50, None) is turnout(50, 0) is None


def test_votes_without_a_seat_are_wasted():
    assert wasted({"a": 70, "b": 20, "c": 10}, {"a": 2, "b": 0, "c": 0}) == 30
    assert wasted({"a": 70}, {"a": 1}) == 0


def test_an_unknown_figure_leaves_wasted_votes_unknown():
    assert wasted({"a": 70, "b": None}, {"a": 1, "b": 0}) is None
    assert wasted({"a": 70, "b": 3}, {"a": 1, "b": None}) is None
    assert wasted({}, {}) is None
