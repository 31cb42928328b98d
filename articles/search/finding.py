"""Which documents a query means, the best first.

Each word of the query is met by words of names: the same one, one that begins with it or that it begins with, or one
with a typing error; rare words count more. A whole name that is the query comes first of all. Prose counts where it has
all words.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.models.search import SearchDocument, SearchName, SearchSpelling, SearchWord
from articles.search import prose
from common.folding import BEGINNING, SHORTEST_WITH_ERRORS, errors, fold_words

LONGEST = 400  # characters of a query that are read
WORDS = 12
MET = 60  # words of names that one word of a query is met by
POSTINGS = 1500  # documents that one word is looked up in
EXACT, BEGINS, ERROR, STEM, PROSE = 1.0, 0.75, 0.6, 0.5, 0.3
RANKS = (1.0, 0.95, 0.9, 0.4)  # title, name, former name; of a source
WHOLE = 100.0


@dataclass
class Found:
    """Scores by document; `corrected` are documents that were met by a typing error only."""

    scores: dict[int, float] = field(default_factory=dict)
    corrected: set[int] = field(default_factory=set)

    def ordered(self) -> list[int]:
        return sorted(self.scores, key=lambda pk: (-self.scores[pk], pk))


def find(query: str) -> Found:
    """Score documents for a query, whatever string it is. A dozen or so indexed queries, whatever it finds."""
    words = fold_words(query[:LONGEST])[:WORDS]
    if not words:
        return Found()
    totals: dict[int, float] = defaultdict(float)
    as_typed: set[int] = set()  # met by something else than an error
    met_by = _met(words)
    for met in met_by.values():
        for pk, score, is_as_typed in _postings(met):
            totals[pk] += score
            if is_as_typed:
                as_typed.add(pk)
    for pk in prose.matching(words):
        totals[pk] += PROSE * len(words)
        as_typed.add(pk)
    whole = "".join(words)
    for pk, (score, is_as_typed) in _whole(met_by[whole]).items():
        totals[pk] += WHOLE * score
        if is_as_typed:
            as_typed.add(pk)
    return Found(dict(totals), totals.keys() - as_typed)


def _whole(met: dict[str, float]) -> dict[int, tuple[float, bool]]:
    """Documents with a name that is the query, spaces or not, or is one error from it."""
    meant = {word: quality for word, quality in met.items() if quality != BEGINS}
    rows = (
        SearchName.objects.filter(folded__in=list(meant)).order_by("rank").values_list("folded", "document_id", "rank")
    )
    best: dict[int, tuple[float, bool]] = {}
    for folded, pk, rank in rows[:POSTINGS]:
        score = (meant[folded] * RANKS[rank], meant[folded] != ERROR)
        best[pk] = max(best.get(pk, score), score)
    return best


def _met(words: Sequence[str]) -> dict[str, dict[str, float]]:
    """For each word of a query the words of names that meet it, with how well. The whole query is a word as well."""
    asked = list(dict.fromkeys([*words, "".join(words)]))
    found: dict[str, dict[str, float]] = {word: {word: EXACT} for word in asked}
    by_error: dict[str, set[str]] = defaultdict(set)
    for word in asked:
        for error in errors(word):
            by_error[error].add(word)
    rows = SearchSpelling.objects.filter(error__in=list(by_error)).order_by("error", "word")
    for error, word in rows.values_list("error", "word")[: MET * len(asked)]:
        for one in by_error[error]:
            found[one].setdefault(word, ERROR)
    for word in asked:
        if len(word) >= BEGINNING:
            beginning = SearchWord.objects.filter(word__gt=word, word__lt=word + "\x7f").values_list("word", flat=True)
            for longer in beginning.distinct().order_by("word")[:MET]:
                found[word][longer] = max(BEGINS, found[word].get(longer, 0))
    _meet_stems(found)
    return found


def _meet_stems(found: dict[str, dict[str, float]]) -> None:
    """A word with an ending meets the word without it: Қазақстанның and Қазақстан, партии and партия."""
    stems: dict[str, set[str]] = defaultdict(set)
    for word in found:
        for length in range(SHORTEST_WITH_ERRORS, len(word)):
            stems[word[:length]].add(word)
    there = SearchWord.objects.filter(word__in=list(stems)).values_list("word", flat=True).distinct()
    for stem in there[: MET * len(found)]:
        for word in stems[stem]:
            found[word][stem] = max(STEM, found[word].get(stem, 0))


def _postings(met: dict[str, float]) -> Iterable[tuple[int, float, bool]]:
    """Documents that have one of the words in a name, with the best score of each; rare words weigh more."""
    if not met:
        return []
    rows = list(
        SearchWord.objects.filter(word__in=list(met))
        .order_by("rank")
        .values_list("word", "document_id", "rank")[:POSTINGS]
    )
    rarity = 1 / (1 + math.log10(1 + len(rows)))
    best: dict[int, tuple[float, bool]] = {}
    for word, pk, rank in rows:
        score = (met[word] * RANKS[rank] * rarity, met[word] != ERROR)
        best[pk] = max(best.get(pk, score), score)
    return ((pk, score, is_as_typed) for pk, (score, is_as_typed) in best.items())


def documents(ids: Sequence[int]) -> list[SearchDocument]:
    """The documents in the order of their ids. One query."""
    found = SearchDocument.objects.in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]
