"""What the list of a kind offers: filters, orders and columns. Each room registers the plans of its kinds.

What an address asks of a list (`?state=active&sort=-founded&view=cards&page=2`) is read against its plan.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from articles.models import Article
from articles.page.page import Cell
from common.fields import field_of
from common.http import page_in, query_of
from revisions.moments import Moment

TITLE = "title"
TABLE, CARDS, TIMELINE = "table", "cards", "timeline"

Choices = Iterable[tuple[str, str]]  # value, words


@dataclass(frozen=True)
class Filter:
    """A question to a list. `values` tells of an article's row which of its answers hold: its categories.

    `words` makes a category of an answer in words: "Parties founded in 2022".
    """

    name: str
    label: Any
    condition: Callable[[Moment, str], Q]
    choices: Callable[[Moment, QuerySet], Choices]
    values: Callable[[Moment, Any], Iterable[str]]
    words: Callable[[str], str]


@dataclass(frozen=True)
class Order:
    """A column by which the database orders; unknown values come last either way."""

    name: str
    label: Any
    column: str
    numeric: bool = False


@dataclass(frozen=True)
class Plan:
    """`cells` gives for each row one cell for each of `orders`, and may read more rows for all of them at once.

    `date` is the column of the day by which the articles stand in a timeline and in calendars, `end_date` that of the
    last day, `took_place` what calendars ask besides. `fields` are the columns that go into files besides address and
    title.
    """

    orders: tuple[Order, ...] = ()
    filters: tuple[Filter, ...] = ()
    cells: Callable[[Moment, Sequence[Any]], list[tuple[Cell, ...]]] = lambda moment, rows: [() for _ in rows]
    date: str = ""
    end_date: str = ""
    took_place: Q = field(default_factory=Q)
    fields: tuple[str, ...] = ()


_plans: dict[str, Plan] = {}


def register_plan(kind: str, plan: Plan) -> None:
    _plans[kind] = plan


def plan_of(model: type[Article]) -> Plan:
    return _plans.get(model.kind_name, Plan())


def choice_filter(model: type[Article], column: str, words: Callable[[str], str], usual: str = "") -> Filter:
    """By a column with choices, such as the state of a party; only what occurs is offered.

    What is usual makes no category: that a party is a party.
    """
    described = field_of(model, column)
    labels = dict(described.flatchoices)

    def choices(_moment: Moment, rows: QuerySet) -> Choices:
        found = set(rows.order_by().values_list(column, flat=True).distinct())
        return [(value, str(label)) for value, label in labels.items() if value and value in found]

    return Filter(
        column,
        described.verbose_name,
        lambda _moment, value: Q(**{column: value}),
        choices,
        lambda _moment, row: [value] if (value := getattr(row, column)) and value != usual else [],
        lambda value: words(str(labels.get(value, value))),
    )


def text_filter(model: type[Article], column: str, words: Callable[[str], str]) -> Filter:
    """By a column of free words; each that occurs is offered."""

    def choices(_moment: Moment, rows: QuerySet) -> Choices:
        found = rows.exclude(**{column: ""}).order_by(column).values_list(column, flat=True).distinct()
        return [(value, value) for value in found]

    return Filter(
        column,
        _label(model, column),
        lambda _moment, value: Q(**{column: value}),
        choices,
        lambda _moment, row: [value] if (value := getattr(row, column)) else [],
        words,
    )


def year_filter(model: type[Article], column: str, words: Callable[[str], str]) -> Filter:
    """By the year of a date of reduced precision, newest first."""

    def choices(_moment: Moment, rows: QuerySet) -> Choices:
        dated = rows.exclude(**{column: ""}).annotate(_year=Left(column, 4))
        return [(year, year) for year in dated.order_by("-_year").values_list("_year", flat=True).distinct()]

    return Filter(
        column,
        _label(model, column),
        lambda _moment, value: Q(**{f"{column}__startswith": value}) if len(value) == 4 else Q(pk__in=[]),
        choices,
        lambda _moment, row: [value[:4]] if (value := getattr(row, column)) else [],
        words,
    )


def _label(model: type[Article], column: str) -> Any:
    return field_of(model, column).verbose_name


@dataclass(frozen=True)
class Asked:
    """`filters` are pairs of name and value; `sort` has a minus for the other way round, "" for the list's own."""

    filters: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    view: str = ""
    page: int = 1

    def query(self, **other: str) -> str:
        """As an address of the same list, with some of it exchanged; "" leaves a thing out. The page is the first."""
        return query_of({**self.kept, **other})

    @property
    def kept(self) -> dict[str, str]:
        """All of it but the page."""
        return {**dict(self.filters), "sort": self.sort, "view": self.view}

    @property
    def files(self) -> str:
        """The part of it that files follow: the filters."""
        return query_of(dict(self.filters)) if self.filters else ""


def read_asked(plan: Plan, given: Mapping[str, str]) -> Asked:
    """Raises BadRequest for a view, an order or a page that the list cannot have."""
    names = [one.name for one in plan.filters]
    filters = tuple((name, value) for name in names if (value := given.get(name, "").replace("\0", "").strip()))
    sort, view = given.get("sort", ""), given.get("view", "")
    if sort and sort.removeprefix("-") not in {TITLE, *(order.name for order in plan.orders if order.column)}:
        raise BadRequest(f"No order “{sort}” here.")
    if view and view not in views_of(plan):
        raise BadRequest(f"No view “{view}” here.")
    return Asked(filters, sort, view, page_in(given))


def views_of(plan: Plan) -> tuple[str, ...]:
    """The ways in which a list can be seen, its own first."""
    return (TIMELINE, TABLE, CARDS) if plan.date else (TABLE, CARDS)
