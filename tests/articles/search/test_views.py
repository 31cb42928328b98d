"""The page of results, suggestions, and the description for browsers."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from owslib.opensearch import OpenSearch, template_replace_token

from articles.models import Status
from common.folding import fold
from parties.models import Party
from revisions.tracking.recording import recording


def page(client, **asked) -> BeautifulSoup:
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html5lib")


def test_results_have_title_kind_and_a_passage_with_marks(demo, client):
    found = page(client, q="environmentalists")
    first = found.select_one(".results li")
    assert first.a["href"] == "/parties/baytaq-green-party/"
    assert first.select_one("h2 .quiet").get_text() == "Party"
    assert [mark.get_text() for mark in first.select("p mark")] == ["environmentalists"]


def test_marks_stand_on_what_was_meant_in_another_script(demo, client):
    assert page(client, q="Байтақ").select_one(".results mark").get_text() == "Baytaq"


def test_facets_count_kinds_and_choose_one(demo, client):
    found = page(client, q="Baytaq")
    facets = {item.a.get_text(): int(item.span.get_text()) for item in found.select("nav .search-kinds li")}
    assert facets["All"] == sum(count for label, count in facets.items() if label != "All")
    chosen = page(client, q="Baytaq", kind="event")
    assert len(chosen.select(".results li")) == min(facets["Events"], 20)
    assert chosen.select_one(".search-kinds [aria-current]").get_text() == "Events"


def test_a_typing_error_is_asked_about(demo, client):
    assert page(client, q="Bautaq").select_one("main p a").get_text() == "Baytaq Green Party"


@pytest.mark.parametrize("query", ["Baytaq", "environmentalists", "Kazakhst", "Nur Otan"])
def test_what_was_typed_right_is_not_asked_about(demo, client, query):
    found = page(client, q=query)
    assert found.select(".results li") and "Did you mean" not in found.get_text()


def test_results_are_paged(demo, client):
    first = page(client, q="Kazakhstan")
    assert len(first.select(".results li")) == 20
    second = page(client, q="Kazakhstan", page="2")
    links = {link["href"] for link in first.select(".results a")}
    assert links.isdisjoint(link["href"] for link in second.select(".results a"))


@pytest.mark.parametrize(
    "asked", [{"kind": "nonsense"}, {"page": "0"}, {"page": "x"}, {"page": "99999"}, {"page": "-1"}]
)
def test_a_kind_or_a_page_that_cannot_be_is_a_bad_request(demo, client, asked):
    assert client.get("/search/", {"q": "a", **asked}).status_code == 400


def test_without_a_query_there_is_the_field_alone(demo, client):
    found = page(client)
    assert found.select_one("#query") and found.select_one(".results") is None


def test_what_was_typed_stays_and_is_escaped(demo, client):
    query = '"><script>alert(1)</script>'
    response = client.get("/search/", {"q": query})
    assert b"<script>alert" not in response.content
    assert BeautifulSoup(response.content.decode(), "html5lib").select_one("#query")["value"] == query


def test_texts_of_articles_are_escaped_in_results(db, client):
    Party.objects.create(
        slug="x", title="<b>Zemlya</b>", body="<img src=x onerror=alert(1)> zemlya", status=Status.PUBLISHED
    )
    text = client.get("/search/?q=zemlya").content.decode()
    assert "<b>Zemlya" not in text and "<img" not in text


def test_names_are_suggested_as_they_are_typed(demo, client):
    typed, titles, words, urls = client.get("/search/suggest?q=нур").json()
    assert typed == "нур" and "Amanat" in titles
    assert fold(words[titles.index("Amanat")]) == fold("Нұр Отан")
    assert urls[titles.index("Amanat")] == "http://testserver/parties/amanat/"


def test_a_draft_is_not_suggested(db, client):
    with recording():
        Party.objects.create(slug="secret", title="Secret")
    assert client.get("/search/suggest?q=sec").json()[1] == []


def test_browsers_are_told_how_to_search_here(demo, client):
    response = client.get("/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    text = response.content.decode()
    assert 'template="http://testserver/search/?q={searchTerms}"' in text
    assert 'href="/opensearch.xml"' in client.get("/").content.decode()


def test_another_reader_of_open_search_searches_here(demo, client):
    found = OpenSearch("", xml=client.get("/opensearch.xml").content).description
    assert (found.shortname, found.outputencoding, found.adultcontent) == ("Baytaq", "UTF-8", "false")
    page = template_replace_token(found.urls["text/html"]["template"], "{searchTerms}", quote("Байтақ"))
    assert 'href="/parties/baytaq-green-party/"' in client.get(page).content.decode()
    suggest = template_replace_token(found.urls["application/x-suggestions+json"]["template"], "{searchTerms}", "Bayt")
    assert client.get(suggest).json()[0] == "Bayt"


def test_queries_do_not_grow_with_what_is_found(demo, client):
    def queries(asked: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/search/", {"q": asked}).status_code == 200
        return len(captured)

    queries("Baytaq")
    assert queries("Kazakhstan") == queries("Baytaq")


def test_sources_come_after_articles(demo, client):
    kinds = [kind.get_text() for kind in page(client, q="Байтак").select(".results h2 .quiet")]
    assert kinds[0] == "Party"
    assert kinds == sorted(kinds, key=lambda kind: kind == "Source")


def test_results_and_suggestions_bear_the_name_in_the_readers_language(demo, client):
    found = BeautifulSoup(client.get("/ru/search/?q=Amanat").content, "html5lib").select_one(".results h2 a")
    assert (found.get_text(), found["href"]) == ("Аманат", "/ru/parties/amanat/")
    assert client.get("/kk/search/suggest?q=amanat").json()[1][0] == "Аманат"
