"""The lists of elections and assemblies."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.lists.plans import Choices, Filter, Order, Plan, choice_filter, register_plan, year_filter
from articles.page.facts import Fact, Link, Text
from articles.page.page import Cell, figure, words
from articles.page.titles import linked
from articles.public import public_rows
from common.formatting import capitalise
from elections.formatting import format_count
from elections.models import Assembly, Election, Result
from elections.standings import contestants
from parties.lists import country_filter, day
from parties.models import Party, Person
from revisions.moments import Moment, Present


def _assembly_filter() -> Filter:
    def choices(moment: Moment, rows: QuerySet) -> Choices:
        ids = list(rows.exclude(assembly_id=None).order_by().values_list("assembly_id", flat=True).distinct())
        return [(link.url.rstrip("/").rsplit("/", 1)[-1], link.text) for link in linked(moment, Assembly, ids).values()]

    def condition(moment: Moment, value: str) -> Q:
        return Q(assembly_id__in=public_rows(moment, Assembly, Q(slug=value)).order_by().values("id"))

    def values(moment: Moment, row: Any) -> list[str]:
        rows = moment.rows(Assembly, id=row.assembly_id, status="published")
        return list(rows.values_list("slug", flat=True)) if row.assembly_id else []

    def words(slug: str) -> str:
        ids = list(public_rows(Present(), Assembly, Q(slug=slug)).values_list("id", flat=True))
        return _("Elections: %s") % next((link.text for link in linked(Present(), Assembly, ids).values()), slug)

    return Filter("assembly", gettext_lazy("Assembly"), condition, choices, values, words)


def _election_cells(moment: Moment, rows: Sequence[Any]) -> list[tuple[Cell, ...]]:
    assemblies = linked(moment, Assembly, {row.assembly_id for row in rows if row.assembly_id})
    results: dict[int, list[Any]] = defaultdict(list)
    for result in moment.fetch(Result, election_id__in=[row.id for row in rows]):
        results[result.election_id].append(result)
    first = {pk: _first(found) for pk, found in results.items()}
    people = linked(moment, Person, {row.person_id for row in first.values() if row and row.person_id})
    parties = linked(moment, Party, {row.party_id for row in first.values() if row and row.party_id})
    found: list[tuple[Cell, ...]] = []
    for row in rows:
        won = first.get(row.id)
        winner = (people.get(won.person_id) or parties.get(won.party_id) or Link(won.label)) if won else None
        assembly = assemblies.get(row.assembly_id)
        found.append(
            (
                day(row.date),
                _cell(assembly),
                _cell(winner),
                figure(format_count(row.seats_total)),
            )
        )
    return found


def _first(results: Sequence[Any]) -> Any:
    """Who had the most votes of all rounds together; None where no votes are known, or two had as many."""
    counted = sorted(
        (row for row in contestants(results) if row.votes and row.kind in (Result.Kind.PARTY, Result.Kind.CANDIDATE)),
        key=lambda row: row.votes,
        reverse=True,
    )
    if not counted or (len(counted) > 1 and counted[0].votes == counted[1].votes):
        return None
    return counted[0]


def _cell(link: Link | None) -> Cell:
    return Cell((Fact((link or Text(""),)),))


register_plan(
    "election",
    Plan(
        orders=(
            Order("date", gettext_lazy("Date"), "date"),
            Order("assembly", gettext_lazy("Assembly"), ""),
            Order("first", gettext_lazy("Most votes"), ""),
            Order("seats", gettext_lazy("Seats"), "seats_total", numeric=True),
        ),
        filters=(
            _assembly_filter(),
            choice_filter(Election, "category", lambda words: _("Elections: %s") % words),
            year_filter(Election, "date", lambda year: _("Elections in %s") % year),
            country_filter(Election, lambda country: _("Elections: %s") % country),
        ),
        cells=_election_cells,
        date="date",
        took_place=Q(course=Election.Course.HELD),
        fields=(
            "category",
            "course",
            "date",
            "assembly_id",
            "system",
            "seats_total",
            "registered",
            "cast",
            "valid",
            "invalid",
            "country",
        ),
    ),
)
register_plan(
    "assembly",
    Plan(
        orders=(Order("category", gettext_lazy("Kind"), "category"),),
        filters=(
            choice_filter(Assembly, "category", lambda words: _("Assemblies: %s") % words),
            country_filter(Assembly, lambda country: _("Assemblies: %s") % country),
        ),
        cells=lambda _moment, rows: [(words(capitalise(str(Assembly.Category(row.category).label))),) for row in rows],
        fields=("category", "country"),
    ),
)
