"""Every imported row names ParlGov as its source, and where in it the row stands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from articles.models import FactCitation
from articles.sourcing.lines import FactKey, fact_key_of, new_source
from citations.grammar import Cite
from citations.models import Author, Citation
from revisions.tracking.new_rows import add_rows

KEY = "parlgov"


CiteFact = Callable[[Any, str, str], None]  # row or None, field, locator


class Sourcing:
    def __init__(self) -> None:
        self.citation = Citation.objects.filter(key=KEY).first() or _new_citation()

    @contextmanager
    def of(self, article: int, known: bool) -> Iterator[CiteFact]:
        """Gives what lets a fact of this article name ParlGov, unless it does; written together at the end.

        An article that is not `known` has no sources yet.
        """
        cited: set[tuple[FactKey, str]] = set()
        new: list[FactCitation] = []
        if known:
            rows = FactCitation.objects.filter(article_id=article, citation=self.citation)
            cited = {((row.row_type_id, row.row_id), row.field) for row in rows}

        def cite(row: Any, field: str, locator: str) -> None:
            key = fact_key_of(row)
            if (key, field) not in cited:
                new.append(new_source(article, key, field, self.citation.pk, Cite(KEY, locator), 0))
                cited.add((key, field))

        yield cite
        add_rows(new)


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
