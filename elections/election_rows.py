"""The rows that an election's page is made of, read once for all its pieces."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from articles.page.context import Named, Reading
from elections.models import OVERALL, Candidacy, Election, ResultSet, Round
from elections.standings import Standing, Tally, read_lineages, read_results
from parties.models import Colour


@dataclass
class ElectionRows:
    reading: Reading
    rounds: list[Any]
    candidacies: list[Any]
    result_sets: list[Any]
    results: list[Any]  # of all elections to the assembly, and of the regional parts
    lineages: list[Any]
    colours: list[Any]

    @property
    def own(self) -> list[Any]:
        return [row for row in self.results if row.election_id == self.reading.root.id]

    @property
    def election(self) -> Named:
        return self.reading.articles[self.reading.root.id]

    @cached_property
    def tally(self) -> Tally:
        """Only once everything named is fetched."""
        return Tally(self.reading, self.results, self.lineages)

    @cached_property
    def standings(self) -> list[Standing]:
        return self.tally.standings(self.election)

    @property
    def regional(self) -> list[Named]:
        """The public elections that are parts of this one, by their titles."""
        parts = self.reading.where("election", "parent_id", self.reading.root.id)
        return sorted((part for part in parts if part.url), key=lambda part: part.title)

    @property
    def round_numbers(self) -> list[int]:
        return sorted({row.round for row in self.own if row.round != OVERALL and row.result_set is None})


def read_rows(reading: Reading) -> ElectionRows:
    """The rows that an election's page needs, and the articles that it will name."""
    root = reading.root
    regional = reading.moment.rows(Election, parent_id=root.id).order_by().values("id")
    results = read_results(reading, Q(election_id=root.id) | Q(election_id__in=regional))
    shown = reading.own([row for row in results if row.election_id == root.id])
    parties = {row.party_id for row in shown if row.party_id}
    rows = ElectionRows(
        reading, reading.parts(Round), reading.parts(Candidacy), reading.parts(ResultSet), results,
        read_lineages(reading, parties), reading.moment.fetch(Colour, party_id__in=parties),
    )  # fmt: skip
    reading.want_article(root.id, root.assembly_id, root.previous_id, root.parent_id, root.repeats_id)
    reading.want_where("election", "parent_id", root.id)
    reading.want_where("election", "repeats_id", root.id)
    reading.want_article(*(pk for row in shown for pk in (row.party_id, row.person_id, row.leader_id, row.alliance_id)))
    reading.want_article(*(pk for row in rows.candidacies for pk in (row.person_id, row.party_id)))
    reading.want_columns("election", "date", "assembly_id")
    reading.shared["election"] = rows
    return rows
