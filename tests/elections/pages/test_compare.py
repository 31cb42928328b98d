"""Two elections, two parties side by side."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from articles.models import Status
from elections.models import Election
from parties.models import Party
from revisions.tracking.recording import recording


def page(client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content.decode(), "html5lib")


def row(found: BeautifulSoup, caption: str, first: str) -> list[str]:
    table = found.find("caption", string=caption).find_parent("table")
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    return next(cells for cells in rows if cells[0] == first)


def test_elections_are_compared_contestant_by_contestant(demo, client):
    found = page(client, "/elections/compare/?a=mazhilis-2021&b=mazhilis-2023")
    assert row(found, "Results", "Amanat as Nur Otan") == [
        "Amanat as Nur Otan",
        "5,148,074",
        "3,431,510",
        "71.09%",
        "53.90%",
        "−17.19",
        "76",
        "62",
        "−14",
    ]
    assert row(found, "Results", "Baytaq")[1:4] == ["", "146,431", ""]
    assert row(found, "Facts", "Threshold") == ["Threshold", "7%", "5%"]


def test_parties_are_compared_election_by_election(demo, client):
    found = page(client, "/parties/compare/?a=amanat&b=baytaq-green-party")
    assert row(found, "Elections", "2023 Kazakh legislative election")[1:] == [
        "3,431,510",
        "53.90%",
        "62",
        "−14",
        "1st",
        "146,431",
        "2.30%",
        "0",
        "New",
        "7th",
    ]
    assert row(found, "Facts", "Founded")[1] == "12 February 1999"


def test_a_title_does_for_an_address(demo, client):
    found = page(client, "/parties/compare/?a=Amanat&b=auyl")
    assert found.select_one("#a")["value"] == "amanat"
    assert found.find("caption", string="Elections")


@pytest.mark.parametrize("address", ["/elections/compare/", "/parties/compare/", "/parties/compare/?a=amanat"])
def test_without_both_sides_the_form_asks(demo, client, address):
    found = page(client, address)
    assert found.select_one("form.question") and found.find("table") is None


@pytest.mark.parametrize("typed", ["nobody", "<script>alert(1)</script>", "a" * 5000, "'\"", "\u202e"])
def test_what_is_not_there_is_said_beside_its_field_and_stays_typed(demo, client, typed):
    response = client.get("/parties/compare/", {"a": typed, "b": "auyl"})
    assert response.status_code == 404
    found = BeautifulSoup(response.content.decode(), "html5lib")
    field = found.select_one("#a")
    assert field["value"] == typed
    assert found.find(id=field["aria-describedby"]).get_text() == "Nothing published has this address or title."
    assert "<script>alert" not in response.content.decode()


def test_a_sign_that_no_database_holds_is_not_found_either(demo, client):
    assert client.get("/parties/compare/?a=%00&b=auyl%00").status_code == 404


def test_a_draft_cannot_be_compared(demo, client):
    with recording():
        Party.objects.create(slug="draft", title="Draft", status=Status.DRAFT)
    page(client, "/parties/compare/?a=draft&b=auyl", 404)
    assert "draft" not in client.get("/parties/compare/").content.decode()


def test_an_election_with_itself_is_no_error(demo, client):
    found = page(client, "/elections/compare/?a=mazhilis-2023&b=mazhilis-2023")
    assert row(found, "Results", "Amanat")[-1] == "±0"


def test_parties_that_never_stood_have_their_facts_compared(db, client):
    with recording():
        for slug in ("a", "b"):
            Party.objects.create(slug=slug, title=slug, status=Status.PUBLISHED, founded="2001")
    found = page(client, "/parties/compare/?a=a&b=b")
    assert row(found, "Facts", "Founded") == ["Founded", "2001", "2001"]
    assert found.find("caption", string="Elections") is None


def test_pages_lead_to_the_comparison(demo, client):
    assert (
        "/elections/compare/?a=mazhilis-2021&amp;b=mazhilis-2023"
        in client.get("/elections/mazhilis-2023/").content.decode()
    )
    assert "/parties/compare/?a=amanat" in client.get("/parties/amanat/").content.decode()


def test_no_article_can_take_the_address_of_the_comparison(db):
    election = Election(slug="compare", title="E", date="2023")
    with pytest.raises(ValidationError, match="is a page of the site"):
        election.full_clean()
