"""Asking the pages of pasted addresses: what they say fills the record, and what cannot be asked stays as it was."""

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from citations.pasting.ask_pages import ask_pages
from citations.pasting.read import read_paste
from tests.citations.listening import HERE, Listener, limits

PAGE = """<!DOCTYPE html><html lang="ru"><head><title>Съезд партии | Газета</title>
<meta property="og:title" content="Съезд партии «Байтак»"><meta property="og:site_name" content="Газета">
<meta property="article:published_time" content="2023-02-04T10:00:00Z"><meta name="author" content="Сания Тойкен">
</head><body></body></html>"""


def answer(body: bytes, head: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def asked(listener: Listener, reply: bytes):
    listener.answer = reply
    paste = read_paste(f"http://paper.example:{listener.port}/story?id=5")
    [found] = ask_pages(paste, HERE, limits(listener)).sources
    return found.understood


def test_a_page_says_what_it_is(listener):
    record = asked(listener, answer(PAGE.encode())).record
    assert (record.title, record.container_title, record.issued) == ("Съезд партии «Байтак»", "Газета", "2023-02-04")
    assert (record.language, [author.text for author in record.authors]) == ("ru", ["Сания Тойкен"])
    assert record.url.endswith("/story?id=5")


@pytest.mark.parametrize("head", ["text/html; charset=windows-1251", "text/html"])
def test_a_page_in_its_own_character_set_is_read(listener, head):
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').encode("windows-1251")
    assert asked(listener, answer(page, head)).record.title == "Съезд партии «Байтак»"


@pytest.mark.parametrize("charset", ["nonsense", "", "\"'", "idna", "rot13", "hex", "punycode"])
def test_a_character_set_that_is_none_stops_nothing(listener, charset):
    assert asked(listener, answer(PAGE.encode(), f"text/html; charset={charset}")).record.url


@pytest.mark.parametrize(
    ("reply", "because"),
    [
        (answer(b"gone", status="404 Not Found"), "404"),
        (answer(b"%PDF-1.4", "application/pdf"), "application/pdf"),
        (b"nonsense\r\n\r\n", "could not be asked"),
    ],
)
def test_what_cannot_be_asked_stays_an_address_and_says_why(listener, reply, because):
    understood = asked(listener, reply)
    assert understood.record.title == ""
    assert understood.record.url.endswith("/story?id=5")
    assert because in understood.left[0]


@pytest.mark.parametrize(
    ("language", "because"),
    [("kk", "сұралмады: Жауап коды: 404."), ("ru", "страница не прочитана: Ответ с кодом 404.")],
)
def test_why_a_page_was_not_asked_is_said_in_the_editors_language(listener, language, because):
    with override(language):
        assert asked(listener, answer(b"gone", status="404 Not Found")).left == (because,)


def test_a_private_address_is_not_asked(listener):
    paste = read_paste(f"http://127.0.0.1:{listener.port}/")
    [found] = ask_pages(paste, limits=limits(listener)).sources
    assert "not on the public network" in found.understood.left[0]
    assert listener.connections == 0


def test_what_is_known_already_is_not_asked(listener):
    paste = read_paste(f"@online{{k, title={{Known}}, url={{http://paper.example:{listener.port}/}}}}")
    assert ask_pages(paste, HERE, limits(listener)) == paste
    assert listener.connections == 0


@pytest.mark.parametrize("allowed", [True, False])
def test_the_box_offers_to_ask_only_where_the_site_may(client, db, settings, allowed):
    settings.FETCH_SOURCES = allowed
    client.force_login(User.objects.create_superuser("admin"))
    shown = client.get("/admin/citations/citation/paste/").content.decode()
    assert ('name="fetch"' in shown) is allowed


def test_by_default_nothing_is_asked(settings):
    assert settings.FETCH_SOURCES is False
