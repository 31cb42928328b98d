"""Results as CSV: what stands on the page, with its sources; nothing that a spreadsheet would run."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Status
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from elections.models import Election, Result
from parties.models import Party
from revisions.tracking.recording import recording


def rows(client: Client, slug: str) -> list[dict[str, str]]:
    response = client.get(f"/elections/{slug}.csv")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_row_has_what_the_page_has_and_says_who_says_so(demo, client):
    amanat, *_others = rows(client, "mazhilis-2023")
    assert {name: amanat[name] for name in ("party", "name", "votes", "share", "share_published", "seats", "rank")} == {
        "party": "amanat",
        "name": "Amanat",
        "votes": "3431510",
        "share": "53.90",
        "share_published": "53.9",
        "seats": "62",
        "rank": "1",
    }
    assert amanat["seat_change"] == "-14"
    assert "kazinform-2023-03-27" in [*amanat["sources"].split("; "), amanat["disputed_by"].split(":")[0]]
    assert "3,341,510" in amanat["disputed_by"]


def test_new_parties_and_options_without_rank_are_said_so(demo, client):
    found = {row["name"]: row for row in rows(client, "mazhilis-2023")}
    assert found["Baytaq"]["seat_change"] == "New"
    assert (found["Against all"]["rank"], found["Against all"]["seats"]) == ("", "")


def test_the_page_links_its_file(demo, client):
    assert 'href="/elections/mazhilis-2023.csv"' in client.get("/elections/mazhilis-2023/").content.decode()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_what_is_not_published_has_no_file(client, db, status):
    Election.objects.create(slug="e", title="E", date="2023", status=status)
    assert client.get("/elections/e.csv").status_code == 404
    assert client.get("/elections/none.csv").status_code == 404


def test_the_address_of_a_draft_is_not_told(client, db):
    election = Election.objects.create(slug="e", title="E", date="2023", status=Status.PUBLISHED)
    Result.objects.create(election=election, label="Secret", party=Party.objects.create(slug="secret", title="S"))
    assert rows(client, "e")[0]["party"] == ""


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", '=HYPERLINK("http://e.org")'])
def test_a_name_is_no_formula(client, db, name):
    election = Election.objects.create(slug="e", title="E", date="2023", status=Status.PUBLISHED)
    Result.objects.create(election=election, label=name, votes=5)
    assert rows(client, "e")[0]["name"] == f"'{name}"


def test_queries_do_not_grow_with_the_rows(client, db):
    election = Election.objects.create(slug="e", title="E", date="2023", status=Status.PUBLISHED)

    def stand(first: int, last: int) -> None:
        with recording():
            source = Citation.objects.get_or_create(key="k", defaults={"title": "K"})[0]
            for number in range(first, last):
                party = Party.objects.create(slug=f"p{number}", title=f"P{number}", status=Status.PUBLISHED)
                result = Result.objects.create(election=election, party=party, label=f"P{number}", votes=number)
                set_sources(election.pk, result, parse_sources(f"[@{source.key}]", ("",)))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/elections/e.csv")
        return len(queries)

    stand(0, 3)
    count()
    before = count()
    stand(3, 30)
    assert count() == before


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_the_file_of_a_former_address_is_at_the_present_one(client, db, extension):
    election = Election.objects.create(slug="old", title="Election", date="2023-03-19", status=Status.PUBLISHED)
    election.slug = "new"
    election.save()
    assert client.get(f"/elections/old.{extension}")["Location"] == f"/elections/new.{extension}"
