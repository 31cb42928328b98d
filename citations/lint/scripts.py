"""Scripts of words and languages, and letters that look alike in two of them.

Codes are ISO 15924: Latn, Cyrl, Arab. The lookalikes are those pairs of letters of English and of Russian,
Ukrainian and Kazakh that common fonts draw alike (Unicode Technical Standard 39, confusables).
"""

import re
import unicodedata
from collections import Counter
from functools import cache

from babel.core import get_global

# Unicode's names of letters begin with their script.
CODES = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "HANGUL": "Hang",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "CJK": "Hani",
    "THAI": "Thai",
    "MONGOLIAN": "Mong",
}

# Languages that are printed in more scripts than the one that CLDR finds likeliest.
SEVERAL = {
    "kk": ("Cyrl", "Latn", "Arab"),
    "ky": ("Cyrl", "Latn", "Arab"),
    "uz": ("Latn", "Cyrl", "Arab"),
    "tg": ("Cyrl", "Latn", "Arab"),
    "tk": ("Latn", "Cyrl", "Arab"),
    "az": ("Latn", "Cyrl", "Arab"),
    "tt": ("Cyrl", "Latn"),
    "ug": ("Arab", "Cyrl", "Latn"),
    "sr": ("Cyrl", "Latn"),
    "bs": ("Latn", "Cyrl"),
    "mn": ("Cyrl", "Mong"),
    "ku": ("Latn", "Arab", "Cyrl"),
    "ja": ("Jpan", "Hani"),
    "zh": ("Hani",),
    "ko": ("Hang", "Hani"),
}

LATIN_ALIKE = "ABCEHIKMOPTXYaceiopxyh"
CYRILLIC_ALIKE = "АВСЕНІКМОРТХУасеіорхуһ"
TO_CYRILLIC = str.maketrans(LATIN_ALIKE, CYRILLIC_ALIKE)
TO_LATIN = str.maketrans(CYRILLIC_ALIKE, LATIN_ALIKE)

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@cache
def script_of_letter(letter: str) -> str:
    """The script of one letter; "" for what is no letter or of a script not known here."""
    return CODES.get(unicodedata.name(letter, "").split()[0] if letter.isalpha() else "", "")


def scripts_in(text: str) -> Counter[str]:
    """How many letters of each script a text has."""
    return Counter(filter(None, map(script_of_letter, text)))


def script_of(text: str) -> str:
    """The script of most of its letters, "" where there is no letter."""
    found = scripts_in(text).most_common(1)
    return found[0][0] if found else ""


def scripts_of_language(tag: str) -> frozenset[str]:
    """The scripts in which a BCP 47 language is printed; empty where nobody knows.

    A script in the tag decides (kk-Cyrl), then the table above, then CLDR's likely subtags.
    """
    language, *rest = tag.split("-")
    named = [part for part in rest if len(part) == 4]
    if named:
        return frozenset(named)
    if language in SEVERAL:
        return frozenset(SEVERAL[language])
    likely = get_global("likely_subtags").get(language, "").split("_")
    return frozenset(part for part in likely[1:] if len(part) == 4)


def words(text: str) -> list[str]:
    """Runs of letters: what a hyphen, a full stop or a digit parts are words of their own."""
    return WORD.findall(text)


def in_other_script(word: str) -> str:
    """The word that looks the same in Cyrillic for a Latin one, in Latin for a Cyrillic one; "" where there is none."""
    table, alike = (TO_CYRILLIC, LATIN_ALIKE) if script_of(word) == "Latn" else (TO_LATIN, CYRILLIC_ALIKE)
    return word.translate(table) if all(letter in alike for letter in word if letter.isalpha()) else ""
