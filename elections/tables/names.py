"""Whom a name means, in any script and spelling: «Байтақ», Байтак, Baitaq and Baytaq fold alike.

Only equal names are sure. What is merely near is offered and asked, never taken.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from anyascii import anyascii

NEAR = 0.78  # of two folded names; below it they have little to do with each other
OFFERED = 5
GENERIC = (
    "political party", "party of kazakhstan", "party", "политическая партия", "партия", "партиясы", "саяси партиясы",
    "общественное объединение", "қоғамдық бірлестігі", "the",
)  # fmt: skip

SPECIAL: Mapping[str, tuple[str, ...]] = {
    "against_all": (
        "against all", "against all candidates", "none of the above", "против всех", "бәріне қарсы", "барлығына қарсы",
    ),
    "independents": (
        "independents", "independent", "self nominated", "самовыдвиженцы", "независимые", "өзін өзі ұсынғандар",
        "тәуелсіз",
    ),
    "blank": ("blank", "blank votes", "blank ballots", "пустые бюллетени"),
    "vacant": ("vacant", "vacant seats", "вакантно"),
    "other": ("others", "other", "другие", "прочие", "басқалар"),
}  # fmt: skip
TOTALS: Mapping[str, tuple[str, ...]] = {
    "valid": ("valid votes", "valid", "total valid", "действительные", "действительных бюллетеней", "жарамды"),
    "invalid": (
        "invalid votes", "invalid", "spoilt", "invalid ballots", "invalid blank votes", "недействительные",
        "недействительных бюллетеней", "жарамсыз",
    ),
    "cast": ("votes cast", "total votes", "turnout", "total votes cast", "всего проголосовало", "явка"),
    "registered": (
        "registered voters", "registered voters turnout", "electorate", "registered", "зарегистрировано избирателей",
    ),
    "total": ("total", "sum", "итого", "всего", "барлығы", "жиыны"),
}  # fmt: skip


@dataclass(frozen=True)
class Match:
    """`sure` is the one that is meant, None where it has to be asked; `near` who else it may be, the nearest first."""

    sure: int | None
    near: tuple[int, ...] = ()


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name reduced to what its spellings share: letters and digits, Latin, one vowel for its variants."""
    bare = unicodedata.normalize("NFKC", name).casefold()
    bare = re.sub(r"\[[^\]]*\]|\([^)]*\)", " ", bare)  # marks of references, abbreviations in brackets
    latin = anyascii(bare).casefold()
    latin = re.sub(r"[^a-z0-9]+", " ", latin)
    for pattern, one in (("kh", "h"), ("zh", "j"), ("q", "k"), ("y", "i"), ("w", "u"), ("ii", "i"), ("gh", "g")):
        latin = latin.replace(pattern, one)
    return " ".join(re.sub(r"([a-z])\1+", r"\1", latin).split())


def bare(name: str) -> str:
    """The folded name without the words that every party's name has; all of it where nothing else is left."""
    folded = f" {fold(name)} "
    for words in GENERIC:
        folded = folded.replace(f" {fold(words)} ", " ")
    return folded.strip() or fold(name)


def special_kind(name: str) -> str | None:
    """The kind of a result that is no contestant: "against_all"; None for a name."""
    return _listed(name, SPECIAL)


def total_of(name: str) -> str | None:
    """Which total a row gives: "valid", "cast"; "total" for a sum that says no more; None for a contestant."""
    return _listed(name, TOTALS)


def _listed(name: str, words: Mapping[str, Sequence[str]]) -> str | None:
    folded = fold(name)
    return next((key for key, names in words.items() if folded in {fold(one) for one in names}), None)


def match(name: str, known: Mapping[int, Iterable[str]]) -> Match:
    """Whom of `known` (names by id) a name means: sure where exactly one has it, else who is near."""
    folded, short = fold(name), bare(name)
    whole = [pk for pk, names in known.items() if any(fold(one) == folded for one in names)]
    if len(whole) == 1:
        return Match(whole[0])
    same = whole or [pk for pk, names in known.items() if any(bare(one) == short for one in names)]
    if len(same) == 1:
        return Match(same[0])
    scores = {pk: max((_likeness(short, bare(one)) for one in names), default=0.0) for pk, names in known.items()}
    near = sorted((pk for pk, score in scores.items() if score >= NEAR or pk in same), key=lambda pk: -scores[pk])
    return Match(None, tuple(near[:OFFERED]))


def _likeness(one: str, other: str) -> float:
    if one and other and (f" {one} " in f" {other} " or f" {other} " in f" {one} "):
        return 0.9
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0
