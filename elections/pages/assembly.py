"""An assembly's infobox: its size over time. And the country's elections at the foot of every page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from articles.page.context import PageContext
from articles.page.facts import Fact, Text
from articles.page.page import InfoboxRow, Navbox, NavboxGroup
from articles.page.pieces import infobox_rows, navboxes
from articles.page.reading import Reading
from common.formatting import capitalise, country_name, format_number, format_period
from elections.models import Assembly, AssemblySize, Election


def _read_sizes(reading: Reading) -> list[Any]:
    return reading.parts(AssemblySize)


@infobox_rows.supply("assembly", _read_sizes)
def _infobox(reading: PageContext, sizes: list[Any]) -> Iterable[InfoboxRow]:
    yield InfoboxRow(_("Assembly"), (Fact((Text(capitalise(str(Assembly.Category(reading.root.category).label))),)),))
    if sizes:
        facts = tuple(reading.fact(Text(format_number(row.size)), row=row, after=_size_words(row)) for row in sizes)
        yield InfoboxRow(_("Seats"), facts)


def _size_words(row: Any) -> str:
    appointed = _("%s appointed") % row.appointed if row.appointed else ""
    return ", ".join(filter(None, (format_period(row), appointed)))


def _read_list(reading: Reading) -> None:
    if reading.root.country:
        reading.want_list("election", reading.root.country)
    reading.want_columns("election", "date", "category")


@navboxes.supply("elections", _read_list)
def _navbox(reading: Reading, _nothing: None) -> Iterable[Navbox]:
    country = reading.root.country
    elections = sorted(
        (
            named
            for named in reading.articles.values()
            if named.kind == "election" and named.country == country and named.url
        ),
        key=lambda named: named.more["date"],
    )
    groups = tuple(
        NavboxGroup(
            capitalise(str(category.label)),
            tuple(_year_link(named) for named in elections if named.more["category"] == category),
        )
        for category in Election.Category
        if any(named.more["category"] == category for named in elections)
    )
    if country and groups:
        yield Navbox(_("Elections in %s") % country_name(country), groups)


def _year_link(named: Any) -> Any:
    return named.link(named.more["date"][:4] or named.title)
