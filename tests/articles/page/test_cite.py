"""Cite this page: what it says, at which revision, and that nothing in it runs."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from articles.models import Status
from parties.models import Party
from revisions.moments import head

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> Party:
    return Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED)


def rename(party: Party, title: str) -> int:
    party.title = title
    party.save()
    return head()


def cite(client, query: str = "") -> BeautifulSoup:
    response = client.get(f"/parties/alpha/cite/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html5lib")


def test_the_page_is_cited_in_four_styles_and_bibtex_at_its_newest_revision(client, party):
    number = rename(party, "Alpha Party")
    shown = cite(client)
    assert [heading.text for heading in shown.find_all("h2")] == [
        "APA",
        "Chicago",
        "MLA",
        "ГОСТ Р 7.0.5–2008",
        "BibTeX",
    ]
    permanent = f"http://testserver/parties/alpha/revisions/{number}/"
    assert all(permanent in text.text for text in shown.select(".citation"))
    assert "Alpha Party" in shown.select_one(".citation").text


def test_an_older_revision_is_cited_as_it_stood(client, party):
    then = head()
    rename(party, "Renamed")
    shown = cite(client, f"?revision={then}").select_one(".citation").text
    assert f"/revisions/{then}/" in shown
    assert "Renamed" not in shown


def test_the_page_leads_there_and_tells_reference_managers_of_itself(client, party):
    page = BeautifulSoup(client.get("/parties/alpha/").content, "html5lib")
    assert page.select_one('.site-footer a[href="/parties/alpha/cite/"]')
    said = {meta["name"]: meta["content"] for meta in page.find_all("meta", attrs={"name": True})}
    assert (said["citation_title"], said["dc.title"]) == ("Alpha", "Alpha")
    assert said["citation_public_url"] == "http://testserver/parties/alpha/"
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", said["citation_publication_date"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said["dc.date"])


@pytest.mark.parametrize("query", ["?revision=x", "?revision=99999999", "?revision=-1", "?revision=²"])
def test_a_revision_that_is_none_is_not_found(client, party, query):
    assert client.get(f"/parties/alpha/cite/{query}").status_code == 404


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_what_is_not_published_is_cited_by_editors_only(client, party, status):
    party.status = status
    party.save()
    assert client.get("/parties/alpha/cite/").status_code == 404
    client.force_login(User.objects.create_superuser("admin"))
    assert client.get("/parties/alpha/cite/").status_code == 200


def test_a_title_that_is_a_script_stays_text(client, party):
    rename(party, "<script>alert(1)</script>")
    html = client.get("/parties/alpha/cite/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
