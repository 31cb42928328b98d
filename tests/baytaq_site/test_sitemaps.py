"""What crawlers are told: every published address once, with its last edit, and nothing else."""

import json
import subprocess
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from articles.models import Article, Status
from citations.models import Citation
from parties.models import Party
from revisions.tracking.recording import recording
from tests.conftest import NODE_MODULES

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}

# The package `sitemap` brings the protocol's schema, which allows what another one describes: of XHTML, links only.
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{protocol}"/>
<xs:import namespace="http://www.w3.org/1999/xhtml" schemaLocation="links.xsd"/></xs:schema>"""
LINKS = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
<xs:element name="link"><xs:complexType><xs:attribute name="rel" use="required" fixed="alternate"/>
<xs:attribute name="hreflang" type="xs:language" use="required"/>
<xs:attribute name="href" type="xs:anyURI" use="required"/></xs:complexType></xs:element></xs:schema>"""
READ = """import * as sitemap from 'sitemap'; import { Readable } from 'node:stream';
let xml = ''; for await (const part of process.stdin) xml += part;
console.log(JSON.stringify(await sitemap[process.argv[1]](Readable.from([xml]))));"""


def read_by_node(function: str, xml: bytes) -> list[dict[str, Any]]:
    """What the package `sitemap` reads; it fails for what it finds wrong."""
    command = ["node", "--input-type=module", "--eval", READ, function]
    return json.loads(subprocess.run(command, cwd=NODE_MODULES, input=xml, capture_output=True, check=True).stdout)


def parsed(client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200 and response["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)  # noqa: S314  our own


def listed(client) -> list[str]:
    return [found.text for found in parsed(client, "/sitemap.xml").iterfind("s:sitemap/s:loc", SPACE)]


def locations(client) -> list[str]:
    return [
        found.text
        for address in listed(client)
        for found in parsed(client, address.removeprefix("http://testserver")).iterfind("s:url/s:loc", SPACE)
    ]


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
        "en": "http://testserver/parties/x/",
        "kk": "http://testserver/kk/parties/x/",
        "ru": "http://testserver/ru/parties/x/",
        "x-default": "http://testserver/parties/x/",
    }


@pytest.mark.npm
def test_each_is_valid_by_the_schema_of_the_protocol(demo, client, tmp_path):
    (tmp_path / "links.xsd").write_text(LINKS)
    path = tmp_path / "all.xsd"
    path.write_text(SCHEMA.format(protocol=(NODE_MODULES / "sitemap" / "schema" / "sitemap.xsd").as_uri()))
    schema = etree.XMLSchema(file=path)
    pages = [name.removeprefix("http://testserver") for name in listed(client)]
    assert len(pages) == 6
    for page in pages:
        schema.assertValid(etree.fromstring(client.get(page).content))


@pytest.mark.npm
def test_another_reader_of_sitemaps_finds_the_same(demo, client):
    index = read_by_node("parseSitemapIndex", client.get("/sitemap.xml").content)
    assert [found["url"] for found in index] == listed(client)
    urls = [
        item
        for found in index
        for item in read_by_node("parseSitemap", client.get(found["url"].removeprefix("http://testserver")).content)
    ]
    assert [item["url"] for item in urls] == locations(client)
    party = next(item for item in urls if item["url"] == "http://testserver/parties/baytaq-green-party/")
    assert {link["lang"] for link in party["links"]} == {"en", "kk", "ru", "x-default"}


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
