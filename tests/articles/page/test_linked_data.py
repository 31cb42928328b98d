"""Pages as JSON-LD: every fact of the infobox, inert within the page, nothing of drafts."""

import json

import pytest
from bs4 import BeautifulSoup

from articles.models import Article, Status
from parties.models import Party
from tests.page_words import page_of, words

pytestmark = pytest.mark.first_database


def in_page(client, address: str) -> dict:
    page = BeautifulSoup(client.get(address).content.decode(), "html5lib")
    [script] = page.select('script[type="application/ld+json"]')
    return json.loads(script.string)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/parties/baytaq-green-party", "PoliticalParty"),
        ("/people/azamathan-amirtai", "Person"),
        ("/elections/mazhilis-2023", "Event"),
        ("/assemblies/mazhilis", "Organization"),
    ],
)
def test_the_page_and_its_file_say_the_same(demo, client, address, kind):
    data = in_page(client, f"{address}/")
    assert data["@context"] == "https://schema.org" and data["about"]["@type"] == kind
    response = client.get(f"{address}.jsonld")
    assert response["Content-Type"] == "application/ld+json" and response.json() == data


@pytest.mark.slow
def test_every_fact_of_every_infobox_is_named(demo, client):
    for article in Article.objects.published():
        page = page_of(article.kind, article.slug)
        data = client.get(page.url.removesuffix("/") + ".jsonld").json()
        said = [(row["name"], row["value"]) for row in data["about"].get("additionalProperty", [])]
        assert said == [(row.label, text) for row in page.infobox for fact in row.facts if (text := words(fact))]


def test_sources_are_cited_in_the_order_of_the_page(demo, client):
    data = in_page(client, "/parties/baytaq-green-party/")
    assert len(data["citation"]) == 13
    assert data["citation"][0]["@id"].startswith("http://testserver/sources/")


def test_words_that_would_end_the_script_do_not(db, client):
    title = "</script><script>alert(1)</script> \u2028 & <!--"
    Party.objects.create(slug="x", title=title, status=Status.PUBLISHED)
    assert b"<script>alert" not in client.get("/parties/x/").content
    assert in_page(client, "/parties/x/")["headline"] == title


def test_a_draft_has_no_file(db, client):
    Party.objects.create(slug="x", title="X")
    assert client.get("/parties/x.jsonld").status_code == 404


def test_the_head_names_the_page_for_whoever_shares_it(demo, client):
    head = BeautifulSoup(client.get("/parties/baytaq-green-party/?utm=1").content.decode(), "html5lib").head
    assert head.select_one("[rel=canonical]")["href"] == "http://testserver/parties/baytaq-green-party/"
    assert head.select_one("[property='og:title']")["content"] == "Baytaq Green Party"
    assert head.select_one("[property='og:image']")["content"].startswith("http://testserver/media/images/")


def test_the_results_of_an_election_are_a_dataset_with_its_files(demo, client):
    data = client.get("/elections/mazhilis-2023.jsonld").json()
    (dataset,) = data["hasPart"]
    assert dataset["@type"] == "Dataset"
    addresses = [one["contentUrl"] for one in dataset["distribution"]]
    assert addresses and all(
        client.get(address.removeprefix("http://testserver")).status_code == 200 for address in addresses
    )
    assert "hasPart" not in client.get("/parties/amanat.jsonld").json()
