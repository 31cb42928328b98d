"""Lists as CSV and as calendars."""

import codecs
import csv
import datetime
import io

import pytest
import vobject
from icalendar import Calendar

from articles.models import Status
from elections.models import Assembly, Election
from parties.models import Event, Party
from revisions.tracking.recording import recording


@pytest.fixture
def site(db) -> None:
    with recording():
        Party.objects.create(slug="beta", title="=Beta", status=Status.PUBLISHED, founded="2010", headquarters="Астана")
        Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, state=Party.State.BANNED)
        Party.objects.create(slug="draft", title="Draft")
        chamber = Assembly.objects.create(slug="chamber", title="Chamber", status=Status.PUBLISHED)
        hidden = Assembly.objects.create(slug="hidden", title="Hidden")
        for slug, assembly in (("e-1", chamber), ("e-2", hidden)):
            Election.objects.create(
                slug=slug, title=slug, date="2023-03-19", assembly=assembly, status=Status.PUBLISHED, seats_total=98
            )
        for slug, date in (("day", "2022-09-24"), ("month", "2022-12"), ("none", "")):
            Event.objects.create(
                slug=slug,
                title=f"A {slug}; with, marks\\",
                date=date,
                category="congress",
                place="Astana",
                status=Status.PUBLISHED,
                short_description="What it was",
            )
        Event.objects.create(slug="secret", title="Secret", date="2022-01-01", category="x")


def rows(client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def calendar(client, address: str) -> Calendar:
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def test_a_list_as_csv_has_every_published_article_in_its_order(site, client):
    found = rows(client, "/parties.csv")
    assert [row["slug"] for row in found] == ["alpha", "beta"]
    assert (found[1]["founded"], found[1]["headquarters"]) == ("2010", "Астана")
    assert found[1]["url"] == "http://testserver/parties/beta/"


def test_words_that_a_spreadsheet_would_run_are_words(site, client):
    assert rows(client, "/parties.csv")[1]["title"] == "'=Beta"


def test_a_file_follows_the_filters(site, client):
    assert [row["slug"] for row in rows(client, "/parties.csv?state=banned")] == ["alpha"]


def test_a_csv_names_public_articles_by_their_address_only(site, client):
    assert {row["slug"]: row["assembly"] for row in rows(client, "/elections.csv")} == {
        "e-1": "chamber",
        "e-2": "",
    }


@pytest.mark.parametrize("path", ["people", "events", "assemblies"])
def test_every_list_has_a_csv(site, client, path):
    rows(client, f"/{path}.csv")


def test_spreadsheets_are_told_that_it_is_unicode(site, client):
    assert client.get("/parties.csv").content.startswith(codecs.BOM_UTF8)


def test_an_election_that_was_not_held_is_in_no_calendar(site, client):
    election = Election.objects.get(slug="e-1")
    election.course = Election.Course.CANCELLED
    election.save()
    assert [str(event["summary"]) for event in calendar(client, "/elections.ics").walk("VEVENT")] == ["e-2"]


def test_what_lasted_several_days_ends_after_the_last(site, client):
    event = Event.objects.get(slug="day")
    event.end_date = "2022-09-26"
    event.save()
    (entry,) = calendar(client, "/events.ics").walk("VEVENT")
    assert entry.decoded("dtend") == datetime.date(2022, 9, 27)
    event.end_date = "9999-12-31"
    event.save()
    (entry,) = calendar(client, "/events.ics").walk("VEVENT")
    assert "dtend" not in entry


def test_a_calendar_has_what_took_place_on_a_known_day(site, client):
    (event,) = calendar(client, "/events.ics").walk("VEVENT")
    assert event.decoded("dtstart") == datetime.date(2022, 9, 24)
    assert event["summary"] == "A day; with, marks\\"
    assert (event["location"], event["description"]) == ("Astana", "What it was")
    assert event["uid"] == event["url"] == "http://testserver/events/day/"


def test_a_calendar_is_valid_to_another_library(site, client):
    read = vobject.readOne(client.get("/events.ics").content.decode())
    assert read.validate(raiseException=True)
    assert read.vevent.summary.value == "A day; with, marks\\"


def test_elections_have_a_calendar_and_parties_have_none(site, client):
    assert len(list(calendar(client, "/elections.ics").walk("VEVENT"))) == 2
    assert client.get("/parties.ics").status_code == 404


def test_a_calendar_follows_the_filters_and_is_the_same_when_asked_again(site, client):
    assert list(calendar(client, "/events.ics?date=2020").walk("VEVENT")) == []
    assert client.get("/events.ics").content == client.get("/events.ics").content
