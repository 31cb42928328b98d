"""A list as files: CSV of every article that the filters ask for, and a calendar of those with a day."""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, override
from icalendar import Calendar, Event

from articles.lists.build import filtered, ordered
from articles.lists.plans import Asked, Plan, plan_of
from articles.models import Article
from articles.page.titles import Title, speaks, titles_in
from common.fields import target_of
from common.spreadsheets import BYTE_ORDER_MARK, csv_cell
from revisions.moments import Moment

DAY = 10  # characters of a date that is known to the day


def index_csv(moment: Moment, model: type[Article], asked: Asked, site_url: str) -> str:
    """A line for each article: its address, title, description, the fields of its plan, and its page."""
    plan, language = plan_of(model), get_language() or "en"
    rows = {row["id"]: row for row in _rows(moment, model, asked)}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["slug", "title", "language", "description", *(name.removesuffix("_id") for name in plan.fields), "url"]
    )
    pks = [pk for pk in ordered(moment, model, plan, asked, language) if pk in rows]
    names = _names(moment, model, [rows[pk] for pk in pks])
    for row in (rows[pk] for pk in pks):
        fields = [names.get(row[name], "") if name.endswith("_id") else row[name] for name in plan.fields]
        cells = [
            row["slug"],
            row["title"],
            row["language"],
            row["short_description"],
            *fields,
            _url(model, row, site_url),
        ]
        writer.writerow([csv_cell(cell) for cell in cells])
    return BYTE_ORDER_MARK + text.getvalue()


def index_calendar(moment: Moment, model: type[Article], asked: Asked, site_url: str) -> bytes:
    """iCalendar (RFC 5545) of what took place on a known day; months and years alone are no day and stay out."""
    plan, language = plan_of(model), get_language() or "en"
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{model.path}//{language}")
    calendar.add("version", "2.0")
    rows = [row for row in _rows(moment, model, asked, plan.took_place) if len(row[plan.date]) == DAY]
    titles = titles_in(language, moment, [row["id"] for row in rows if not speaks(row["language"], language)])
    for row in sorted(rows, key=lambda row: (row[plan.date], row["id"])):
        with override(settings.LANGUAGE_CODE):
            uid = _url(model, row, site_url)
        calendar.add_component(_event(row, titles.get(row["id"]), plan, _url(model, row, site_url), uid))
    return calendar.to_ical()


def _event(row: dict[str, Any], title: Title | None, plan: Plan, url: str, uid: str) -> Event:
    day = datetime.date.fromisoformat(row[plan.date])
    event = Event()
    event.add("uid", uid)  # the same in every language
    # When the entry was made, says the standard; the day itself, so that the same list is the same file.
    event.add("dtstamp", datetime.datetime.combine(day, datetime.time(), datetime.UTC))
    event.add("dtstart", day)
    last = row[plan.end_date] if plan.end_date else ""
    if len(last) == DAY and last < str(datetime.date.max):  # which has no day after
        event.add("dtend", datetime.date.fromisoformat(last) + datetime.timedelta(1))  # as the standard counts
    event.add("summary", title.text if title else row["title"])
    description = (title.description if title else "") or row["short_description"]
    if description:
        event.add("description", description)
    if row.get("place"):
        event.add("location", row["place"])
    event.add("url", url)
    return event


def _rows(moment: Moment, model: type[Article], asked: Asked, *conditions: Q) -> Iterator[dict[str, Any]]:
    plan = plan_of(model)
    columns = dict.fromkeys(("id", "slug", "title", "language", "short_description", *plan.fields))
    yield from filtered(moment, model, plan, asked).filter(*conditions).order_by().values(*columns)


def _names(moment: Moment, model: type[Article], rows: Iterable[dict[str, Any]]) -> dict[int, str]:
    """The slugs of the public articles that columns of a plan name."""
    columns = [name for name in plan_of(model).fields if name.endswith("_id")]
    found: dict[int, str] = {}
    for column in columns:
        ids = {row[column] for row in rows if row[column]}
        found |= dict(moment.rows(target_of(model, column), id__in=ids, status="published").values_list("id", "slug"))
    return found


def _url(model: type[Article], row: dict[str, Any], site_url: str) -> str:
    return site_url + reverse(f"{model.kind_name}:article", args=[row["slug"]])
