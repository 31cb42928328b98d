"""An assembly through its elections: a bar for each, of the seats that parties won."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from elections.charts.paint import Paint

WIDTH = 360
LEFT = 40  # room for the year
ROW, THICKNESS = 24, 18
READABLE = 15.0  # a part as wide as this has its number printed


@dataclass(frozen=True)
class Part:
    """Seats of one party. `number` is its number in the legend; 0 for who is not in it."""

    number: int
    label: str
    seats: int
    paint: Paint


@dataclass(frozen=True)
class DrawnPart:
    part: Part
    x: float
    length: float
    middle: float
    words: str


@dataclass(frozen=True)
class Row:
    year: str
    y: int
    text_y: int
    parts: tuple[DrawnPart, ...]


@dataclass(frozen=True)
class LegendEntry:
    number: int
    label: str
    paint: Paint


@dataclass(frozen=True)
class Composition:
    template: ClassVar[str] = "elections/charts/_composition.html"
    anchor: ClassVar[str] = "chart-composition"
    title: str
    description: str
    rows: tuple[Row, ...]
    legend: tuple[LegendEntry, ...]
    height: int
    note: str
    width: ClassVar[int] = WIDTH
    left: ClassVar[int] = LEFT
    thickness: ClassVar[int] = THICKNESS


def composition(
    rows: Sequence[tuple[str, Sequence[Part]]], title: str, description: str, note: str = ""
) -> Composition:
    """Draw (year, parts) one under another; each bar is as long as another, whatever the size of the assembly."""
    legend: dict[int, LegendEntry] = {}
    drawn = []
    for place, (year, parts) in enumerate(rows):
        total = sum(part.seats for part in parts) or 1
        y, x = place * ROW + 3, float(LEFT)
        row = []
        for part in parts:
            length = (WIDTH - LEFT) * part.seats / total
            words = str(part.number) if part.number and length >= READABLE else ""
            row.append(DrawnPart(part, round(x, 1), round(max(length - 1, 0.6), 1), round(x + length / 2, 1), words))
            x += length
            if part.number:
                legend[part.number] = LegendEntry(part.number, part.label, part.paint)
        drawn.append(Row(year, y, y + 13, tuple(row)))
    entries = tuple(legend[number] for number in sorted(legend))
    return Composition(title, description, tuple(drawn), entries, len(rows) * ROW + 4, note)
