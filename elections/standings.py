"""An election's results as computed: one Standing for each contestant. Between rows and pages.

The rows of all elections to one assembly are read at once; what a page needs of the election itself comes with the
articles that the page names (`COLUMNS`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import override

from articles.page.reading import Named, Reading
from common.formatting import capitalise
from elections.arithmetic.seat_changes import SeatChange, seat_change, swing
from elections.arithmetic.shares import (
    Contestant,
    Totals,
    decimal_places,
    denominator,
    ranks,
    rounded,
)
from elections.models import OVERALL, Election, Result
from parties.models import Lineage

COLUMNS = (
    "assembly_id",
    "category",
    "course",
    "date",
    "seats_total",
    "seats_appointed",
    "seats_elected",
    "valid",
    "cast",
    "invalid",
    "registered",
    "registered_rounded",
    "percent_base",
    "complete",
    "system",
)
# The rows that make up an election's result: of all rounds together and in force; the members of alliances with them.
IN_FORCE = Q(round=OVERALL, result_set=None)
ORIGINS = (Lineage.Kind.PREDECESSOR, Lineage.Kind.MEMBER)


@dataclass(frozen=True)
class Standing:
    """A result with what follows from it."""

    row: Any  # a Result, live or of the history
    share: Decimal | None
    places: int
    rank: int | None
    change: SeatChange
    swing: Decimal | None = None  # against the election before, in percentage points

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


class Tally:
    """The results of all elections that a page needs, each counted once. `results` are rows of one moment."""

    def __init__(self, reading: Reading, results: Iterable[Any], lineages: Iterable[Any]) -> None:
        self._family = origins(lineages)
        self._rows: dict[int, list[Any]] = defaultdict(list)
        for row in results:
            if is_in_force(row) and _is_shown(reading, row.election_id):
                self._rows[row.election_id].append(row)
        self._contestants = {pk: [contestant(row) for row in rows] for pk, rows in self._rows.items()}
        held: dict[int, list[Named]] = defaultdict(list)
        for election in (reading.articles[pk] for pk in self._rows):
            if election.more["course"] == Election.Course.HELD and election.more["assembly_id"]:
                held[election.more["assembly_id"]].append(election)
        self._held = {pk: sorted(found, key=lambda e: e.more["date"], reverse=True) for pk, found in held.items()}
        self._shares: dict[int, dict[int, Decimal | None]] = {}

    def rows(self, election: Named) -> list[Any]:
        """The rows in force of an election, members of alliances with them, in their order."""
        return self._rows.get(election.id, [])

    def held(self, assembly: int) -> list[Named]:
        """The elections to an assembly that took place and have results, newest first."""
        return self._held.get(assembly, [])

    def before(self, election: Named) -> list[Named]:
        """Elections to the same assembly before this one, newest first."""
        same = self.held(election.more["assembly_id"] or 0)
        return [other for other in same if other.more["date"] < election.more["date"]]

    def places(self, election: Named) -> int:
        return decimal_places(row.percent for row in self.rows(election))

    def standings(self, election: Named, party: int | None = None) -> list[Standing]:
        """The standings of an election's contestants in the order of its rows; of one party, if it is named."""
        rows = contestants(self.rows(election))
        counted = [contestant(row) for row in rows]
        ranked = ranks(counted)
        before = self.before(election)
        earlier = [(other.more["complete"], self._contestants[other.id]) for other in before]
        last = before[0] if before else None
        places, shares = self.places(election), self._exact_shares(election)
        shares_before = self._exact_shares(last) if last else {}
        common = min(places, self.places(last)) if last else 0
        found = []
        for row, one in zip(rows, counted, strict=True):
            if party is not None and row.party_id != party:
                continue
            moved = swing(one, earlier[0][1], (shares, shares_before), self._family) if earlier else None
            found.append(
                Standing(
                    row=row,
                    share=rounded(shares[row.id], places),
                    places=places,
                    rank=ranked.get(row.id),
                    change=seat_change(one, earlier, self._family),
                    swing=rounded(moved, common),
                )
            )
        return found

    def _exact_shares(self, election: Named) -> dict[int, Decimal | None]:
        """Shares in per cent by row, not rounded; as published where they cannot be computed."""
        if election.id not in self._shares:
            rows = self.rows(election)
            base = self.base(election)
            self._shares[election.id] = {
                row.id: Decimal(100) * row.votes / base if row.votes is not None and base else row.percent
                for row in rows
            }
        return self._shares[election.id]

    def base(self, election: Named) -> int | None:
        """What the shares of an election are a share of; None where it is unknown."""
        return self.total(election, election.more["percent_base"])

    def total(self, election: Named, base: str) -> int | None:
        """The votes that `base` names (`Election.Base`); None where they are unknown."""
        more = election.more
        counted = [contestant(row) for row in contestants(self.rows(election))]
        return denominator(base, Totals(more["valid"], more["cast"], more["invalid"]), counted)


def _is_shown(reading: Reading, pk: int) -> bool:
    """Whether figures of an election may be read off a page: those of a draft are nobody's business."""
    named = reading.articles.get(pk)
    return named is not None and (bool(named.url) or pk == reading.root.id)


def name_of(reading: Reading, row: Any) -> str:
    """Who a result is of: a person by the title of today, a party by its name of that day."""
    return reading.link(row.person_id).text if row.person_id else printed_name(reading, row)


def printed_name(reading: Reading, row: Any) -> str:
    """The name of that day; in the reader's language where it is still the party's title, or only says the kind."""
    if row.party_id:
        return reading.link(row.party_id, row.label).text
    with override("en"):
        usual = str(Result.Kind(row.kind).label)
    return capitalise(str(Result.Kind(row.kind).label)) if row.label.casefold() == usual.casefold() else row.label


def contestant(row: Any) -> Contestant:
    return Contestant(row.id, row.kind, row.party_id, row.label, row.votes, row.percent, row.seats)


def is_in_force(row: Any) -> bool:
    """Whether a live or a history row is an overall result in force, of a contestant or of an alliance's member."""
    return row.round == OVERALL and row.result_set is None


def contestants(rows: Iterable[Any]) -> list[Any]:
    """Of the rows of one election those that count in sums: members of an alliance are in its row already.

    A member whose alliance has no row stands for itself, so that no vote is lost.
    """
    in_force = [row for row in rows if is_in_force(row)]
    alliances = {row.party_id for row in in_force if row.alliance_id is None and row.party_id}
    return [row for row in in_force if row.alliance_id is None or row.alliance_id not in alliances]
