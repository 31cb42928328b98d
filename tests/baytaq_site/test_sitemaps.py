"""What crawlers are told: every published address once, with its last edit, and nothing else."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Status
from citations.models import Citation
from parties.models import Party
from revisions.recording import recording

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def parsed(client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200 and response["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)  # noqa: S314  our own


def locations(client) -> list[str]:
    maps = [found.text for found in parsed(client, "/sitemap.xml").iterfind("s:sitemap/s:loc", SPACE)]
    return [
        found.text for address in maps
        for found in parsed(client, address.removeprefix("http://testserver")).iterfind("s:url/s:loc", SPACE)
    ]  # fmt: skip


def test_every_published_address_stands_once(demo, client):
    with recording():
        Party.objects.create(slug="secret", title="Secret")
    found = locations(client)
    assert len(found) == len(set(found)) == Article.objects.published().count() + Citation.objects.count()
    assert "http://testserver/parties/baytaq-green-party/" in found
    assert not any("secret" in address for address in found)


def test_an_article_has_the_day_of_its_last_edit(demo, client):
    url = parsed(client, "/sitemap-parties.xml").find("s:url", SPACE)
    assert len(url.find("s:lastmod", SPACE).text) == len("2026-01-01")


def test_an_article_names_its_pages_in_every_language(db, client):
    Party.objects.create(slug="x", title="X", status=Status.PUBLISHED)
    links = parsed(client, "/sitemap-parties.xml").findall("s:url/x:link", SPACE)
    assert {link.get("hreflang"): link.get("href") for link in links} == {
        "en": "http://testserver/parties/x/", "kk": "http://testserver/kk/parties/x/",
        "ru": "http://testserver/ru/parties/x/", "x-default": "http://testserver/parties/x/",
    }  # fmt: skip


def test_queries_do_not_grow_with_the_articles(db, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap-parties.xml")
        return len(captured)

    Party.objects.create(slug="a", title="A", status=Status.PUBLISHED)
    queries()
    few = queries()
    with recording():
        for number in range(20):
            Party.objects.create(slug=f"p{number}", title="P", status=Status.PUBLISHED)
    assert queries() == few


@pytest.mark.parametrize("address", ["/sitemap-nonsense.xml", "/sitemap-parties.xml?p=99"])
def test_a_map_that_is_none_is_not_found(db, client, address):
    assert client.get(address).status_code == 404


def test_robots_are_told_where_the_map_is_and_what_is_not_for_them(db, client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text and "Sitemap: http://testserver/sitemap.xml" in text
