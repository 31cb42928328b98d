"""Every imported row names ParlGov as its source, and where in it the row stands."""

from typing import Any

from articles.models import FactCitation
from articles.sourcing.lines import FactKey, add_source, fact_key_of
from citations.grammar import Cite
from citations.models import Author, Citation

KEY = "parlgov"


class Sourcing:
    def __init__(self) -> None:
        self.citation = Citation.objects.filter(key=KEY).first() or _new_citation()
        self._article = 0
        self._cited: set[tuple[FactKey, str]] = set()

    def open(self, article: int, known: bool) -> None:
        """Go on with the facts of an article; one that is new has no sources yet."""
        self._article = article
        self._cited = set()
        if known:
            rows = FactCitation.objects.filter(article_id=article, citation=self.citation)
            self._cited = {((row.row_type_id, row.row_id), row.field) for row in rows}

    def cite(self, row: Any, field: str, locator: str) -> None:
        """Let the fact name ParlGov, unless it does."""
        key = fact_key_of(row)
        if (key, field) in self._cited:
            return
        add_source(self._article, key, field, self.citation.pk, Cite(KEY, locator))
        self._cited.add((key, field))


def _new_citation() -> Citation:
    citation = Citation(
        key=KEY,
        type=Citation.Type.DATASET,
        title="ParlGov: Parliaments and governments database",
        language="en",
        doi="10.7910/DVN/2VZ5ZC",
        url="https://www.parlgov.org/",
    )
    citation.full_clean()
    citation.save()
    for position, (family, given) in enumerate((("Döring", "Holger"), ("Manow", "Philip"))):
        Author(citation=citation, family=family, given=given, position=position).save()
    return citation
