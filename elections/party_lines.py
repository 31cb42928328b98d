"""A party's share of the votes and its seats through the elections to one assembly, as a chart."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import ngettext

from elections.charts.lines import Lines, Point, lines
from elections.formatting import format_share


def lines_of(contests: Sequence[Any], anchor: str, heading: str) -> Iterable[Lines]:
    """The chart of contests in the order of time; nothing where fewer than two have figures."""
    points = [
        Point(
            year=contest.election.more["date"][:4],
            time=_time(contest.election.more["date"]),
            share=contest.standing.share,
            share_words=format_share(contest.standing.share, contest.standing.places),
            seats=contest.standing.seats,
        )
        for contest in contests
        if contest.election.more["date"]
    ]
    known = [point for point in points if point.share is not None or point.seats is not None]
    if len(known) < 2:
        return
    said = "; ".join(", ".join(filter(None, (point.year, point.share_words, _seats(point)))) for point in known)
    yield lines(known, anchor, heading, said)


def _seats(point: Point) -> str:
    return "" if point.seats is None else ngettext("%d seat", "%d seats", point.seats) % point.seats


def _time(date: str) -> float:
    """A date of any precision as a year with its fraction."""
    year, month, day = (*(int(part) for part in date.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 365
