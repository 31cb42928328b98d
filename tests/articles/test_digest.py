"""The card that a link to an article shows."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Name, Status
from parties.models import Party


@pytest.fixture
def party(db) -> Party:
    party = Party.objects.create(
        slug="alpha", title="<b>Alpha</b>", status=Status.PUBLISHED, short_description="A party", founded="2022"
    )
    Name.objects.create(article=party, text="Альфа", language="kk-Cyrl")
    Party.objects.create(slug="secret", title="Secret")
    return party


def test_a_digest_has_title_description_and_first_facts(party, client):
    soup = BeautifulSoup(client.get("/parties/alpha/digest/").content, "html5lib")
    assert soup.strong.get_text() == "<b>Alpha</b>"
    assert [dt.get_text() for dt in soup.select("dt")] == ["Founded"]
    assert "A party" in soup.get_text()


def test_a_digest_speaks_the_readers_language(party, client):
    soup = BeautifulSoup(client.get("/kk/parties/alpha/digest/").content.decode(), "html5lib")
    assert (soup.strong.get_text(), soup.dt.get_text()) == ("Альфа", "Құрылған")


def test_a_digest_is_a_fragment_that_search_engines_leave_out(party, client):
    response = client.get("/parties/alpha/digest/")
    assert b"<html" not in response.content
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("slug", ["secret", "nothing"])
def test_a_draft_has_no_digest(party, client, slug):
    assert client.get(f"/parties/{slug}/digest/").status_code == 404
