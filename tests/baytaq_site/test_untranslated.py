"""No public page in Kazakh or Russian says in English what the catalogues can say in the reader's language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag
from django.db import connection

from tests.whole_pages import chosen_pages, pages_of_history, ways_on

pytestmark = pytest.mark.first_database

DATA = (  # what editors wrote, and happens to be a text of the interface too
    "SELECT DISTINCT category FROM parties_event",
    "SELECT title FROM citations_citation",
)
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")


def query(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.fixture(scope="module")
def english() -> dict[str, set[str]]:
    """By language: the texts of the catalogue that differ from their translation, with the first letter either way."""
    found = {}
    for language in ("kk", "ru"):
        with Path(f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
            messages = [message for message in read_po(file) if isinstance(message.id, str) and message.id]
        texts = {message.id for message in messages if message.id != message.string and "%" not in message.id}
        found[language] = texts | {text[:1].upper() + text[1:] for text in texts}
    return found


def said(soup: BeautifulSoup) -> Iterator[str]:
    """Every text and spoken attribute of a page, but what is marked as English, and what rows and sources say."""
    for tag in soup.find_all(True):
        if _is_foreign(tag):
            continue
        yield from (str(tag[name]).strip() for name in ATTRIBUTES if tag.has_attr(name))
        yield from (text.strip() for text in tag.find_all(string=True, recursive=False) if text.strip())


def _is_foreign(tag: Tag) -> bool:
    own = [tag, *tag.parents]
    return any(
        one.name in ("script", "style", "dd", "td", "q")
        or one.get("lang", "").startswith("en")
        or "reference" in one.get("class", ())
        or "after" in one.get("class", ())
        for one in own
        if isinstance(one, Tag)
    )


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_page_says_in_english_what_can_be_said(demo, client, english, language):
    data = {words for sql in DATA for (words,) in query(sql)}
    found = []
    for address in (*chosen_pages(query), *pages_of_history(query), *ways_on(query)):
        response = client.get(f"/{language}{address}")
        soup = BeautifulSoup(response.content, "html5lib")
        assert soup.html["lang"] == language
        found += [(address, text) for text in said(soup) if text in english[language] - data]
    assert "\n".join(f"{address}: {text}" for address, text in found) == ""
