"""Titles and names reduced for comparison: case, accents of Latin letters, punctuation and ё say nothing."""

import re
import unicodedata

PUNCTUATION = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Words in lower case, joined by single spaces. Й keeps its breve: it is a letter, not an accent."""
    plain = text.casefold().replace("ё", "е").replace("й", "\0")
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return PUNCTUATION.sub(" ", plain.replace("\0", "й")).strip()
