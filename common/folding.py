"""Spellings reduced to what they share: Байтақ, Байтак, Baytaq, Baitaq and «BAITAK» fold alike. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

BEGINNING = 3  # letters that the beginning of a word needs to stand for it
LONGEST = 40  # letters of a folded word; longer ones are cut
SHORTEST_WITH_ERRORS = 4  # letters: of shorter words too many are alike
# Letters that romanisations of Kazakh and Russian write in several ways, in this order.
SAME = (
    ("shch", "sch"),
    ("kh", "h"),
    ("gh", "g"),
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("ts", "c"),
    ("q", "k"),
    ("ye", "e"),
    ("yo", "o"),
    ("y", "i"),
    ("w", "u"),
)
PUNCTUATION = re.compile(r"[\W_]+")
WORD = re.compile(r"[^\W_]+(?:['’ʼʹ`][^\W_]+)*")


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word as ASCII letters and digits, with one spelling for its variants; "" where nothing is left."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    latin = re.sub(r"[^a-z0-9]", "", anyascii(plain).casefold())[:LONGEST]
    before = ""
    while before != latin:  # one replacement can make room for another; each makes the word shorter or settles it
        before = latin
        for letters, one in SAME:
            latin = latin.replace(letters, one)
        latin = re.sub(r"([a-z])\1+", r"\1", latin)
    return latin


def fold_words(text: str) -> list[str]:
    """The folded words of a text, in their order; marks and signs are no words."""
    return [folded for match in WORD.finditer(text) if (folded := fold_word(match[0]))]


def fold(text: str) -> str:
    """A text as its folded words with a space between."""
    return " ".join(fold_words(text))


def errors(word: str) -> Iterator[str]:
    """The word, and itself with each letter left out: two words that are one error apart share one of these."""
    yield word
    if len(word) >= SHORTEST_WITH_ERRORS:
        for place in range(len(word)):
            yield word[:place] + word[place + 1 :]


def fold_title(text: str) -> str:
    """A title as lower-case words joined by single spaces: accents of Latin letters, punctuation and ё say nothing.

    The script stays: titles are compared with titles as people wrote them. Й keeps its breve: it is
    a letter, not an accent.
    """
    plain = text.casefold().replace("ё", "е").replace("й", "\0")
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return PUNCTUATION.sub(" ", plain.replace("\0", "й")).strip()
