"""The words between the parts of a reference, in the languages that pages are written in. Pure, as CSL's locales are.

A reference is in the language of its page, whatever language the buttons around it are in; so these words are not in
the interface's catalogues.
"""

from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError


@dataclass(frozen=True)
class Terms:
    """Patterns with `{}` for the value; `in_language` takes Babel's name of a language."""

    page: str
    pages: str
    accessed: str
    archived: str
    archived_on: str
    in_language: Callable[[str], str]


def _kazakh(name: str) -> str:
    """ "орыс тілі" as "орыс тілінде"."""
    return f"({name}нде)" if name.endswith("тілі") else f"({name})"


TERMS = {
    "en": Terms("p. {}", "pp. {}", "Retrieved {}", "Archived", "Archived {}", "(in {})".format),
    "ru": Terms("с. {}", "с. {}", "Дата обращения: {}", "Архивировано", "Архивировано {}", "({} язык)".format),
    "kk": Terms("{}-б", "{}-бб", "Қаралған күні: {}", "Мұрағатталған", "Мұрағатталған күні: {}", _kazakh),
}


def terms_of(language: str) -> Terms:
    """The words for a page in `language` (BCP 47); English where there are none."""
    return TERMS.get(language.split("-")[0], TERMS["en"])


def language_name(tag: str, language: str) -> str:
    """The name of a BCP 47 language in another: "Russian", "русский"; the tag itself when Babel does not know it."""
    shown = language.split("-")[0] if language.split("-")[0] in TERMS else "en"
    try:
        return Locale.parse(tag.split("-")[0]).get_display_name(Locale.parse(shown)) or tag
    except (UnknownLocaleError, ValueError):
        return tag
