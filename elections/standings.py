"""An election's results as computed: one Standing for each contestant. Between rows and pages.

The rows of all elections to one assembly are read at once; what a page needs of the election itself comes with the
articles that the page names (`COLUMNS`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from articles.reading import Named, Reading
from elections.counting import Contestant, SeatChange, Totals, decimal_places, denominator, ranks, seat_change, share
from elections.models import OVERALL, Election, Result
from parties.models import Lineage

COLUMNS = (
    "assembly_id", "category", "date", "seats_total", "seats_appointed", "seats_elected", "valid", "cast", "invalid",
    "percent_base", "complete",
)  # fmt: skip
ORIGINS = (Lineage.Kind.PREDECESSOR, Lineage.Kind.MEMBER)


@dataclass(frozen=True)
class Standing:
    """A result with what follows from it."""

    row: Any
    share: Decimal | None
    places: int
    rank: int | None
    change: SeatChange

    @property
    def seats(self) -> int | None:
        return self.row.seats


def read_results(reading: Reading, *of: Q) -> list[Any]:
    """Results of every election to the assemblies of those elections in which a result meets `of`."""
    moment = reading.moment
    touched = moment.rows(Result, *of).values("election_id")
    assemblies = moment.rows(Election, id__in=touched, assembly_id__isnull=False).values("assembly_id")
    same = moment.rows(Election, assembly_id__in=assemblies).values("id")
    rows = moment.fetch(Result, election_id__in=same.order_by().union(touched.order_by()))
    reading.want_article(*{row.election_id for row in rows})
    reading.want_columns("election", *COLUMNS)
    return rows


def read_lineages(reading: Reading, parties: Iterable[int | None]) -> list[Any]:
    """How these parties come from others; the others will be named."""
    found = reading.moment.fetch(Lineage, party_id__in={pk for pk in parties if pk})
    reading.want_article(*(row.other_id for row in found))
    return found


def origins(lineages: Iterable[Any]) -> dict[int, list[int]]:
    """The parties whose seats count for a party: those that merged into it, the members of a bloc."""
    found: dict[int, list[int]] = defaultdict(list)
    for lineage in lineages:
        if lineage.kind in ORIGINS and lineage.other_id:
            found[lineage.party_id].append(lineage.other_id)
    return found


def standings(
    election: Named, results: Sequence[Any], reading: Reading, family: Mapping[int, Sequence[int]]
) -> list[Standing]:
    """The standings of one election among the `results` of all elections to its assembly, in the rows' order."""
    by_election: dict[int, list[Any]] = defaultdict(list)
    for row in results:
        if row.round == OVERALL:
            by_election[row.election_id].append(row)
    rows = by_election[election.id]
    contestants = [contestant(row) for row in rows]
    more = election.more
    totals = Totals(more["valid"], more["cast"], more["invalid"])
    base = denominator(more["percent_base"], totals, contestants)
    places = decimal_places(row.percent for row in rows)
    ranked = ranks(contestants)
    earlier = [
        (other.more["complete"], [contestant(row) for row in by_election[other.id]])
        for other in earlier_elections(election, by_election, reading)
    ]
    return [
        Standing(
            row=row,
            share=share(row.votes, base, places) if row.votes is not None and base else row.percent,
            places=places,
            rank=ranked.get(row.id),
            change=seat_change(counted, earlier, family),
        )
        for row, counted in zip(rows, contestants, strict=True)
    ]


def earlier_elections(election: Named, by_election: Mapping[int, Any], reading: Reading) -> list[Named]:
    """Elections to the same assembly before this one, newest first."""
    others = [reading.articles[pk] for pk in by_election if pk in reading.articles and pk != election.id]
    same = [
        other for other in others
        if other.more["assembly_id"] == election.more["assembly_id"] and other.more["date"] < election.more["date"]
    ]  # fmt: skip
    return sorted(same, key=lambda other: other.more["date"], reverse=True)


def contestant(row: Any) -> Contestant:
    return Contestant(row.id, row.kind, row.party_id, row.label, row.votes, row.percent, row.seats)
