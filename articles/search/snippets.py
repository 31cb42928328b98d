"""The words of a text around those that a query means, with these marked."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from common.folding import BEGINNING, WORD, fold_word

BEFORE, AFTER = 60, 160  # characters
READ = 60_000  # characters of a text that are looked through


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool


def pieces(text: str, words: Collection[str]) -> tuple[Piece, ...]:
    """A text cut into marked words and what stands between them."""
    found, position = [], 0
    for match in WORD.finditer(text):
        if _is_meant(match[0], words):
            found += [Piece(text[position : match.start()], False), Piece(match[0], True)]
            position = match.end()
    return tuple(piece for piece in (*found, Piece(text[position:], False)) if piece.text)


def snippet(text: str, words: Collection[str]) -> tuple[Piece, ...]:
    """The passage around the first word that is meant, or the beginning."""
    read = text[:READ]
    first = next((match.start() for match in WORD.finditer(read) if _is_meant(match[0], words)), 0)
    start = read.rfind(" ", 0, max(first - BEFORE, 0)) + 1 if first > BEFORE else 0
    end = read.find(" ", first + AFTER) if len(read) > first + AFTER else len(read)
    cut = read[start : end if end > 0 else len(read)]
    return pieces(("… " if start else "") + re.sub(r"\s+", " ", cut) + (" …" if end and end < len(read) else ""), words)


def _is_meant(word: str, words: Collection[str]) -> bool:
    folded = fold_word(word)
    return any(folded == one or (len(one) >= BEGINNING and folded.startswith(one)) for one in words)
