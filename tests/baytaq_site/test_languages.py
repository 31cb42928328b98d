"""The switch of languages stays on the page: article, revision and query."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Status
from parties.models import Event, Participant, Party
from revisions.models import Revision

LANGUAGES = ["en", "kk", "ru"]


def switch(client, address: str, status: int = 200) -> dict[str, str]:
    response = client.get(address)
    assert response.status_code == status
    links = BeautifulSoup(response.content, "html5lib").select(".site-languages a")
    return {link["hreflang"]: link["href"] for link in links}


@pytest.fixture
def number(db) -> int:
    Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED)
    return Revision.objects.latest("number").number


@pytest.mark.parametrize("prefix", ["", "/kk", "/ru"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/parties/",
        "/parties/alpha/",
        "/parties/alpha/history/",
        "/parties/alpha/cite/?revision=1",
        "/search/?q=%D0%91%D0%B0%D0%B9%D1%82%D0%B0%D2%9B&kind=party",
        "/sources/?q=a&type=book",
    ],
)
def test_the_switch_stays_on_the_page_with_its_query(number, client, prefix, address):
    assert switch(client, prefix + address) == {"en": address, "kk": f"/kk{address}", "ru": f"/ru{address}"}


def test_the_switch_keeps_the_revision(number, client):
    address = f"/parties/alpha/revisions/{number}/"
    assert switch(client, address)["ru"] == f"/ru{address}"
    assert switch(client, f"/kk{address}")["en"] == address


def test_where_there_is_no_page_the_switch_leads_home(db, client):
    assert switch(client, "/kk/nothing/at/all", 404) == {"en": "/", "kk": "/kk/", "ru": "/ru/"}


def test_the_current_language_is_marked(number, client):
    soup = BeautifulSoup(client.get("/ru/parties/alpha/").content, "html5lib")
    assert [link.get_text() for link in soup.select(".site-languages [aria-current]")] == ["Русский"]


def test_the_admin_has_the_languages_too(admin_client):
    for prefix in ("", "/kk", "/ru"):
        response = admin_client.get(f"{prefix}/admin/")
        assert response.status_code == 200
        assert switch(admin_client, f"{prefix}/admin/").keys() == set(LANGUAGES)


def test_an_article_names_its_pages_in_all_languages(number, client):
    soup = BeautifulSoup(client.get("/kk/parties/alpha/").content, "html5lib")
    alternates = {link["hreflang"]: link["href"] for link in soup.select("link[rel=alternate][hreflang]")}
    assert alternates == {
        "en": "http://testserver/parties/alpha/",
        "kk": "http://testserver/kk/parties/alpha/",
        "ru": "http://testserver/ru/parties/alpha/",
        "x-default": "http://testserver/parties/alpha/",
    }


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("changes/", "Alpha"),
        ("", "Alpha"),
        ("parties/alpha/history/", "Alpha"),
        ("parties/?view=cards", "What it is"),
        ("parties/?view=table", "What it is"),
        ("search/?q=alpha", "What it is"),
        ("parties/alpha/compare/0/{number}/", "What it is"),
        ("parties/alpha/", "Congress"),
    ],
)
def test_words_in_another_language_say_which(number, client, address, words):
    party = Party.objects.get()
    party.short_description = "What it is"
    party.save()
    event = Event.objects.create(slug="e", title="Congress", date="2022-09-24", status=Status.PUBLISHED)
    Participant.objects.create(event=event, article=party)
    number = Revision.objects.latest("number").number
    page = BeautifulSoup(client.get(f"/kk/{address.format(number=number)}").content, "html5lib").main
    said = [text.parent for text in page.find_all(string=lambda text: words in text)]
    assert said
    assert [str(tag) for tag in said if not (tag.find_parent(lang="en") or tag.get("lang") == "en")] == []
