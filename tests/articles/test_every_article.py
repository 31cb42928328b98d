"""What holds for every page of the demo: long, short, empty, Cyrillic only."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.kinds import kinds
from articles.models import Article
from citations.models import Citation

pytestmark = pytest.mark.first_database

PAST = re.compile(r"(?<=/)(history|revisions/1|compare/0/1)/$")  # of the demo, which is one revision


ALIKE = re.compile(r"\?about=.*$|(?<=/references)\.(bib|ris|json|csv)$")  # one of them speaks for all of an article
ELSEWHERE = ("/admin/", "/media/", "/changes.atom")


@pytest.fixture
def pages(demo) -> dict[str, BeautifulSoup]:
    """Every public page by its address: articles, sources, lists, home."""
    client = Client()
    addresses = ["/", "/sources/", "/changes/", *(f"/{model.path}/" for model in kinds().values())]
    addresses += [article.get_absolute_url() for article in Article.objects.published()]
    addresses += [citation.get_absolute_url() for citation in Citation.objects.all()]
    found = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        found[address] = BeautifulSoup(response.content, "lxml")
    return found


def test_pages_of_every_kind_are_sound(pages):
    """One pass over all pages: no dead internal link, no dead anchor, no id twice, no marker left as text."""
    client = Client()
    asked: dict[str, int] = {}  # link -> status
    faults = []
    for address, page in pages.items():
        ids = Counter(element["id"] for element in page.select("[id]"))
        faults += [f"{address}: id {name} stands {count} times" for name, count in ids.items() if count > 1]
        for link in page.select("a[href]"):
            href = link["href"]
            if href.startswith("#") and href[1:] not in ids:
                faults.append(f"{address}: no anchor {href}")
            elif href.startswith("/") and not href.startswith(ELSEWHERE) and PAST.sub("", href) not in pages:
                same = ALIKE.sub("", href)
                if same not in asked:  # an image has a history and no page
                    asked[same] = client.get(href).status_code
                faults += [f"{address}: dead link {href}"] * (asked[same] != 200)
        words = page.main.get_text()
        faults += [f"{address}: {marker} left as text" for marker in ("[@", "[[", "]]", "{lang") if marker in words]
    assert faults == []
    assert len([address for address in pages if address.count("/") == 3]) == 102 + 205


def test_the_demo_holds_all_parties_people_events_elections_and_sources(demo):
    counts = {name: model.objects.published().count() for name, model in kinds().items()}
    assert counts == {"party": 18, "person": 44, "event": 28, "election": 10, "assembly": 2}
    assert Citation.objects.count() == 205
