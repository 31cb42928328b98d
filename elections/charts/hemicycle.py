"""The seats of a chamber as a half circle of dots, party by party from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import ClassVar

from elections.arithmetic.allocation import largest_remainder
from elections.charts.paint import Paint

WIDTH, HEIGHT = 360, 196
CENTRE = (180.0, 182.0)
OUTER, INNER = 150.0, 66.0
RINGS = (15.0, 27.0, 39.0)  # of the numbers around the dots: neighbours that would touch go further out
NUMBER = 15.0  # room that a number takes along its ring


@dataclass(frozen=True)
class Group:
    """Seats that belong together. `seats` is at least 1."""

    label: str
    seats: int
    paint: Paint


@dataclass(frozen=True)
class DrawnGroup:
    """`path` has a stroke of no length for each seat: round ends make it a dot.

    The number stands at (x, y) where there is room for it (`numbered`); in the legend it always does.
    """

    group: Group
    number: int
    path: str
    x: float
    y: float
    numbered: bool


@dataclass(frozen=True)
class Hemicycle:
    template: ClassVar[str] = "elections/charts/_hemicycle.html"
    anchor: ClassVar[str] = "chart-seats"
    title: str
    description: str
    centre: str  # words in the middle: the number of seats
    below: str  # and under them: the majority
    groups: tuple[DrawnGroup, ...]
    dot: float  # diameter
    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT

    @property
    def ring(self) -> float:
        """Diameter of the outline around a dot."""
        return self.dot + 1.4


def hemicycle(groups: Sequence[Group], title: str, description: str, centre: str, below: str) -> Hemicycle:
    """Draw the groups from left to right, the first at the left end."""
    total = sum(group.seats for group in groups)
    places, dot = _places(total)
    drawn, done = [], 0
    angles: list[list[float]] = [[] for _ in RINGS]
    for number, group in enumerate(groups, 1):
        path = "".join(f"M{x:g} {y:g}h0" for x, y in places[done : done + group.seats])
        middle = pi * (1 - (done + group.seats / 2) / total)
        ring = _ring(middle, angles)
        x, y = _at(OUTER + RINGS[ring or 0], middle)
        drawn.append(DrawnGroup(group, number, path, x, y, ring is not None))
        done += group.seats
    return Hemicycle(title, description, centre, below, tuple(drawn), dot)


def _ring(angle: float, taken: list[list[float]]) -> int | None:
    """The innermost ring on which a number at this angle touches none; None where it would touch on all."""
    for ring, angles in enumerate(taken):
        room = NUMBER / (OUTER + RINGS[ring])
        if all(abs(angle - other) >= room for other in angles):
            angles.append(angle)
            return ring
    return None


def _places(total: int) -> tuple[list[tuple[float, float]], float]:
    """Where so many dots stand, from left to right, and their diameter."""
    rows = min(range(1, 60), key=lambda rows: _unevenness(total, rows))
    radii = [OUTER - (OUTER - INNER) * row / max(rows - 1, 1) for row in range(rows)]
    shares = largest_remainder({row: round(radius * 1000) for row, radius in enumerate(radii)}, total)
    in_row = dict(shares.seats)
    in_row[0] += shares.undecided
    dots = [
        (pi * (1 - (seat + 0.5) / in_row[row]), radius)
        for row, radius in enumerate(radii)
        for seat in range(in_row[row])
    ]
    dots.sort(key=lambda dot: (-dot[0], dot[1]))
    gap = min((pi * radius / in_row[row] for row, radius in enumerate(radii) if in_row[row]), default=OUTER)
    step = (OUTER - INNER) / (rows - 1) if rows > 1 else gap
    return [_at(radius, angle) for angle, radius in dots], round(min(0.82 * min(gap, step), 16), 2)


def _unevenness(total: int, rows: int) -> float:
    """How far the gap between neighbours in a row is from that between rows."""
    length = sum(pi * (OUTER - (OUTER - INNER) * row / max(rows - 1, 1)) for row in range(rows))
    step = (OUTER - INNER) / (rows - 1) if rows > 1 else OUTER - INNER
    return abs(length / max(total, 1) - step)


def _at(radius: float, angle: float) -> tuple[float, float]:
    return round(CENTRE[0] + radius * cos(angle), 1), round(CENTRE[1] - radius * sin(angle), 1)
