"""Every election is a bar of the same length, divided as its seats were."""

import pytest

from elections.charts.composition import LEFT, WIDTH, Part, composition
from elections.charts.paint import Paint

PAINT = Paint("#123456")


def part(number: int, seats: int) -> Part:
    return Part(number, f"P{number}", seats, PAINT)


def test_a_bar_is_divided_in_proportion_and_fills_its_room():
    chart = composition([("2021", [part(1, 75), part(2, 25)])], "", "")
    first, second = chart.rows[0].parts
    assert first.x == LEFT
    assert second.x == pytest.approx(LEFT + 0.75 * (WIDTH - LEFT), abs=0.1)


def test_numbers_stand_only_where_they_can_be_read():
    chart = composition([("2021", [part(1, 97), part(2, 3)])], "", "")
    assert [drawn.words for drawn in chart.rows[0].parts] == ["1", ""]


def test_the_legend_has_each_number_once_in_order():
    chart = composition([("2021", [part(2, 5), part(1, 5)]), ("2023", [part(1, 5), part(0, 5)])], "", "")
    assert [entry.number for entry in chart.legend] == [1, 2]
