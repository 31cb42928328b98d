"""Sources with hostile words are inert on every page that shows them."""

import json
from collections.abc import Iterable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Status
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Author, Citation
from parties.models import Party
from revisions.tracking.recording import recording
from tests.citations.known_records import ROOT

HOSTILE = ROOT.parent / "shared/data/hostile"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile strings are not in ../shared/data"),
]

DATA = ("application/json", "application/ld+json")  # not run, whatever they hold
OWN = ("/static/", "/admin/jsi18n/")
OUR_PAGES = (
    "/sources/",
    "/sources/?q=h",
    "/sources/{key}/",
    "/sources/{key}/history/",
    "/sources/{key}/revisions/{n}/",
    "/sources/{key}/compare/0/{n}/",
    "/parties/alpha/",
    "/parties/alpha/history/",
    "/parties/alpha/compare/0/{n}/",
    "/parties/alpha/cite/",
    "/changes/",
)
SOURCES, ARTICLES = "/admin/citations/citation/", "/admin/articles/article/"
EDITORS = (
    SOURCES,
    SOURCES + "{pk}/change/",
    SOURCES + "duplicates/",
    SOURCES + "{pk}/merge/?with=h1",
    ARTICLES + "reports/sole-sources/",
    ARTICLES + "reports/disputed/",
    ARTICLES + "use/{key}/?q=alpha",
)


def strings() -> list[str]:
    """Attacks that a title can hold: one line, no control characters, not too long."""
    lines = [line for line in (HOSTILE / "xss/payloadbox.txt").read_text().splitlines() if 0 < len(line) <= 300]
    naughty = [text for text in json.loads((HOSTILE / "blns.json").read_text()) if 0 < len(text) <= 300]
    kept = [text for text in (*lines, *naughty) if text.strip() and all(ch.isprintable() for ch in text)]
    return kept[:: max(1, len(kept) // 60)]


@pytest.fixture
def hostile_site() -> dict[str, object]:
    """A source for each attack, as its title, outlet, publisher and author; a party that cites them all."""
    with recording():
        party = Party.objects.create(
            slug="alpha", title="<script>alert(0)</script>", status=Status.PUBLISHED, slogan="x"
        )
        keys = []
        for number, text in enumerate(strings()):
            citation = Citation.objects.create(
                key=f"h{number}", title=text, container_title=text, publisher=text, page=text[:50], note=text
            )
            Author.objects.create(citation=citation, literal=text)
            keys.append(citation.key)
        party.body = " ".join(f"Words.[@{key}]" for key in keys)
        party.save()
        set_sources(
            party.pk, None, parse_sources("slogan: [!@h1: <script>alert(1)</script>; @h2]", party.citable_fields)
        )
    return {"key": "h0", "pk": Citation.objects.get(key="h0").pk, "n": 1}


def attacks(html: bytes) -> Iterable[str]:
    """What a browser would run, or load from elsewhere."""
    page = BeautifulSoup(html, "html5lib")
    for script in page.find_all("script"):
        if script.get("type") not in DATA and not str(script.get("src", "")).startswith(OWN):
            yield str(script)[:200]
    for tag in page.find_all(True):
        yield from (f"{tag.name} {name}" for name in tag.attrs if name.startswith("on"))
        if tag.name in ("iframe", "object", "embed", "svg:script", "base", "marquee", "video", "audio", "style"):
            yield str(tag)[:200]
        for name in ("href", "src", "action", "formaction"):
            if str(tag.get(name, "")).strip().lower().startswith(("javascript:", "data:text", "vbscript:")):
                yield str(tag)[:200]
    for image in page.find_all("img"):
        if not str(image.get("src", "")).startswith((*OWN, "/media/")):
            yield str(image)[:200]


@pytest.mark.parametrize("address", OUR_PAGES)
def test_nothing_hostile_runs_on_a_public_page(client: Client, hostile_site, address):
    response = client.get(address.format(**hostile_site))
    assert response.status_code == 200
    assert list(attacks(response.content)) == []


@pytest.mark.parametrize("address", EDITORS)
def test_nothing_hostile_runs_in_the_admin(client: Client, hostile_site, address):
    client.force_login(User.objects.create_superuser("admin"))
    response = client.get(address.format(**hostile_site))
    assert response.status_code == 200
    assert list(attacks(response.content)) == []


@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_files_are_files_and_never_pages(client: Client, hostile_site, extension):
    response = client.get(f"/parties/alpha/references.{extension}")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "html" not in response["Content-Type"]


@pytest.mark.parametrize("override", "\u202a\u202b\u202c\u202d\u202e")
def test_what_turns_text_around_is_refused_beside_its_field(client: Client, override):
    client.force_login(User.objects.create_superuser("admin"))
    response = client.post(
        "/admin/citations/citation/add/",
        {
            "title": f"a{override}b",
            "key": "k",
            "type": "webpage",
            "url_state": "live",
            "authors-TOTAL_FORMS": "0",
            "authors-INITIAL_FORMS": "0",
        },
    )
    page = BeautifulSoup(response.content, "html5lib")
    assert "control character" in page.select_one(".field-title .errorlist").text
    assert not Citation.objects.exists()
