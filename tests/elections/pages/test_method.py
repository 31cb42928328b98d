"""The same votes under another method or threshold, asked by address."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Status
from elections.models import Election, Result
from revisions.tracking.recording import recording

HEADING = "Under another method"


def asked(client, slug: str, query: str = ""):
    response = client.get(f"/elections/{slug}/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html5lib")


def seats(page) -> dict[str, str]:
    found = page.find("caption", string=HEADING).find_parent("table")
    return {
        row.th.get_text(strip=True): row.find_all("td")[2].get_text(strip=True) for row in found.tbody.find_all("tr")
    }


def test_the_law_s_own_method_gives_the_official_list_seats(demo, client):
    assert list(seats(asked(client, "mazhilis-2023")).values()) == ["40", "8", "6", "6", "5", "4", "0"]


def test_a_lower_threshold_lets_in_who_stayed_out(demo, client):
    found = seats(asked(client, "mazhilis-2023", "?method=dhondt&threshold=2&of=valid"))
    assert found["Baytaq"] == "1"
    assert sum(map(int, found.values())) == 69


def test_the_base_of_the_threshold_decides_in_2004(demo, client):
    assert seats(asked(client, "mazhilis-2004", "?of=valid"))["AIST (Agrarian and Civic parties)"] == "1"
    assert seats(asked(client, "mazhilis-2004", "?of=cast"))["AIST (Agrarian and Civic parties)"] == "0"


@pytest.mark.parametrize("typed", ["x", "-1", "101", "nan", "1e9", "inf", "5;", "9" * 5000])
def test_a_wrong_threshold_is_said_beside_the_field_and_stays_typed(demo, client, typed):
    page = asked(client, "mazhilis-2023", f"?threshold={typed}&method=dhondt")
    field = page.select_one("#threshold")
    assert field["value"] == typed and field["aria-invalid"] == "true"
    assert page.find(id=field["aria-describedby"]).get_text(strip=True).startswith("Write a per cent")
    assert page.find("caption", string=HEADING) is None
    assert page.select_one("#method option[selected]")["value"] == "dhondt"


@pytest.mark.parametrize("typed", ["5", "5.0", "5,0", "5%", " 5 ", "٥"])
def test_a_threshold_is_read_as_people_write_it(demo, client, typed):
    assert seats(asked(client, "mazhilis-2023", f"?threshold={typed.replace('%', '%25')}"))["Amanat"] == "40"


def test_the_form_keeps_the_order_of_the_table(demo, client):
    page = asked(client, "mazhilis-2023", "?sort=-votes")
    assert page.select_one("form.question input[name=sort]")["value"] == "-votes"


def test_a_method_that_is_none_is_the_law_s(demo, client):
    assert seats(asked(client, "mazhilis-2023", "?method=<script>"))["Amanat"] == "40"


@pytest.fixture
def shares_only(db) -> Election:
    with recording():
        election = Election.objects.create(slug="e", title="E", date="1990", status=Status.PUBLISHED, seats_total=10)
        for label, percent, held in (("A", "60.5", 6), ("B", "39.5", 4)):
            Result.objects.create(election=election, label=label, percent=percent, seats=held)
    return election


def test_shares_stand_for_votes_that_are_not_known(shares_only, client):
    page = asked(client, "e")
    assert seats(page) == {"A": "6", "B": "4"}
    assert "Computed from published shares" in page.get_text()


def test_seats_that_only_a_lot_could_give_are_said(db, client):
    with recording():
        election = Election.objects.create(slug="e", title="E", date="1990", status=Status.PUBLISHED, seats_total=3)
        for label in "AB":
            Result.objects.create(election=election, label=label, votes=50, seats=1)
    assert "A lot would have to draw 1 seats among: A, B." in asked(client, "e").get_text()


def test_a_past_page_answers_the_question_too(demo, client):
    assert seats(asked(client, "mazhilis-2023/revisions/1", "?threshold=2"))["Baytaq"] == "1"
