"""Which column of a table holds what: by the words of its head in three languages, else by what its cells look like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from elections.entering.figures import FigureError, read_count, read_share
from elections.entering.grid import Grid

NAME, VOTES, PERCENT, SEATS, LIST, CONSTITUENCY = (
    "name",
    "votes",
    "percent",
    "seats",
    "seats_list",
    "seats_constituency",
)
ROW, KIND, PARTY, PERSON = "row", "kind", "party", "person"  # of our own files: a row, a kind, addresses of articles
# The file that `elections.exports` writes names columns by the words on the left; its others are not read.
OWN = {
    "result": ROW,
    "kind": KIND,
    "party": PARTY,
    "person": PERSON,
    "name": NAME,
    "votes": VOTES,
    "share_published": PERCENT,
    "seats": SEATS,
    "seats_list": LIST,
    "seats_constituency": CONSTITUENCY,
}
WORDS = {
    LIST: r"\b(lists?|спис\w*|тізім\w*)\b",
    CONSTITUENCY: r"\b(constituenc\w*|districts?|одномандат\w*|мажоритар\w*|округ\w*)\b",
    PERCENT: r"%|\b(per ?cent\w*|share|процент\w*|доля|пайыз\w*|үлес\w*)",
    VOTES: r"\b(votes?|голос\w*|дауыс\w*)",
    SEATS: r"\b(seats?|mandates?|мест\w*|мандат\w*|орын\w*)",
    NAME: r"\b(part(y|ies)|name|candidates?|option|парти\w*|кандидат\w*|наименование|название|атауы|үміткер\w*)",
}
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
    named = {} if _is_figure(grid[0]) else _by_words(head)
    if named:
        named.setdefault(NAME, _first_words(grid[1:], set(named.values())))
        return _cut(named, grid[1:])
    return _cut(_by_look(grid), grid)


def _by_words(head: Sequence[str]) -> dict[str, int]:
    """Columns whose head says what they hold; the first of its kind counts ("Votes" before "Votes abroad")."""
    found: dict[str, int] = {}
    for place, words in enumerate(head):
        column = _column_of(words)
        if column:
            found.setdefault(column, place)
    return found


def _column_of(words: str) -> str | None:
    """What a head says: "list seats" are seats of a kind, "list votes" are votes, those of constituencies are not."""
    says = {column for column, pattern in WORDS.items() if re.search(pattern, words)}
    if PERCENT in says:
        return PERCENT
    if VOTES in says:
        return None if CONSTITUENCY in says else VOTES
    kinds = says & {LIST, CONSTITUENCY}
    if kinds and (SEATS in says or NAME not in says):
        return kinds.pop() if len(kinds) == 1 else None
    return SEATS if SEATS in says else NAME if NAME in says else None


def _is_figure(row: Sequence[str]) -> bool:
    """Whether a row holds figures and so is no head; years in a head ("2021", "2023") are words there."""
    return any(
        (_count(cell) is not None and not re.fullmatch(r"(19|20)\d\d", cell)) or _share_with_sign(cell)
        for cell in row
        if re.search(r"\d", cell)
    )


def _share_with_sign(cell: str) -> bool:
    return _share(cell) and bool(re.search(r"[%.,]", cell))


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
    cells = ({column: row[place] if place < len(row) else "" for column, place in places.items()} for row in rows)
    if own_file:
        cells = ({column: _unquoted(cell) for column, cell in row.items()} for row in cells)
    return Table(tuple(places), tuple(cells), own_file)


def _unquoted(cell: str) -> str:
    """Words that a spreadsheet would run stand behind an apostrophe in our own files."""
    return cell[1:] if re.match(r"'[=+\-@]", cell) else cell
