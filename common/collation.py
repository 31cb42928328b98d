"""The order of words in a language's own alphabet.

Kazakh and Russian letters stand in the order of their alphabets, Cyrillic before Latin; other alphabets by what their
letters are without marks. No database has the Kazakh order unless it was built for it, so it is kept here.
"""

import re
import unicodedata

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
ALPHABETS = {"kk": KAZAKH, "ru": RUSSIAN}
RANKS = {language: {letter: rank for rank, letter in enumerate(letters)} for language, letters in ALPHABETS.items()}
AFTER = 1000  # letters of no alphabet of the language
DIGITS = re.compile(r"(\d+)")

Key = tuple[tuple[tuple[int, int], ...], str]


def sort_key(text: str, language: str) -> Key:
    """What texts are compared by in a language of the interface; numbers by what they count, quotes not at all."""
    ranks = RANKS.get(language, {})
    found: list[tuple[int, int]] = []
    for piece in DIGITS.split(text.casefold()):
        if piece.isdecimal():
            found.append((-1, int(piece[:18])))
            continue
        found += [
            (0, ranks[letter]) if letter in ranks else (1, AFTER + ord(plain))
            for letter in piece
            if (plain := _plain(letter, letter in ranks)) and plain.isalnum()
        ]
    return tuple(found), text


def _plain(letter: str, known: bool) -> str:
    """A letter without its marks, where the alphabet does not count it as one of its own."""
    return letter if known else unicodedata.normalize("NFD", letter)[0]
