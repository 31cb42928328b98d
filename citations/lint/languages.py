"""Rules of the language of a source."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from citations.lint.findings import Finding, Surroundings
from citations.lint.scripts import script_of, scripts_of_language
from citations.records import SourceRecord

# Letters that one language of the region has and the others have not.
KAZAKH_ONLY = re.compile("[ҰұӘәҚқ]")
UKRAINIAN_ONLY = re.compile("[ЇїЄєҐґ]")


def language_missing(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """No language, though the script is not that of the pages: a reader is not told what to expect."""
    script = script_of(record.title)
    if record.language or not script or script in scripts_of_language(around.language):
        return
    guess = _only_language(record.title)
    yield Finding(
        "language-missing",
        "language",
        _("The title is not in the script of the pages, and no language is given."),
        replace(record, language=guess) if guess else None,
    )


def language_contradicted(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """A language that is never printed in the script of the title."""
    script, scripts = script_of(record.title), scripts_of_language(record.language)
    if script and scripts and script not in scripts:
        yield Finding(
            "language-contradicted",
            "language",
            _("%(language)s is not printed in the script of the title (%(script)s).")
            % {"language": record.language, "script": script},
        )


def _only_language(title: str) -> str:
    if KAZAKH_ONLY.search(title):
        return "kk"
    return "uk" if UKRAINIAN_ONLY.search(title) else ""
