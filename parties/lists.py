"""The lists of parties, people and events."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.lists.plans import Choices, Filter, Order, Plan, choice_filter, register_plan, text_filter, year_filter
from articles.models import Article
from articles.page.facts import Fact, Link, Text, Time
from articles.page.page import Cell, words
from articles.page.titles import linked
from articles.public import public_rows
from common.dates import format_partial_date
from common.formatting import capitalise, country_name
from parties.models import Event, Ideology, Party, Person, Role
from parties.pages.party import present_leaders
from revisions.moments import Moment


def country_filter(model: type[Article], words: Any) -> Filter:
    """By country, under the country's name."""

    def choices(_moment: Moment, rows: QuerySet) -> Choices:
        codes = rows.exclude(country="").order_by().values_list("country", flat=True).distinct()
        return sorted(((code, country_name(code)) for code in codes), key=lambda choice: choice[1])

    return Filter(
        "country",
        gettext_lazy("Country"),
        lambda _moment, value: Q(country=value),
        choices,
        lambda _moment, row: [row.country] if row.country else [],
        lambda code: words(country_name(code)),
    )


def _ideology_filter() -> Filter:
    def choices(moment: Moment, rows: QuerySet) -> Choices:
        names = moment.rows(Ideology, party_id__in=rows.order_by().values("id"))
        found = sorted(set(names.order_by().values_list("name", flat=True)))
        return [(name, name) for name in found]

    return Filter(
        "ideology",
        gettext_lazy("Ideology"),
        lambda moment, value: Q(id__in=moment.rows(Ideology, name=value).order_by().values("party_id")),
        choices,
        lambda moment, row: [found.name for found in moment.fetch(Ideology, party_id=row.id)],
        lambda name: _("Parties: %s") % name,
    )


def _party_of_person_filter() -> Filter:
    """By a party in which a person has or had a role."""

    def choices(moment: Moment, rows: QuerySet) -> Choices:
        parties = moment.rows(Role, person_id__in=rows.order_by().values("id")).order_by().values("party_id")
        ids = list(moment.rows(Party, id__in=parties, status="published").values_list("id", flat=True))
        return [(link.url.rstrip("/").rsplit("/", 1)[-1], link.text) for link in linked(moment, Party, ids).values()]

    def condition(moment: Moment, value: str) -> Q:
        party = public_rows(moment, Party, Q(slug=value)).order_by().values("id")
        return Q(id__in=moment.rows(Role, party_id__in=party, person_id__isnull=False).order_by().values("person_id"))

    return Filter("party", gettext_lazy("Party"), condition, choices, lambda _moment, _row: [], str)


def _party_cells(moment: Moment, rows: Sequence[Any]) -> list[tuple[Cell, ...]]:
    ids = [row.id for row in rows]
    ideologies: dict[int, list[str]] = defaultdict(list)
    for found in moment.fetch(Ideology, party_id__in=ids):
        ideologies[found.party_id].append(found.name)
    roles: dict[int, list[Any]] = defaultdict(list)
    for role in moment.fetch(Role, party_id__in=ids, kind=Role.Kind.LEADER):
        roles[role.party_id].append(role)
    leaders = {pk: present_leaders(found) for pk, found in roles.items()}
    people = linked(moment, Person, [role.person_id for found in leaders.values() for role in found if role.person_id])
    return [
        (
            day(row.founded),
            words(capitalise(str(Party.State(row.state).label))),
            _list(ideologies[row.id]),
            _links(people.get(role.person_id) or Link(role.label) for role in leaders.get(row.id, ())),
        )
        for row in rows
    ]


def _person_cells(moment: Moment, rows: Sequence[Any]) -> list[tuple[Cell, ...]]:
    roles = moment.fetch(Role, person_id__in=[row.id for row in rows])
    parties = linked(moment, Party, {role.party_id for role in roles})
    of: dict[int, dict[int, Link]] = defaultdict(dict)
    for role in roles:
        if role.party_id in parties:
            of[role.person_id][role.party_id] = parties[role.party_id]
    return [(day(row.born), words(row.occupation), _links(of[row.id].values())) for row in rows]


def _event_cells(_moment: Moment, rows: Sequence[Any]) -> list[tuple[Cell, ...]]:
    return [(day(row.date), words(capitalise(row.category)), words(row.place)) for row in rows]


def day(date: str) -> Cell:
    """A date of reduced precision; blank where it is unknown."""
    return Cell((Fact((Time(format_partial_date(date), date) if date else Text(""),)),))


def _list(texts: Iterable[str]) -> Cell:
    return Cell(tuple(Fact((Text(text),)) for text in texts))


def _links(links: Iterable[Link]) -> Cell:
    return Cell(tuple(Fact((link,)) for link in links))


register_plan(
    "party",
    Plan(
        orders=(
            Order("founded", gettext_lazy("Founded"), "founded"),
            Order("state", gettext_lazy("State"), "state"),
            Order("ideology", gettext_lazy("Ideology"), ""),
            Order("leader", gettext_lazy("Leader"), ""),
        ),
        filters=(
            choice_filter(Party, "state", lambda words: _("Parties: %s") % words),
            choice_filter(Party, "category", lambda words: _("Parties: %s") % words, Party.Category.PARTY),
            _ideology_filter(),
            text_filter(Party, "political_position", lambda words: _("Parties: %s") % words),
            year_filter(Party, "founded", lambda year: _("Parties founded in %s") % year),
            country_filter(Party, lambda country: _("Parties: %s") % country),
        ),
        cells=_party_cells,
        fields=(
            "category",
            "state",
            "founded",
            "registered",
            "dissolved",
            "headquarters",
            "political_position",
            "country",
        ),
    ),
)
register_plan(
    "person",
    Plan(
        orders=(
            Order("born", gettext_lazy("Born"), "born"),
            Order("occupation", gettext_lazy("Occupation"), "occupation"),
            Order("parties", gettext_lazy("Parties"), ""),
        ),
        filters=(
            _party_of_person_filter(),
            year_filter(Person, "born", lambda year: _("People born in %s") % year),
            country_filter(Person, lambda country: _("People: %s") % country),
        ),
        cells=_person_cells,
        fields=("born", "birth_place", "died", "residence", "occupation", "country"),
    ),
)
register_plan(
    "event",
    Plan(
        orders=(
            Order("date", gettext_lazy("Date"), "date"),
            Order("category", gettext_lazy("Event"), "category"),
            Order("place", gettext_lazy("Place"), "place"),
        ),
        filters=(
            text_filter(Event, "category", lambda words: _("Events: %s") % words),
            year_filter(Event, "date", lambda year: _("Events in %s") % year),
            text_filter(Event, "place", lambda words: _("Events: %s") % words),
            country_filter(Event, lambda country: _("Events: %s") % country),
        ),
        cells=_event_cells,
        date="date",
        end_date="end_date",
        fields=("category", "date", "end_date", "place", "attendance", "country"),
    ),
)
