"""A wrong sum points at exchanged digits where only they explain it."""

import pytest

from elections.arithmetic.misprints import exchanged

RIGHT = {"Amanat": 3_431_510, "Auyl": 693_938, "Respublica": 547_154}


def test_the_row_with_exchanged_digits_is_named_with_its_right_figure():
    typed = {**RIGHT, "Amanat": 3_341_510}
    assert exchanged(typed, sum(typed.values()) - sum(RIGHT.values())) == ("Amanat", 3_431_510)


@pytest.mark.parametrize("surplus", [0, 1, 8, 90_001])
def test_a_difference_that_no_exchange_makes_points_at_nobody(surplus):
    assert exchanged(RIGHT, surplus) is None


def test_where_two_rows_would_explain_it_neither_is_named():
    assert exchanged({"a": 12_345, "b": 12_845}, 12_345 - 21_345) is None


def test_short_figures_are_alike_by_chance():
    assert exchanged({"a": 21}, 9) is None
