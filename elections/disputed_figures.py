"""Figures of elections that a source states otherwise, where a slip explains it (`elections.misprints`)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from articles.models import FactCitation
from common.formatting import capitalise
from elections.misprints import Figure, Misprint, figure_in, misprint
from elections.models import Election, Result
from elections.overall import IN_FORCE

TOTALS = ("registered", "cast", "valid", "invalid")
COLUMNS = ("votes", "percent", "seats")


@dataclass(frozen=True)
class DisputedFigure:
    """A figure of an election that a source misprints: `place` in words, `key` of the source."""

    election_id: int
    place: str
    key: str
    misprint: Misprint

    @property
    def words(self) -> str:
        """ "3,341,510 for 3,431,510 (Amanat: votes): two digits exchanged"."""
        slip = self.misprint
        figures = {"stated": f"{slip.stated:,}", "expected": f"{slip.expected.normalize():,f}"}
        return _("%(stated)s for %(expected)s (%(place)s): %(what)s") % {
            **figures, "place": self.place, "what": slip.words
        }  # fmt: skip


def misprints(elections: Sequence[Election]) -> tuple[DisputedFigure, ...]:
    """The misprints that sources of these elections have, in the order of elections and rows. Two queries."""
    by_id = {election.pk: election for election in elections}
    said = FactCitation.objects.filter(article_id__in=list(by_id)).exclude(stated_value="").select_related("citation")
    results = _results(by_id.values())
    kind = ContentType.objects.get_for_model(Result).pk
    found = []
    for fact in said.order_by("article_id", "row_type_id", "row_id", "field", "position", "id"):
        election, stated = by_id[fact.article_id], figure_in(fact.stated_value)
        if stated is None:
            continue
        if fact.row_type_id is None and fact.field in TOTALS:
            place, expected = _label(Election, fact.field), getattr(election, fact.field)
            elsewhere = _other_totals(election, fact.field)
        elif fact.row_type_id == kind and fact.field in COLUMNS and fact.row_id in results:
            row = results[fact.row_id]
            place = f"{_name(row)}: {_label(Result, fact.field)}"
            expected, elsewhere = getattr(row, fact.field), _other_rows(row, fact.field, results.values())
        else:
            continue
        slip = misprint(stated, Decimal(expected), elsewhere) if expected is not None else None
        if slip is not None:
            found.append(DisputedFigure(election.pk, capitalise(place), fact.citation.key, slip))
    return tuple(found)


def _results(elections: Iterable[Election]) -> dict[int, Any]:
    """The overall results of the elections, and of all others to the same assemblies, by id."""
    assemblies = {election.assembly_id for election in elections} - {None}
    own = Result.objects.filter(IN_FORCE, election__in=[election.pk for election in elections])
    same = Result.objects.filter(IN_FORCE, election__assembly__in=assemblies)
    rows = (own | same).select_related("party", "person", "election").order_by("election__date", "position", "id")
    return {row.pk: row for row in rows}


def _other_totals(election: Election, field: str) -> list[Figure]:
    return [
        Figure(_label(Election, name), Decimal(value))
        for name in TOTALS if name != field and (value := getattr(election, name)) is not None
    ]  # fmt: skip


def _other_rows(row: Any, field: str, rows: Iterable[Any]) -> list[Figure]:
    """The same column of the other rows of the election, then of the same party at other elections."""
    near: dict[bool, list[Figure]] = defaultdict(list)
    for other in rows:
        value = getattr(other, field)
        if other.pk == row.pk or value is None:
            continue
        if other.election_id == row.election_id:
            near[True].append(Figure(_name(other), Decimal(value)))
        elif other.party_id is not None and other.party_id == row.party_id:
            near[False].append(Figure(f"{_name(other)}, {other.election.date[:4]}", Decimal(value)))
    return [*near[True], *near[False]]


def _name(row: Any) -> str:
    return row.label or str(row.party or row.person or "")


def _label(model: Any, field: str) -> str:
    return str(model._meta.get_field(field).verbose_name)
