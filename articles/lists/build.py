"""The list of a kind as frozen values, at a moment. Queries are constant in its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.images import image_url
from articles.lists.plans import CARDS, TABLE, TIMELINE, TITLE, Asked, Filter, Order, Plan, plan_of, views_of
from articles.models import Article, Image
from articles.page.facts import Fact, Link, Time
from articles.page.page import Cell, Column, Table
from articles.page.titles import Title, speaks, titles_in
from articles.public import published_at
from citations.exporting import Download
from citations.lists import Select, select_of
from common.collation import sort_key
from common.dates import format_partial_date
from common.fields import field_of
from common.formatting import capitalise
from common.http import neighbours, page_of
from revisions.moments import Moment

PAGE = 100  # rows


@dataclass(frozen=True)
class IndexEntry:
    """An article of the list. `facts` are label and values, of what is known."""

    link: Link
    description: str
    description_language: str  # "" for the reader's own
    date: Time | None
    facts: tuple[tuple[str, tuple[Fact, ...]], ...]
    picture: str = ""  # address


@dataclass(frozen=True)
class YearOfEntries:
    year: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True)
class View:
    label: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class Index:
    """One page of a list; of `table`, `cards` and `years` it has the one that is asked for."""

    title: str
    url: str
    count: int
    first: int
    last: int
    filtered: bool
    selects: tuple[Select, ...]
    kept: tuple[tuple[str, str], ...]  # what the form of filters hands on
    views: tuple[View, ...]
    table: Table | None
    cards: tuple[IndexEntry, ...]
    years: tuple[YearOfEntries, ...]
    before: str
    after: str
    downloads: tuple[Download, ...]


def build_index(moment: Moment, model: type[Article], asked: Asked | None = None) -> Index:
    """The published articles of a kind as an address asks for them. A page beyond the end is empty."""
    asked = asked or Asked()
    plan, language = plan_of(model), get_language() or "en"
    moment.note_list(model.kind_name)
    every = published_at(moment, model)
    pks = ordered(moment, model, plan, asked, language)
    page = page_of(pks, PAGE, asked.page)
    before, after = neighbours(page, asked.kept)
    entries, cells = _entries(moment, model, plan, list(page), language)
    view = asked.view or views_of(plan)[0]
    name = str(model._meta.verbose_name_plural)
    return Index(
        title=capitalise(name),
        url=reverse(f"{model.kind_name}:index"),
        count=len(pks),
        first=page.start_index(),
        last=page.end_index() if len(page) else 0,
        filtered=bool(asked.filters),
        selects=tuple(_select(moment, one, every, dict(asked.filters)) for one in plan.filters),
        kept=tuple((key, value) for key, value in (("sort", asked.sort), ("view", asked.view)) if value),
        views=tuple(
            View(words, asked.query(view=value), value == view)
            for value, words in _view_labels()
            if value in views_of(plan)
        ),
        table=_table(capitalise(name), plan, asked, entries, cells) if view == TABLE else None,
        cards=tuple(entries) if view == CARDS else (),
        years=tuple(_years(entries)) if view == TIMELINE else (),
        before=before,
        after=after,
        downloads=tuple(_files(model, plan, asked)),
    )


def ordered(moment: Moment, model: type[Article], plan: Plan, asked: Asked, language: str) -> list[int]:
    """The ids of what the filters ask for, in the order asked for; by title in the reader's own alphabet."""
    rows = filtered(moment, model, plan, asked)
    sort = asked.sort.removeprefix("-") or ("" if plan.date else TITLE)
    down = asked.sort.startswith("-")
    if sort != TITLE:
        column = next((order.column for order in plan.orders if order.name == sort), plan.date)
        down = down if sort else True  # a timeline begins with what is newest
        return _by_column(rows, model, column, down)
    titles = {row["id"]: row for row in rows.order_by().values("id", "title", "language")}
    foreign = [pk for pk, row in titles.items() if not speaks(row["language"], language)]
    found = titles_in(language, moment, None) if foreign else {}  # of all: ids of thousands make no query
    keys = {pk: sort_key(found[pk].text if pk in found else row["title"], language) for pk, row in titles.items()}
    return sorted(keys, key=lambda pk: (keys[pk], pk), reverse=down)


def filtered(moment: Moment, model: type[Article], plan: Plan, asked: Asked) -> QuerySet:
    """The published articles that the filters ask for."""
    conditions = [
        one.condition(moment, dict(asked.filters)[one.name]) for one in plan.filters if one.name in dict(asked.filters)
    ]
    return published_at(moment, model, *conditions)


