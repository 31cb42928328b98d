"""What is not published lends no figure, no name and no chart to a public page."""

import pytest

from articles.models import Status
from elections.models import Assembly, Election, Result
from parties.models import Party
from revisions.moments import AsOf
from revisions.tracking.recording import recording

PUBLISHED = Status.PUBLISHED


@pytest.fixture
def house(db) -> Assembly:
    with recording():
        house = Assembly.objects.create(slug="house", title="House", status=PUBLISHED)
        make(house, "e", "2023", "Old name", 300, status=PUBLISHED)
    return house


def make(house: Assembly, slug: str, date: str, label: str, votes: int, **values) -> Election:
    party = Party.objects.filter(slug="a").first() or Party.objects.create(slug="a", title="A", status=PUBLISHED)
    election = Election.objects.create(slug=slug, title=slug.upper(), date=date, assembly=house, valid=1000, **values)
    Result.objects.create(election=election, party=party, label=label, votes=votes, seats=votes // 100)
    return election


def pages(client) -> str:
    addresses = ("/elections/e/", "/elections/e.csv", "/parties/a/", "/assemblies/house/")
    return "".join(client.get(address).content.decode() for address in addresses)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
@pytest.mark.parametrize("date", ["2019", "2099"])
def test_an_election_that_is_not_published_changes_no_page(house, client, status, date):
    before = pages(client)
    with recording():
        make(house, "hush", date, "A", 100, status=status, seats_total=77, system="hush")
    after = pages(client)
    assert after == before


def test_a_past_page_does_not_count_what_is_not_public_now(house, client):
    with recording() as opened:
        earlier = make(house, "first", "2019", "A", 100, status=PUBLISHED)
    number = opened.number
    shown = client.get(f"/elections/e/revisions/{number}/").content.decode()
    assert "+20" in shown
    with recording():
        earlier.status = Status.ARCHIVED
        earlier.save()
    assert "+20" not in client.get(f"/elections/e/revisions/{number}/").content.decode()
    assert AsOf(number).rows(Election, slug="first").exists()


def test_a_draft_that_repeats_an_election_is_not_named_there(house, client):
    with recording():
        make(house, "secret", "2024", "A", 1, repeats=Election.objects.get(slug="e"))
    assert "SECRET" not in client.get("/elections/e/").content.decode()


def test_the_title_of_a_draft_party_is_on_no_chart(house, client):
    with recording():
        make(house, "e2", "2024", "Old name", 400, status=PUBLISHED)
        party = Party.objects.get(slug="a")
        party.title, party.status = "SECRET NEW NAME", Status.DRAFT
        party.save()
    text = pages(client)
    assert "SECRET" not in text and "Old name" in text
