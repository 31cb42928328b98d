"""Times of the log in words, in the reader's language. In UTC, so that all readers read the same."""

import datetime
from dataclasses import dataclass

from babel.dates import format_date, format_time
from django.utils.translation import get_language


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
