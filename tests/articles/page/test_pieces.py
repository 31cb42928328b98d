"""A page is a list: its order is what the list says, and a list names what there is."""

from dataclasses import replace

import pytest

from articles.checks import page_orders
from articles.page.build import build_page
from articles.page.pieces import infobox_rows, orders, sections
from parties.models import Party
from revisions.moments import Present


@pytest.fixture
def party(db) -> Party:
    return Party.objects.create(
        slug="baytaq", title="Baytaq", status="published", founded="2022", slogan="Clean air", country="KZ"
    )


def labels() -> list[str]:
    page = build_page(Present(), Party, "baytaq")
    assert page is not None
    return [row.label for row in page.infobox]


def test_moving_a_line_of_the_list_moves_the_row_on_the_page(party, monkeypatch):
    assert labels() == ["Founded", "Slogan"]
    first = ("colours and slogan", "party", "statements", "seats")
    monkeypatch.setitem(orders, "party", replace(orders["party"], infobox=first))
    assert labels() == ["Slogan", "Founded"]


def test_a_line_that_is_taken_out_takes_its_row_out(party, monkeypatch):
    monkeypatch.setitem(orders, "party", replace(orders["party"], infobox=("party",)))
    assert labels() == ["Founded"]


def test_the_lists_as_they_stand_are_whole():
    assert page_orders(None) == []


def test_an_unknown_name_fails_the_check(monkeypatch):
    named = replace(orders["party"], sections=(*orders["party"].sections, "horoscope"))
    monkeypatch.setitem(orders, "party", named)
    [error] = page_orders(None)
    assert (error.id, error.msg) == ("articles.E002", "No piece of sections has the name “horoscope”.")


def test_a_piece_on_no_list_fails_the_check(monkeypatch):
    monkeypatch.setitem(infobox_rows, "horoscope", infobox_rows["party"])
    [error] = page_orders(None)
    assert (error.id, error.msg) == ("articles.E003", "“horoscope” stands on no list of infobox.")


def test_a_kind_without_an_order_fails_the_check(monkeypatch):
    monkeypatch.delitem(orders, "event")
    assert "articles.E001" in {error.id for error in page_orders(None)}


def test_pieces_with_one_read_share_its_rows():
    assert sections["leadership"].read is infobox_rows["party"].read
