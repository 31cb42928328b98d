"""What a party is painted with: its own colour, or one of the tones of the style sheet, which suit light and dark."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

TONES = 8  # `.tone-1` to `.tone-8` of site.css

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Paint:
    """`fill` is an SVG paint; `css` a class that sets one, "" where `fill` is the party's own colour."""

    fill: str
    css: str = ""


EMPTY = Paint("none", "empty")  # seats of nobody, outlined only


def paints(keys: Iterable[Key], own: Mapping[Key, str]) -> dict[Key, Paint]:
    """A paint for each key: its own colour ("#3BA935"), else the tones in turn."""
    found: dict[Key, Paint] = {}
    tones = 0
    for key in keys:
        if key in own:
            found[key] = Paint(own[key])
        elif key not in found:
            found[key] = Paint("currentColor", f"tone-{tones % TONES + 1}")
            tones += 1
    return found
