"""Which sources may be the same one: they share an address, a DOI, an ISBN or a title. Work is linear in their number.

Titles are alike when at least 85 % of their words are shared, and all their numbers: the same headline of another
year is another story. Alike counts within one outlet and language only, equal titles in every outlet.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from citations.records import SourceRecord
from citations.web.canonical import canonical_url
from common.folding import fold_title

ALIKE = 0.85  # shared words of all words (Jaccard)
CLOSEST = 200  # titles compared for a word that very many titles of an outlet share


@dataclass(frozen=True)
class Pair:
    """Two keys, in order, and why they may be one source: "address", "DOI", "ISBN", "title"."""

    one: str
    other: str
    because: str


def duplicates(records: Sequence[SourceRecord]) -> tuple[Pair, ...]:
    """All pairs that may be the same source, each once, by the first reason that holds."""
    found: dict[tuple[str, str], str] = {}
    for because, groups in (
        ("address", _grouped(records, lambda record: canonical_url(record.url))),
        ("DOI", _grouped(records, lambda record: record.doi.casefold())),
        ("ISBN", _grouped(records, _isbn)),
        ("title", _titled_alike(records)),
    ):
        for keys in groups:
            first, *others = keys  # of many the first stands for all: pairs stay linear
            for other in others:
                found.setdefault((first, other), because)
    for one, other in _alike(records):
        found.setdefault((one, other), "title")
    return tuple(Pair(one, other, because) for (one, other), because in sorted(found.items()))


def _grouped(records: Iterable[SourceRecord], value_of: Callable[[SourceRecord], str]) -> Iterator[list[str]]:
    """Keys of the records that share a value, in order, where at least two do."""
    groups: dict[str, list[str]] = defaultdict(list)
    for record in records:
        if value := value_of(record):
            groups[value].append(record.key)
    return (sorted(keys) for keys in groups.values() if len(keys) > 1)


def _titled_alike(records: Iterable[SourceRecord]) -> Iterator[list[str]]:
    """Keys of the records with one title in one language; one without a language may be in any."""
    languages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        if title := fold_title(record.title):
            languages[title][record.language.split("-")[0]].append(record.key)
    for keys in languages.values():
        unknown = keys.pop("", [])
        for group in keys.values() or [[]]:
            if len(group) + len(unknown) > 1:
                yield sorted([*group, *unknown])


def _isbn(record: SourceRecord) -> str:
    """A chapter shares the ISBN of its book with the other chapters."""
    return "" if record.type == "chapter" else record.isbn.replace("-", "").replace(" ", "").upper()


def _alike(records: Iterable[SourceRecord]) -> Iterator[tuple[str, str]]:
    """Pairs of one outlet with titles alike.

    Two sets of which nearly all is shared have a word in common among the few rarest of each: only those words are
    looked up (prefix filtering, Bayardo et al. 2007), so that work follows the likeness, not the square.
    """
    outlets: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for record in records:
        outlet = fold_title(record.container_title or record.publisher)
        if outlet and record.type != "entry-encyclopedia":  # its title is a name
            outlets[outlet, record.language].append((record.key, frozenset(fold_title(record.title).split())))
    for titles in outlets.values():
        counts = Counter(word for _, title in titles for word in title)
        by_word: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for key, title in sorted(titles, key=itemgetter(0)):
            rarest = sorted(title, key=lambda word: (counts[word], word))
            prefix = rarest[: len(title) - math.ceil(ALIKE * len(title)) + 1]
            seen = {other: words for word in prefix for other, words in by_word[word][-CLOSEST:]}
            yield from ((other, key) for other, words in sorted(seen.items()) if _are_alike(title, words))
            for word in prefix:
                by_word[word].append((key, title))


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    numbers = {word for word in one ^ other if any(letter.isdigit() for letter in word)}
    return not numbers and len(one & other) >= ALIKE * len(one | other)
