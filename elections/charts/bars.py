"""Shares of the votes as bars, with the threshold as a line across them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from elections.charts.paint import Paint

WIDTH = 360
TOP, ROW = 16, 36  # room above for the threshold's label; height of a row
LABEL, BAR, THICKNESS = 12, 17, 13  # within a row: base line of its words, top and height of its bar
WORDS = 40  # characters of a label that fit beside its figure


@dataclass(frozen=True)
class Share:
    """`figure` is the share in print."""

    label: str
    share: Decimal
    figure: str
    paint: Paint


@dataclass(frozen=True)
class Bar:
    share: Share
    label: str  # shortened to the room that there is
    text_y: int
    y: int
    length: float


@dataclass(frozen=True)
class Bars:
    template: ClassVar[str] = "elections/charts/_bars.html"
    anchor: ClassVar[str] = "chart-votes"
    title: str
    description: str
    bars: tuple[Bar, ...]
    height: int
    threshold: str  # in print; "" without one
    threshold_x: float
    threshold_path: str  # across each bar and no words
    note: str
    width: ClassVar[int] = WIDTH
    thickness: ClassVar[int] = THICKNESS


def bars(
    shares: Sequence[Share], title: str, description: str, threshold: tuple[Decimal, str] | None = None, note: str = ""
) -> Bars:
    """Draw the shares one under another. `threshold` is its per cent and what is printed at its line."""
    whole = max([share.share for share in shares] + ([threshold[0]] if threshold else []) + [Decimal("0.01")])
    drawn = tuple(
        Bar(
            share,
            shortened(share.label, WORDS),
            TOP + row * ROW + LABEL,
            TOP + row * ROW + BAR,
            round(float(WIDTH * share.share / whole), 1),
        )
        for row, share in enumerate(shares)
    )
    x = round(float(WIDTH * threshold[0] / whole), 1) if threshold else 0.0
    across = "".join(f"M{x:g} {bar.y - 3}v{THICKNESS + 6}" for bar in drawn) if threshold else ""
    return Bars(title, description, drawn, TOP + len(shares) * ROW, threshold[1] if threshold else "", x, across, note)


def shortened(words: str, room: int) -> str:
    """Words cut off with an ellipsis where they are longer than the room; the table beside has them whole."""
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"
