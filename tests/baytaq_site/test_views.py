"""The front door: home, health, what is not there, in every language of the interface."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Status
from elections.models import Election, Result
from parties.models import Party
from revisions.tracking.recording import recording

PREFIXES = ["", "/kk", "/ru"]


@pytest.fixture
def parties(db) -> None:
    with recording():
        for status in Status.values:
            Party.objects.create(slug=f"party-{status}", title=f"The {status} party", status=status)


def test_home_lists_what_is_published_only(parties, client):
    page = client.get("/").content.decode()
    assert "The published party" in page
    assert "The draft party" not in page and "The archived party" not in page


def test_home_lists_every_kind(db, client):
    page = client.get("/").content.decode()
    for path in ("parties", "people", "events", "elections", "assemblies"):
        assert f'<li><a href="/{path}/">' in page.partition("<main")[2]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_home_answers_in_every_language(parties, client, prefix):
    response = client.get(f"{prefix}/")
    assert response.status_code == 200
    assert f'<html lang="{prefix.strip("/") or "en"}">' in response.content.decode()


@pytest.mark.parametrize("prefix", ["/kk", "/ru"])
@pytest.mark.parametrize("address", ["/", "/no-such-page/"])
def test_every_link_leads_on_in_the_language_of_the_page(parties, client, prefix, address):
    page = client.get(f"{prefix}{address}").content.decode()
    links = re.findall(r'<a(?![^>]* hreflang)[^>]* href="(/[^"]*)"', page)  # but those to other languages
    assert links
    assert [link for link in links if not link.startswith(f"{prefix}/")] == []


def test_health_is_ok_while_the_database_can_be_read(db, client):
    response = client.get("/healthz")
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok", "text/plain")


def test_health_reads_the_database_once_and_sets_no_cookie(db, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not client.get("/healthz").cookies


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize(
    "address",
    ["/nothing/", "/parties/no-such-party/", "/parties/party-draft/", "/sources/no-such-source/", "/parties/%00/"],
)
def test_what_is_not_there_is_not_found_in_any_language(parties, client, prefix, address):
    response = client.get(f"{prefix}{address}")
    assert response.status_code == 404
    assert f'<html lang="{prefix.strip("/") or "en"}">' in response.content.decode()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_draft_is_byte_equal_to_nothing_in_any_language(parties, client, prefix):
    hidden, missing = (client.get(f"{prefix}/parties/{slug}/") for slug in ("party-draft", "no-such-party"))
    assert hidden.content == missing.content


@pytest.mark.parametrize("prefix", ["/en", "/de", "/kk-kz"])
def test_a_language_that_has_no_prefix_is_not_found(db, client, prefix):
    assert client.get(f"{prefix}/parties/").status_code == 404


def test_the_language_of_a_browser_changes_no_address(parties, client):
    """One address, one page: whoever sends a link sends what is seen."""
    english = client.get("/parties/").content
    assert client.get("/parties/", headers={"accept-language": "ru"}).content == english


def test_home_begins_with_the_latest_elections_and_draws_the_newest_chamber(demo, client):
    page = BeautifulSoup(client.get("/").content.decode(), "html5lib")
    latest = page.select("main .home-columns > section .index > li > a")
    assert [link["href"] for link in latest] == [
        "/elections/mazhilis-2023/",
        "/elections/president-2022/",
        "/elections/mazhilis-2021/",
    ]
    assert "Amanat 62" in page.select_one("main svg desc").get_text()


def test_home_draws_nothing_of_a_draft(db, client):
    with recording():
        election = Election.objects.create(slug="secret", title="SECRET", date="2099", seats_total=3)
        Result.objects.create(election=election, label="SECRET PARTY", seats=3)
    assert "SECRET" not in client.get("/").content.decode()


def test_home_costs_as_many_queries_with_many_elections(demo, client, django_assert_max_num_queries):
    Election.objects.create(slug="e1900", title="E 1900", date="1900", status=Status.PUBLISHED)
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    with recording():
        for year in range(1901, 1930):
            Election.objects.create(slug=f"e{year}", title=f"E {year}", date=str(year), status=Status.PUBLISHED)
    with django_assert_max_num_queries(len(few)):
        client.get("/")
