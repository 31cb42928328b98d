"""Rules of letters that only look right."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from citations.lint.findings import Finding, Surroundings
from citations.lint.scripts import in_other_script, script_of, scripts_in, scripts_of_language, words
from citations.records import SourceRecord

FIELDS = ("title", "container_title", "publisher")
PAIR = {"Latn": "Cyrl", "Cyrl": "Latn"}

# Latin words made of lookalikes that Cyrillic works print as they are; so they do with Roman numerals.
REALLY_LATIN = frozenset(
    {
        "BBC",
        "ABC",
        "CEO",
        "COO",
        "CTO",
        "EXPO",
        "Expo",
        "OPEC",
        "HBO",
        "AC",
        "BMX",
        "MAX",
        "TEXT",
        "IKEA",
        "COP",
        "EPP",
        "MTA",
        "ICE",
        "CO",
        "CA",
        "AI",
        "IT",
        "CIA",
        "MMA",
        "PC",
        "AP",
        "IP",
        "MIT",
        "IBM",
        "KPI",
        "API",
        "BTC",
        "OK",
        "BI",
        "AMC",
        "MTC",
        "TIP",
        "HIT",
    }
)
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
ROMAN = re.compile("[IVXLCM]+")


def of_lookalikes(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """A word made only of lookalikes of the other script: TACC in Latin letters in a Russian work is found by nobody.

    Beside a word that is surely of the same script it is what it looks like: “The” in “The Astana Times”.
    """
    strange = PAIR.get(_script_of_work(record))
    for field in FIELDS:
        found = words(DOMAIN.sub(" . ", getattr(record, field)))
        sure = [script_of(word) == strange and not in_other_script(word) for word in found]
        for place, word in enumerate(found):
            other = in_other_script(word) if script_of(word) == strange and not _is_latin(word) else ""
            if len(word) > 1 and other and found.index(word) == place and not any(sure[max(0, place - 1) : place + 2]):
                yield Finding(
                    "lookalikes",
                    field,
                    _("“%(word)s” is written in letters of the other script that only look right.") % {"word": word},
                    _with_word(record, field, word, other),
                )


def mixed_scripts(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """Latin and Cyrillic letters inside one word."""
    for field in FIELDS:
        for word in dict.fromkeys(words(getattr(record, field))):
            found = scripts_in(word)
            if not (found["Latn"] and found["Cyrl"]):
                continue
            wanted = "Cyrl" if found["Cyrl"] >= found["Latn"] else "Latn"
            mended = "".join(
                (in_other_script(letter) or letter) if script_of(letter) == PAIR[wanted] else letter for letter in word
            )
            safe = set(scripts_in(mended)) == {wanted}
            yield Finding(
                "mixed-scripts",
                field,
                _("“%s” mixes Latin and Cyrillic letters.") % word,
                _with_word(record, field, word, mended) if safe else None,
            )


def _is_latin(word: str) -> bool:
    return word in REALLY_LATIN or bool(ROMAN.fullmatch(word))


def _script_of_work(record: SourceRecord) -> str:
    """Latn or Cyrl: that of the title, or of the language where it has only one. "" for other works."""
    scripts = scripts_of_language(record.language) & PAIR.keys()
    script = script_of(record.title)
    if len(scripts) == 1 and (not script or script in PAIR):
        return next(iter(scripts))
    return script if script in PAIR else ""


def _with_word(record: SourceRecord, field: str, word: str, other: str) -> SourceRecord:
    """The record with every occurrence of a whole word replaced."""
    text, parts, position = getattr(record, field), [], 0
    for found in words(text):
        start = text.index(found, position)
        parts += [text[position:start], other if found == word else found]
        position = start + len(found)
    changed: dict[str, Any] = {field: "".join(parts) + text[position:]}
    return replace(record, **changed)
