"""The home page: search first, then what is new, and ways in."""

import datetime

import pytest
from bs4 import BeautifulSoup

from articles.models import Name, Status
from baytaq_site.home import build_home
from elections.models import Election
from parties.models import Event, Party, Person
from revisions.moments import Present
from revisions.tracking.recording import recording

DAY = datetime.date(2026, 9, 24)


@pytest.fixture
def site(db) -> None:
    with recording(comment="The beginning"):
        party = Party.objects.create(
            slug="alpha", title="Alpha", status=Status.PUBLISHED, founded="2022-09-24", registered="2022-11-28"
        )
        Name.objects.create(article=party, text="Альфа", language="ru")
        Person.objects.create(slug="born", title="Born", born="1950-09-24", status=Status.PUBLISHED)
        Person.objects.create(slug="year", title="Only a year", born="1950", status=Status.PUBLISHED)
        Event.objects.create(slug="event", title="Event", date="2001-09-24", category="x", status=Status.PUBLISHED)
        for status in (Status.DRAFT, Status.ARCHIVED):
            Event.objects.create(slug=f"e-{status}", title="Secret", date="2001-09-24", category="x", status=status)
        for year in (2019, 2021, 2022, 2023):
            Election.objects.create(slug=f"el-{year}", title=f"El {year}", date=f"{year}-06", status=Status.PUBLISHED)


def test_what_happened_on_this_day_stands_oldest_first(site):
    found = build_home(Present(), DAY).on_this_day
    assert [(one.date.datetime, one.link.text, one.words) for one in found] == [
        ("1950-09-24", "Born", "born"),
        ("2001-09-24", "Event", ""),
        ("2022-09-24", "Alpha", "founded"),
    ]


def test_another_day_is_another_list(site):
    (one,) = build_home(Present(), datetime.date(2026, 11, 28)).on_this_day
    assert (one.link.text, one.words) == ("Alpha", "registered")


def test_the_three_latest_elections_come_newest_first(site):
    assert [one.link.text for one in build_home(Present(), DAY).latest] == ["El 2023", "El 2022", "El 2021"]


def test_lists_say_how_much_of_them_is_published(site):
    counts = {way.title: way.count for way in build_home(Present(), DAY).ways_in}
    assert (counts["Parties"], counts["Events"], counts["Elections"]) == (1, 1, 4)


def test_the_page_has_a_search_and_the_newest_changes(site, client):
    soup = BeautifulSoup(client.get("/ru/").content, "html5lib")
    assert soup.select_one("main form[role=search]")["action"] == "/ru/search/"
    assert "The beginning" in soup.main.get_text()
    assert "Secret" not in soup.get_text()


def test_an_empty_site_has_a_home(db, client):
    assert client.get("/").status_code == 200
