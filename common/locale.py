"""The reader's language: times of the log in its words; names and direction of the languages of texts.

Times are in UTC, so that all readers read the same. A script decides the direction, else the language's usual script.
"""

import datetime
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date, format_time
from django.utils.translation import get_language

SCRIPT_LENGTH = 4  # of an ISO 15924 code in a tag: kk-Cyrl
RTL_SCRIPTS = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"}
RTL_LANGUAGES = {"ar", "fa", "he", "ur", "ug", "ps", "sd", "yi", "dv"}


@dataclass(frozen=True)
class LogTime:
    """`day`: "25 November 2026"; `minute`: "25 November 2026, 20:17 UTC"; `iso` for machines."""

    day: str
    minute: str
    iso: str


def in_words(time: datetime.datetime) -> LogTime:
    utc = time.astimezone(datetime.UTC)
    day = format_date(utc, "long", locale=locale())
    return LogTime(day, f"{day}, {format_time(utc, 'HH:mm', locale=locale())} UTC", utc.isoformat(timespec="seconds"))


def locale() -> str:
    """Babel's name for the language of the interface."""
    return babel_locale(get_language() or "en")


def babel_locale(language: str) -> str:
    """Babel's name for a language; English dates are written day first, as the pages are."""
    return {"en": "en_GB"}.get(language, language.replace("-", "_"))


def direction(tag: str) -> str:
    """ "rtl" or "ltr" for a language tag: kk-Arab is written from right to left, kk-Cyrl is not."""
    parts = tag.split("-")
    script = next((part for part in parts[1:] if len(part) == SCRIPT_LENGTH), "")
    return "rtl" if script in RTL_SCRIPTS or (not script and parts[0] in RTL_LANGUAGES) else "ltr"


def language_label(tag: str) -> str:
    """A language and script in words: "Kazakh (Cyrillic)"; the tag itself when Babel does not know it."""
    language, *rest = tag.split("-")
    names = Locale.parse(locale())
    script = next((part for part in rest if len(part) == SCRIPT_LENGTH), "")
    name = names.languages.get(language)
    if name is None:
        return tag
    return f"{name} ({names.scripts.get(script, script)})" if script else name
