"""What a page is made of: pieces by name, which rooms supply, and for each kind the list of those that it shows.

A piece has two functions. `read` asks the moment for rows and says which articles it will name; then everything named
is fetched at once; then `build` makes what is printed, in the order of the list, because the numbers of references
follow it. Pieces with one `read` share its rows. Lists stand in `pages/order.py` of the rooms with the kinds; they
name the pieces of later rooms as well, by string, and `articles.checks` says where a name is unknown or on no list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from articles.page.context import PageContext
from articles.page.page import InfoboxRow, Navbox, Section
from articles.page.reading import Reading

Printed = TypeVar("Printed")
Rows = TypeVar("Rows")
Build = Callable[[PageContext, Rows], Iterable[Printed]]


@dataclass(frozen=True)
class Piece(Generic[Printed]):
    read: Callable[[Reading], Any]
    build: Callable[[PageContext, Any], Iterable[Printed]]


def read_nothing(_reading: Reading) -> None:
    """For a piece that the article's own row is enough for."""


class Pieces(dict[str, Piece[Printed]]):
    """The pieces of one part of a page, by name."""

    def supply(
        self, name: str, read: Callable[[Reading], Rows]
    ) -> Callable[[Build[Rows, Printed]], Build[Rows, Printed]]:
        """A decorator that makes a function the `build` of the piece `name`."""

        def take(build: Build[Rows, Printed]) -> Build[Rows, Printed]:
            self[name] = Piece(read, build)
            return build

        return take


infobox_rows: Pieces[InfoboxRow] = Pieces()
sections: Pieces[Section] = Pieces()
navboxes: Pieces[Navbox] = Pieces()


@dataclass(frozen=True)
class PageOrder:
    """The names of a kind's pieces in the order in which its page shows them; `sections` come after the text."""

    infobox: tuple[str, ...]
    sections: tuple[str, ...]
    navboxes: tuple[str, ...]


orders: dict[str, PageOrder] = {}  # by kind
