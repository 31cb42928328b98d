"""Tables are ordered by their address, and say so."""

import pytest
from django.core.exceptions import BadRequest

from articles.page.page import Column
from articles.page.sorting import Order, ordered, sortable

ORDERS = [Order("votes", lambda row: row)]


def test_without_a_wish_rows_stay_as_they_are():
    assert ordered([2, 3, 1], ORDERS, {}) == [2, 3, 1]


@pytest.mark.parametrize(("wish", "expected"), [("votes", [1, 2, 3, None]), ("-votes", [3, 2, 1, None])])
def test_unknown_values_come_last_either_way(wish, expected):
    assert ordered([2, None, 3, 1], ORDERS, {"sort": wish}) == expected


@pytest.mark.parametrize("wish", ["seats", "-", "--votes", "votes;"])
def test_an_order_that_the_table_has_not_is_a_bad_request(wish):
    with pytest.raises(BadRequest):
        ordered([1], ORDERS, {"sort": wish})


def test_a_head_leads_to_its_order_and_back_and_keeps_what_else_is_asked():
    column = Column("Votes", numeric=True)
    first = sortable(column, "votes", {"method": "dhondt"}, "Results")
    assert (first.sort_url, first.direction) == ("?method=dhondt&sort=-votes#Results", "")
    second = sortable(column, "votes", {"sort": "-votes"}, "Results")
    assert (second.sort_url, second.direction) == ("?sort=votes#Results", "descending")


def test_words_begin_with_the_first_letter():
    assert sortable(Column("Party"), "party", {}, "R").sort_url == "?sort=party#R"
