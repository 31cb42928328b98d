"""An event's page, and the timeline of events on the pages of those who took part."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from articles.page.context import PageContext
from articles.page.facts import Text, Time
from articles.page.page import FactList, InfoboxRow, Section, Timeline, TimelineEntry
from articles.page.pieces import infobox_rows, read_nothing, sections
from articles.page.reading import Reading
from common.dates import format_partial_date
from common.formatting import capitalise, format_number
from parties.models import Participant


@infobox_rows.supply("event", read_nothing)
def _infobox(reading: PageContext, _nothing: None) -> Iterable[InfoboxRow]:
    event = reading.root
    yield InfoboxRow(_("Event"), (reading.fact(Text(capitalise(event.category)), field="category"),))
    for field, label in (("date", _("Date")), ("end_date", _("Until"))):
        value = getattr(event, field)
        if value:
            yield InfoboxRow(label, (reading.fact(Time(format_partial_date(value), value), field=field),))
    if event.place:
        yield InfoboxRow(_("Place"), (reading.fact(Text(event.place), field="place"),))
    if event.attendance is not None:
        yield InfoboxRow(_("Attendance"), (reading.fact(Text(format_number(event.attendance)), field="attendance"),))


def _read_participants(reading: Reading) -> list[Any]:
    participants = reading.parts(Participant)
    reading.want_article(*(row.article_id for row in participants))
    return participants


@sections.supply("participants", _read_participants)
def _participants(reading: PageContext, participants: list[Any]) -> Iterable[Section]:
    if participants:
        facts = tuple(
            reading.fact(reading.link(row.article_id, row.label), row=row, after=row.role) for row in participants
        )
        yield Section(_("Participants"), 2, "", (FactList(facts),), edits="participants")


def _read_timeline(reading: Reading) -> list[Any]:
    rows = reading.moment.fetch(Participant, article_id=reading.root.id)
    reading.want_article(*(row.event_id for row in rows))
    reading.want_columns("event", "date", "category", "place")
    return rows


@sections.supply("timeline", _read_timeline)
def _timeline(reading: Reading, rows: list[Any]) -> Iterable[Section]:
    """Public events, oldest first."""
    events = {row.event_id: reading.articles[row.event_id] for row in rows if row.event_id in reading.articles}
    public = sorted(
        (event for event in events.values() if event.url and event.more["date"]),
        key=lambda event: (event.more["date"], event.id),
    )
    if public:
        entries = tuple(
            TimelineEntry(
                Time(format_partial_date(event.more["date"]), event.more["date"]),
                event.link(),
                event.more["category"],
                event.more["place"],
            )
            for event in public
        )
        yield Section("", 2, "", (Timeline(_("Timeline"), entries),))
