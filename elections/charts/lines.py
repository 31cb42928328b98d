"""A party through the elections to one assembly: a line of its share of the votes, columns of its seats below."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

WIDTH = 360
LEFT, RIGHT = 14, 346
LINE_TOP, LINE_FOOT = 22, 112
SEATS_TOP, SEATS_FOOT = 136, 186
YEARS = 200
HEIGHT = 206
LABELS = 8  # so many points have their figures printed without touching
DOTS = 40  # of more points only those with figures are dots


@dataclass(frozen=True)
class Point:
    """The party at one election. `year` is in print, `time` a year with its fraction; figures may be unknown."""

    year: str
    time: float
    share: Decimal | None
    share_words: str
    seats: int | None


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    words: str  # "" where there is no room


@dataclass(frozen=True)
class Column:
    x: float
    middle: float
    y: float
    height: float
    words: str


@dataclass(frozen=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True)
class Lines:
    template: ClassVar[str] = "elections/charts/_lines.html"
    anchor: str
    title: str
    description: str
    paths: tuple[str, ...]  # the line breaks where a share is unknown
    dots: tuple[Dot, ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    css: str  # class of the line
    column: float  # width
    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT
    years: ClassVar[int] = YEARS
    seats_foot: ClassVar[int] = SEATS_FOOT
    line_foot: ClassVar[int] = LINE_FOOT
    dot: ClassVar[float] = 3.4  # radius


def lines(points: Sequence[Point], anchor: str, title: str, description: str) -> Lines:
    """Draw points in the order of time. There are at least two."""
    first, last = points[0].time, points[-1].time
    span = last - first or 1.0
    column = round(min(22.0, 0.7 * (RIGHT - LEFT) / len(points)), 1)
    left, right = LEFT + column / 2, RIGHT - column / 2
    xs = [round(left + (right - left) * (point.time - first) / span, 1) for point in points]
    top_share = max([point.share for point in points if point.share is not None], default=Decimal(1)) or Decimal(1)
    top_seats = max([point.seats for point in points if point.seats is not None], default=1) or 1
    shown = _spoken(points, xs)
    dots, columns = [], []
    paths: list[list[str]] = [[]]
    for place, (point, x) in enumerate(zip(points, xs, strict=True)):
        if point.share is None:
            paths.append([])
        else:
            y = round(LINE_FOOT - (LINE_FOOT - LINE_TOP) * float(point.share / top_share), 1)
            paths[-1].append(f"{x:g} {y:g}")
            if place in shown or len(points) <= DOTS:
                dots.append(Dot(x, y, point.share_words if place in shown else ""))
        if point.seats is not None:
            height = round((SEATS_FOOT - SEATS_TOP) * point.seats / top_seats, 1)
            words = str(point.seats) if place in shown else ""
            columns.append(Column(round(x - column / 2, 1), x, SEATS_FOOT - height, height, words))
    return Lines(
        anchor,
        title,
        description,
        tuple("M" + "L".join(path) for path in paths if len(path) > 1),
        tuple(dots),
        tuple(columns),
        tuple(Tick(xs[place], points[place].year) for place in sorted(shown)),
        "line" if len(points) <= DOTS else "line thin",
        column,
    )


def _spoken(points: Sequence[Point], xs: Sequence[float]) -> set[int]:
    """The places whose figures are printed: the last, the first, then others as long as there is room between them."""
    room = (RIGHT - LEFT) / LABELS
    order = [len(points) - 1, 0, *sorted(range(len(points)), key=lambda place: -(points[place].share or -1))]
    shown: set[int] = set()
    for place in order:
        if all(abs(xs[place] - xs[other]) >= room for other in shown if other != place):
            shown.add(place)
    return shown
