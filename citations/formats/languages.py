"""Languages by the names that formats give them: TeX's and English ones."""

from functools import cache

from babel import Locale

# Babel (TeX) and polyglossia call languages by their English names, in lower case, but for these.
LANGID = {"en": "english", "de": "ngerman", "pt": "portuguese", "el": "greek", "nb": "norsk", "uk": "ukrainian"}
ALSO = {"german": "de", "american": "en", "british": "en", "ukenglish": "en"}


def langid(tag: str) -> str:
    """TeX's name of a language: "russian"; the tag itself where English has no name for it."""
    language = tag.split("-")[0]
    return LANGID.get(language) or (Locale("en").languages.get(language) or tag).lower()


def language_of(name: str) -> str:
    """The BCP 47 tag of a TeX or English name, or of what is a tag already; "" for what is neither."""
    name = name.strip().lower()
    return name if name in Locale("en").languages else _tags().get(name, "")


@cache
def _tags() -> dict[str, str]:
    english = {name.lower(): tag for tag, name in Locale("en").languages.items() if len(tag) < 4}
    return english | {name: tag for tag, name in LANGID.items()} | ALSO
