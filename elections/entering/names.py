"""Whom a name means, in any script and spelling: «Байтақ», Байтак, Baitaq and Baytaq fold alike.

Only equal names are sure. What is merely near is offered and asked, never taken.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from common.folding import fold as fold_text

NEAR = 78.0  # per cent of likeness of two folded names; below it they have little to do with each other
OFFERED = 5
ABBREVIATION = 7  # letters
GENERIC = (
    "political party",
    "party of kazakhstan",
    "party",
    "политическая партия",
    "партия",
    "партиясы",
    "саяси партиясы",
    "общественное объединение",
    "қоғамдық бірлестігі",
    "the",
)

SPECIAL: Mapping[str, tuple[str, ...]] = {
    "against_all": (
        "against all",
        "against all candidates",
        "none of the above",
        "против всех",
        "бәріне қарсы",
        "барлығына қарсы",
    ),
    "independents": (
        "independents",
        "independent",
        "self nominated",
        "самовыдвиженцы",
        "независимые",
        "өзін өзі ұсынғандар",
        "тәуелсіз",
    ),
    "blank": ("blank", "blank votes", "blank ballots", "пустые бюллетени"),
    "vacant": ("vacant", "vacant seats", "вакантно"),
    "other": ("others", "other", "другие", "прочие", "басқалар"),
}
TOTALS: Mapping[str, tuple[str, ...]] = {
    "valid": ("valid votes", "valid", "total valid", "действительные", "действительных бюллетеней", "жарамды"),
    "invalid": (
        "invalid votes",
        "invalid",
        "spoilt",
        "invalid ballots",
        "invalid blank votes",
        "недействительные",
        "недействительных бюллетеней",
        "жарамсыз",
    ),
    "cast": ("votes cast", "total votes", "turnout", "total votes cast", "всего проголосовало", "явка"),
    "registered": (
        "registered voters",
        "registered voters turnout",
        "electorate",
        "registered",
        "зарегистрировано избирателей",
    ),
    "total": ("total", "sum", "итого", "всего", "барлығы", "жиыны"),
}


@dataclass(frozen=True)
class Match:
    """`sure` is the one that is meant, None where it has to be asked; `near` who else it may be, the nearest first."""

    sure: int | None
    near: tuple[int, ...] = ()


def fold(name: str) -> str:
    """A name as its folded words (`articles.search.folding`), without marks of references."""
    return fold_text(re.sub(r"\[[^\]]*\]", " ", name))


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


class Names:
    """Everybody that a name can mean: names by id, folded once."""

    def __init__(self, known: Mapping[int, Iterable[str]]) -> None:
        self._folded: dict[str, set[int]] = defaultdict(set)
        self._bare: dict[str, set[int]] = defaultdict(set)
        for pk, names in known.items():
            for name in names:
                self._folded[fold(name)].add(pk)
                self._bare[bare(name)].add(pk)

    def match(self, name: str) -> Match:
        """Whom a name means: sure where exactly one has it, else who is near."""
        spellings = _spellings(name)
        for spelling in spellings:
            for found in (self._folded.get(fold(spelling)), self._bare.get(bare(spelling))):
                if found and len(found) == 1:
                    return Match(next(iter(found)))
                if found:
                    return Match(None, tuple(sorted(found)[:OFFERED]))
        return Match(None, self._near(bare(name)))

    def _near(self, short: str) -> tuple[int, ...]:
        if not short:
            return ()
        scored = process.extract(short, self._bare.keys(), scorer=_likeness, score_cutoff=NEAR, limit=OFFERED)
        near = (pk for name, _score, _place in scored for pk in sorted(self._bare[name]))
        return tuple(dict.fromkeys(near))[:OFFERED]


def _spellings(name: str) -> list[str]:
    """A name as it is; without brackets that only repeat or shorten it: "Amanat (Аманат)", "ОСДП (Социал-…)"."""
    match = re.fullmatch(r"(.*\S)\s*\(([^)]*)\)\s*", name)
    if match is None:
        return [name]
    outside, inside = match[1], match[2]
    short = inside.isupper() and len(inside) <= ABBREVIATION
    return [name, outside] if short or fold(inside) == fold(outside) else [name]


def _likeness(one: str, other: str, score_cutoff: float | None = None, **_options: Any) -> float:
    """Per cent of likeness; one name within the other, word by word, is near."""
    if one and other and (f" {one} " in f" {other} " or f" {other} " in f" {one} "):
        return 90.0
    return fuzz.ratio(one, other, score_cutoff=score_cutoff)
