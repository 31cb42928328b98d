"""A line through the known shares, a column for known seats; figures are printed where there is room."""

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from elections.charts.lines import LEFT, LINE_FOOT, LINE_TOP, RIGHT, SEATS_FOOT, Point, lines


def point(year: int, share: str | None = "10", seats: int | None = 5) -> Point:
    return Point(str(year), float(year), Decimal(share) if share else None, f"{share}%" if share else "", seats)


def test_time_runs_from_left_to_right_in_proportion():
    chart = lines([point(2000), point(2001), point(2010)], "a", "", "")
    xs = [dot.x for dot in chart.dots]
    assert xs == sorted(xs)
    assert (xs[1] - xs[0]) * 8 < xs[2] - xs[1]


def test_the_largest_share_reaches_the_top_and_the_largest_number_of_seats_too():
    chart = lines([point(2000, "10", 2), point(2004, "40", 8)], "a", "", "")
    assert chart.dots[1].y == LINE_TOP
    assert [column.height for column in chart.columns] == [12.5, 50]


def test_an_unknown_share_breaks_the_line_and_has_no_dot():
    chart = lines([point(2000), point(2004), point(2008, None), point(2012), point(2016)], "a", "", "")
    assert (len(chart.paths), len(chart.dots)) == (2, 4)


def test_unknown_seats_have_no_column_and_none_has_a_flat_one():
    chart = lines([point(2000, seats=None), point(2004, seats=0), point(2008, seats=4)], "a", "", "")
    assert [column.height for column in chart.columns] == [0, 50]


def test_elections_of_one_day_do_not_divide_by_zero():
    assert len(lines([point(2000), point(2000)], "a", "", "").dots) == 2


@given(st.lists(st.integers(1900, 2100), min_size=2, max_size=300, unique=True))
def test_however_many_elections_their_figures_keep_apart(years):
    chart = lines([point(year) for year in sorted(years)], "a", "", "")
    spoken = [dot.x for dot in chart.dots if dot.words]
    assert all(b - a >= (RIGHT - LEFT) / 8 - 0.1 for a, b in itertools.pairwise(spoken))
    assert all(LEFT <= dot.x <= RIGHT and LINE_TOP <= dot.y <= LINE_FOOT for dot in chart.dots)
    assert all(column.y + column.height == SEATS_FOOT for column in chart.columns)
