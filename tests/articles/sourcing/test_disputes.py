"""A dispute writes its own note."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Status
from articles.sourcing.disputes import Dispute, in_words
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Party
from revisions.tracking.recording import recording


def note(states: str, source: str = "Kazinform") -> str:
    return Dispute(source, "/sources/k/", "", in_words(states)).note


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ("3341510", "Kazinform gives 3,341,510"),
        ("3,341,510", "Kazinform gives 3,341,510"),
        ("2022-11-30", "Kazinform gives 30 November 2022"),
        ("2022-11", "Kazinform gives November 2022"),
        ("2022", "Kazinform gives 2022"),
        ("«Baytaq»", "Kazinform gives «Baytaq»"),
        ("Yerlan Koshanov", "Kazinform gives Yerlan Koshanov"),
        ("there are now seven parties", "Kazinform says: there are now seven parties"),
        ("партий семь", "Kazinform says: партий семь"),
    ],
)
def test_a_value_is_given_and_a_clause_is_said(states, words):
    assert note(states) == words


def test_what_a_source_says_is_escaped():
    found = Dispute("<b>K</b>", '/s/"x/', "ru", "<script>")
    assert found.html == '<a href="/s/&quot;x/" lang="ru">&lt;b&gt;K&lt;/b&gt;</a> gives &lt;script&gt;'


def test_the_disclosure_of_a_fact_says_it(client, db):
    with recording():
        Citation.objects.create(key="k", title="Results", container_title="Kazinform")
        party = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, registered="2022-11-28")
        set_sources(party.pk, None, parse_sources("registered: [!@k: 2022-11-30]", party.citable_fields))
    page = BeautifulSoup(client.get("/parties/alpha/").content, "html5lib")
    assert page.select_one(".disputes li").text == "Kazinform gives 30 November 2022"
