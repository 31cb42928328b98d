"""A half circle has a dot for each seat, within the drawing, party by party."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.charts.hemicycle import HEIGHT, WIDTH, Group, hemicycle
from elections.charts.paint import Paint

PAINT = Paint("#123456")
DOT = re.compile(r"M(-?[\d.]+) (-?[\d.]+)h0")


def drawn(*seats: int):
    return hemicycle([Group(f"P{number}", count, PAINT) for number, count in enumerate(seats)], "", "", "", "")


def dots(chart) -> list[list[tuple[float, float]]]:
    return [[(float(x), float(y)) for x, y in DOT.findall(drawn_group.path)] for drawn_group in chart.groups]


@given(st.lists(st.integers(1, 120), min_size=1, max_size=12))
@settings(max_examples=60)
def test_every_seat_is_a_dot_of_its_own_inside_the_drawing(seats):
    chart = drawn(*seats)
    found = dots(chart)
    assert [len(group) for group in found] == seats
    everywhere = [dot for group in found for dot in group]
    assert len(set(everywhere)) == len(everywhere)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in everywhere)


@pytest.mark.parametrize("seats", [1, 2, 7, 98, 107, 450, 751])
def test_dots_do_not_touch(seats):
    chart = drawn(seats)
    [found] = dots(chart)
    nearest = (
        min(((x - a) ** 2 + (y - b) ** 2) ** 0.5 for place, (x, y) in enumerate(found) for a, b in found[place + 1 :])
        if seats > 1
        else chart.dot
    )
    assert chart.dot <= nearest + 0.1


def test_parties_stand_from_left_to_right():
    chart = drawn(30, 30, 38)
    middles = [sum(x for x, _y in group) / len(group) for group in dots(chart)]
    assert middles == sorted(middles)


@pytest.mark.parametrize(("seats", "all_fit"), [((80, 1, 1, 1, 1, 1, 12), True), ((589, *[1] * 11), False)])
def test_numbers_of_small_neighbours_do_not_lie_on_one_another(seats, all_fit):
    chart = drawn(*seats)
    places = [(group.x, group.y) for group in chart.groups if group.numbered]
    assert (len(places) == len(seats)) is all_fit
    assert all(abs(x - a) + abs(y - b) > 8 for place, (x, y) in enumerate(places) for a, b in places[place + 1 :])


def test_groups_are_numbered_in_the_order_of_the_legend():
    assert [group.number for group in drawn(3, 2, 1).groups] == [1, 2, 3]
