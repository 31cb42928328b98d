"""What later apps add to every page: rows of the infobox, sections, navboxes.

An entry names the kinds that it serves (none: all), its position, and two functions. `read` asks the moment for rows
and says which articles it will name; then everything named is fetched at once; then `build` makes the pieces. Positions
are explicit, because the numbers of references depend on the order of building.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from articles.page.context import Reading
from articles.page.page import InfoboxRow, Navbox, Section

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class Entry(Generic[Piece]):
    kinds: tuple[str, ...]
    position: int
    read: Callable[[Reading], Any]
    build: Callable[[Reading, Any], Iterable[Piece]]


class Registry(Generic[Piece]):
    """Entries of one sort, in the order of their positions."""

    def __init__(self) -> None:
        self._entries: list[Entry[Piece]] = []

    def register(
        self,
        position: int,
        read: Callable[[Reading], Any],
        build: Callable[[Reading, Any], Iterable[Piece]],
        kinds: tuple[str, ...] = (),
    ) -> None:
        self._entries.append(Entry(kinds, position, read, build))
        self._entries.sort(key=lambda entry: entry.position)

    def entries(self, kind: str) -> list[Entry[Piece]]:
        return [entry for entry in self._entries if not entry.kinds or kind in entry.kinds]


infobox_rows: Registry[InfoboxRow] = Registry()
sections: Registry[Section] = Registry()
navboxes: Registry[Navbox] = Registry()
