"""Bars are as long as their shares, and the threshold stands where it is on the same scale."""

from decimal import Decimal

from elections.charts.bars import WIDTH, Share, bars
from elections.charts.paint import Paint

PAINT = Paint("#123456")


def shares(*figures: str) -> list[Share]:
    return [Share(f"P{figure}", Decimal(figure), f"{figure}%", PAINT) for figure in figures]


def test_the_largest_share_is_as_wide_as_the_drawing():
    assert [bar.length for bar in bars(shares("50", "25", "0"), "", "").bars] == [WIDTH, WIDTH / 2, 0]


def test_the_threshold_is_on_the_scale_of_the_shares():
    chart = bars(shares("50", "10"), "", "", (Decimal(5), "5%"))
    assert (chart.threshold, chart.threshold_x) == ("5%", WIDTH / 10)
    assert chart.threshold_path.count("M") == 2


def test_a_threshold_above_every_share_is_inside_the_drawing():
    assert bars(shares("3", "2"), "", "", (Decimal(5), "5%")).threshold_x == WIDTH


def test_without_a_threshold_there_is_no_line():
    chart = bars(shares("3"), "", "")
    assert (chart.threshold, chart.threshold_path) == ("", "")


def test_shares_that_are_all_zero_are_drawn():
    assert [bar.length for bar in bars(shares("0", "0"), "", "").bars] == [0, 0]


def test_a_long_label_is_cut_off_where_its_figure_begins():
    [bar] = bars([Share("Party " * 20, Decimal(1), "1%", PAINT)], "", "").bars
    assert bar.label.endswith("…") and len(bar.label) <= 40
