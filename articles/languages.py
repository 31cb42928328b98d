"""Languages and scripts by BCP 47 tag: their direction of writing, their names.

The script decides the direction, else the language's usual script.
"""

from babel import Locale

from revisions.times import locale

SCRIPT_LENGTH = 4  # of an ISO 15924 code in a tag: kk-Cyrl
RTL_SCRIPTS = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"}
RTL_LANGUAGES = {"ar", "fa", "he", "ur", "ug", "ps", "sd", "yi", "dv"}


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
