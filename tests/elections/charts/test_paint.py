"""Parties have their own colour where one is known; others take the tones in turn."""

from elections.charts.paint import TONES, Paint, paints


def test_a_known_colour_is_kept():
    assert paints([1, 2], {2: "#3BA935"})[2] == Paint("#3BA935")


def test_others_take_the_tones_in_turn():
    found = paints(range(TONES + 1), {})
    assert [found[key].css for key in (0, 1, TONES)] == ["tone-1", "tone-2", "tone-1"]
