"""Which column of a table holds what: by the words of its head in three languages, else by what its cells look like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from elections.tables.figures import FigureError, read_count, read_share
from elections.tables.grid import Grid

NAME, VOTES, PERCENT, SEATS, LIST, CONSTITUENCY = (
    "name", "votes", "percent", "seats", "seats_list", "seats_constituency"
)  # fmt: skip
KIND, PARTY, PERSON = "kind", "party", "person"  # of our own files: a kind of result, addresses of articles
# The file that `elections.exporting` writes names columns by the words on the left; its others are not read.
OWN = {
    "kind": KIND, "party": PARTY, "person": PERSON, "name": NAME, "votes": VOTES, "share_published": PERCENT,
    "seats": SEATS, "seats_list": LIST, "seats_constituency": CONSTITUENCY,
}  # fmt: skip
WORDS = (
    (LIST, r"\b(list|партийн\w* спис\w*|по спис\w*|тізім\w*)"),
    (CONSTITUENCY, r"\b(constituenc\w*|district\w*|одномандат\w*|мажоритар\w*|округ\w*)"),
    (PERCENT, r"%|\b(per ?cent\w*|share|процент\w*|доля|пайыз\w*|үлес\w*)"),
    (VOTES, r"\b(votes?|голос\w*|дауыс\w*)"),
    (SEATS, r"\b(seats?|mandates?|мест\w*|мандат\w*|орын\w*)"),
    (NAME, r"\b(part(y|ies)|name|candidates?|option|парти\w*|кандидат\w*|наименование|название|атауы|үміткер\w*)"),
)  # fmt: skip
SMALL = 1000  # no assembly has more seats


@dataclass(frozen=True)
class Table:
    """The rows below the head, each with its cells by column; a column that is not there is absent."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    own_file: bool = False


def table_of(grid: Grid) -> Table:
    """Find the columns. Without a head: the first column of words is the name, the others tell by their look."""
    head = [cell.strip().casefold() for cell in grid[0]]
    if {"kind", "name", "votes", "share_published"} <= set(head):
        return _cut({OWN[word]: place for place, word in enumerate(head) if word in OWN}, grid[1:], own_file=True)
    named = _by_words(head)
    if len(named) >= 2 or (named and not _is_figure(grid[0])):
        named.setdefault(NAME, _first_words(grid[1:], set(named.values())))
        return _cut(named, grid[1:])
    return _cut(_by_look(grid), grid)


def _by_words(head: Sequence[str]) -> dict[str, int]:
    """Columns whose head says what they hold; the first of its kind counts ("Votes" before "Votes abroad")."""
    found: dict[str, int] = {}
    for place, words in enumerate(head):
        for column, pattern in WORDS:
            if re.search(pattern, words):
                found.setdefault(column, place)
                break
    return found


def _is_figure(row: Sequence[str]) -> bool:
    return any(re.search(r"\d", cell) for cell in row)


def _first_words(rows: Grid, taken: set[int]) -> int:
    width = max(map(len, rows), default=1)
    words = [place for place in range(width) if place not in taken and _letters(rows, place) > len(rows) / 2]
    return words[0] if words else next((place for place in range(width) if place not in taken), 0)


def _letters(rows: Grid, place: int) -> int:
    return sum(place < len(row) and bool(re.search(r"[^\W\d_]{2}", row[place])) for row in rows)


def _by_look(grid: Grid) -> dict[str, int]:
    found = {NAME: _first_words(grid, set())}
    for place in range(max(map(len, grid))):
        cells = [row[place] for row in grid if place < len(row) and row[place]]
        column = None if place in found.values() or not cells else _look(cells)
        if column and column not in found:
            found[column] = place
    return found


def _look(cells: Sequence[str]) -> str | None:
    """Votes are large or grouped, shares have a sign or places, seats are small whole numbers."""
    counts = [count for cell in cells if (count := _count(cell)) is not None]
    shares = [cell for cell in cells if "%" in cell or re.fullmatch(r"\s*\d{1,2}[.,]\d{1,2}\s*", cell)]
    if len(shares) > len(cells) / 2 and all(_share(cell) for cell in shares):
        return PERCENT
    if not counts:
        return None
    return VOTES if max(counts) >= SMALL else SEATS


def _count(cell: str) -> int | None:
    try:
        return read_count(cell)
    except FigureError:
        return None


def _share(cell: str) -> bool:
    try:
        return read_share(cell) is not None
    except FigureError:
        return False


def _cut(places: dict[str, int], rows: Grid, own_file: bool = False) -> Table:
    return Table(
        tuple(places),
        tuple({column: row[place] if place < len(row) else "" for column, place in places.items()} for row in rows),
        own_file,
    )  # fmt: skip
