"""Which sources the facts of an article name, now or at any moment."""

from collections import defaultdict
from typing import Any

from articles.models import FactCitation
from articles.sourcing.lines import FactKey, fact_key_of
from citations.models import Citation
from revisions.moments import Moment


class CitedFacts:
    """The FactCitations of one article at a moment, without those whose content is hidden. Reads one table, once."""

    def __init__(self, moment: Moment, article_id: int) -> None:
        self._moment = moment
        self._by_row: dict[FactKey, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for cited in moment.fetch(FactCitation, article_id=article_id):
            if not getattr(cited, "hidden", False):
                self._by_row[cited.row_type_id, cited.row_id][cited.field].append(cited)

    def of_field(self, row: Any, field: str) -> list[Any]:
        """Those of one field of a row, or with "" of the row as such; of the article itself where `row` is None."""
        return self._by_row[fact_key_of(row)][field]

    def of_row(self, row: Any) -> list[Any]:
        """Those of a row and of all its fields."""
        return [cited for by_field in self._by_row[fact_key_of(row)].values() for cited in by_field]

    @property
    def citation_ids(self) -> set[int]:
        rows = self._by_row.values()
        return {cited.citation_id for by_field in rows for found in by_field.values() for cited in found}

    def keys(self) -> dict[int, str]:
        """The keys of all sources that are named, by id; one query."""
        return dict(self._moment.rows(Citation, id__in=self.citation_ids).values_list("id", "key"))
