"""An election's form refuses only what cannot be."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Status
from elections.models import Assembly, Election, Result
from parties.models import Party
from revisions.models import Revision
from revisions.tracking.recording import recording
from tests.forms import address_of, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.fixture
def election() -> Election:
    with recording():
        house = Assembly.objects.create(slug="house", title="House")
        election = Election.objects.create(
            slug="e", title="E", date="2023", status=Status.PUBLISHED, assembly=house, seats_total=100, seats_elected=98
        )
        for slug, seats in (("a", 60), ("b", 38)):
            party = Party.objects.create(slug=slug, title=slug)
            Result.objects.create(election=election, party=party, label=slug, seats=seats)
    return election


def save(editor: Client, election: Election, **changes: str):
    data = form_of(editor.get(address_of(election))) | changes
    return editor.post(address_of(election), data, follow=True)


def test_more_seats_than_there_are_is_refused_and_stays_typed(editor, election):
    page = BeautifulSoup(save(editor, election, **{"results-0-seats": "63"}).content, "html5lib")
    assert "More seats than there are: these make 101, the assembly has 100." in page.get_text()
    assert page.select_one("[name=results-0-seats]")["value"] == "63"
    assert Revision.objects.count() == 1


def test_what_merely_does_not_add_up_is_saved_and_said(editor, election):
    text = save(editor, election, **{"results-0-seats": "59"}).content.decode()
    assert "Seats make 97, 98 were to be had: −1." in text
    assert Result.objects.get(label="a").seats == 59


def test_a_row_that_is_deleted_counts_no_more(editor, election):
    save(editor, election, **{"results-0-DELETE": "on", "results-1-seats": "98"})
    assert [row.seats for row in election.results.all()] == [98]


def test_members_of_an_alliance_and_announced_sets_are_not_counted_twice(editor, election):
    with recording():
        party = Party.objects.create(slug="c", title="c")
        Result.objects.create(
            election=election, party=party, label="c", seats=40, alliance=Party.objects.get(slug="a"), position=9
        )
        Result.objects.create(election=election, party=party, label="c", seats=99, result_set=1, position=10)
    save(editor, election, system="lists")
    assert Election.objects.get(slug="e").system == "lists"
