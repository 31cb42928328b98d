"""The line by which search engines and shared links describe a page."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Status
from articles.page.facts import Fact, Text
from articles.page.head import describe
from articles.page.page import InfoboxRow
from parties.models import Party

ROWS = (InfoboxRow("Founded", (Fact((Text("2022"),)),)), InfoboxRow("Slogan", (Fact((Text("Forward"),)),)))


@pytest.mark.parametrize(
    ("short", "prose", "words"),
    [
        ("A party", ("The lead.",), "A party"),
        ("", ("**Alpha**[^a] is [[x|a party]].[@k]\n\n[^a]: A note.", ""), "Alpha is a party."),
        ("", ("", "## History\n\nIt began."), "It began."),
        ("", ("", ""), "Founded: 2022; Slogan: Forward"),
    ],
)
def test_the_first_words_that_say_something_describe_a_page(short, prose, words):
    assert describe(short, prose, ROWS) == words


def test_a_long_text_is_cut():
    assert len(describe("", ("word " * 100,), ())) == 160


def test_nothing_describes_nothing():
    assert describe("", ("", ""), ()) == ""


def test_the_head_of_a_page_says_it(db, client):
    Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, lead='The "lead".')
    head = BeautifulSoup(client.get("/parties/alpha/").content, "html5lib").head
    assert head.select_one("meta[name=description]")["content"] == 'The "lead".'
    assert head.select_one("meta[property='og:description']")["content"] == 'The "lead".'
