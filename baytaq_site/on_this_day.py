"""What happened on this day of other years: events, elections, parties founded and registered, people born and died."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models.functions import Right
from django.utils.translation import gettext as _

from articles.models import Article
from articles.page.facts import Link, Time
from articles.page.titles import linked
from articles.public import published_at
from common.dates import format_partial_date
from elections.models import Election
from parties.models import Event, Party, Person
from revisions.moments import Moment

SHOWN = 8


@dataclass(frozen=True)
class Anniversary:
    """`words` say what happened to the article that is linked, "" where its title says it."""

    date: Time
    link: Link
    words: str


def on_this_day(moment: Moment, today: datetime.date) -> tuple[Anniversary, ...]:
    """At most eight, oldest first. A query for each column, two more for each kind."""
    day = f"-{today:%m-%d}"
    found = [
        one for model, columns in _columns().items() for one in _of(moment, model, columns, day, today.isoformat())
    ]
    found.sort(key=lambda one: (one.date.datetime, one.link.url))
    return tuple(found[:SHOWN])


def _columns() -> dict[type[Article], dict[str, str]]:
    return {
        Event: {"date": ""},
        Election: {"date": ""},
        Party: {"founded": _("founded"), "registered": _("registered")},
        Person: {"born": _("born"), "died": _("died")},
    }


def _of(moment: Moment, model: type[Article], columns: dict[str, str], day: str, today: str) -> Iterator[Anniversary]:
    dated: list[tuple[int, str, str]] = []
    for column, words in columns.items():
        held = {"course": Election.Course.HELD} if model is Election else {}
        every = published_at(moment, model, **{f"{column}__lt": today}, **held)
        rows = every.annotate(_day=Right(column, len(day))).filter(_day=day).order_by(column, "id")
        dated += [(pk, date, words) for pk, date in rows.values_list("id", column)[:SHOWN]]
    links = linked(moment, model, {pk for pk, _date, _words in dated})
    for pk, date, words in dated:
        yield Anniversary(Time(format_partial_date(date), date), links[pk], words)