def _by_column(rows: QuerySet, model: type[Article], column: str, down: bool) -> list[int]:
    """Unknown values last: the empty text of a date, or no figure."""
    blank = {column: ""} if _is_text(model, column) else {f"{column}__isnull": True}
    known = rows.annotate(_blank=Case(When(**blank, then=Value(1)), default=Value(0)))
    return list(known.order_by("_blank", f"{'-' if down else ''}{column}", "title", "id").values_list("id", flat=True))


def _is_text(model: type[Article], column: str) -> bool:
    return isinstance(field_of(model, column).get_default(), str)


def _entries(
    moment: Moment, model: type[Article], plan: Plan, pks: Sequence[int], language: str
) -> tuple[list[IndexEntry], list[tuple[Cell, ...]]]:
    """What is shown of each article, and its cells in the table."""
    by_pk = {row.id: row for row in moment.fetch(model, id__in=pks)} if pks else {}
    rows = [by_pk[pk] for pk in pks if pk in by_pk]
    titles = titles_in(language, moment, [row.id for row in rows if not speaks(row.language, language)])
    images = {row.id: row for row in moment.fetch(Image, id__in={row.image_id for row in rows if row.image_id})}
    cells = plan.cells(moment, rows)
    labels = [str(order.label) for order in plan.orders]
    return [
        _entry(row, titles.get(row.id), plan, list(zip(labels, more, strict=True)), images.get(row.image_id), language)
        for row, more in zip(rows, cells, strict=True)
    ], cells


def _entry(
    row: Any, title: Title | None, plan: Plan, cells: list[tuple[str, Cell]], image: Any, language: str
) -> IndexEntry:
    own = Title(row.title, row.language, row.short_description)
    found = title or own
    date = getattr(row, plan.date) if plan.date else ""
    url = reverse(f"{row.kind}:article", args=[row.slug])
    described = found if found.description else own
    return IndexEntry(
        link=Link(found.text, url, "" if speaks(found.language, language) else found.language),
        description=described.description,
        description_language="" if speaks(described.language, language) else described.language,
        date=Time(format_partial_date(date), date) if date else None,
        facts=tuple((label, said) for label, cell in cells if (said := tuple(filter(_says, cell.facts)))),
        picture=image_url(image.file) if image else "",
    )


def _says(fact: Fact) -> bool:
    return any(value.text for value in fact.values)


def _table(
    caption: str, plan: Plan, asked: Asked, entries: Sequence[IndexEntry], cells: Sequence[tuple[Cell, ...]]
) -> Table:
    name = Order(TITLE, _("Title"), TITLE)
    return Table(
        caption,
        tuple(_column(order, asked) for order in (name, *plan.orders)),
        tuple((Cell((_named(entry),), heading=True), *more) for entry, more in zip(entries, cells, strict=True)),
    )


def _named(entry: IndexEntry) -> Fact:
    return Fact((entry.link,), after=entry.description, after_language=entry.description_language)


def _column(order: Order, asked: Asked) -> Column:
    """Figures from the largest first, words and dates from the first; the next click turns it round."""
    first, second = (f"-{order.name}", order.name) if order.numeric else (order.name, f"-{order.name}")
    direction = ""
    if asked.sort.removeprefix("-") == order.name:
        direction = "descending" if asked.sort.startswith("-") else "ascending"
    url = asked.query(sort=second if asked.sort == first else first, view=TABLE) if order.column else ""
    return Column(capitalise(str(order.label)), order.numeric, url, direction)


def _years(entries: Sequence[IndexEntry]) -> list[YearOfEntries]:
    dated: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        dated.setdefault(entry.date.datetime[:4] if entry.date else "", []).append(entry)
    return [YearOfEntries(year or _("No date"), tuple(found)) for year, found in dated.items()]


def _select(moment: Moment, one: Filter, every: QuerySet, chosen: dict[str, str]) -> Select:
    value = chosen.get(one.name, "")
    choices = list(one.choices(moment, every))
    if value and value not in dict(choices):
        choices.insert(0, (value, value))
    return select_of(one.name, capitalise(str(one.label)), choices, value)


def _view_labels() -> list[tuple[str, str]]:
    return [(TIMELINE, _("Timeline")), (TABLE, _("Table")), (CARDS, _("Cards"))]


def _files(model: type[Article], plan: Plan, asked: Asked) -> list[Download]:
    kind = model.kind_name
    files = [Download("CSV", reverse(f"{kind}_csv") + asked.files)]
    if plan.date:
        files.append(Download("iCalendar", reverse(f"{kind}_ics") + asked.files))
    return files
