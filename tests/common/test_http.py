"""Numbers in addresses: what spells one, what is refused, and how a list's page is asked for."""

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404

from common.http import LARGEST, PAGES, neighbours, number_in, number_or_404, page_in, page_of, page_or_first

NO_NUMBERS = ("", " ", "x", "-1", "+1", " 1", "1 ", "2.5", "1e3", "٣", "²", "1\0", "\0", "9" * 19, "9" * 5000)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), (str(LARGEST), LARGEST)])
def test_ascii_digits_spell_a_number(text, number):
    assert number_in(text) == number == number_or_404(text)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_all_else_spells_none(text):
    assert number_in(text) is None
    with pytest.raises(Http404):
        number_or_404(text)


def test_a_number_has_a_bound():
    assert (number_in("50", 50), number_in("51", 50)) == (50, None)


@pytest.mark.parametrize(("query", "page"), [({}, 1), ({"page": ""}, 1), ({"page": "2"}, 2), ({"page": "x"}, None)])
def test_a_page_is_the_first_where_none_is_said(query, page):
    assert page_or_first(query) == (page or 1)
    if page is not None:
        assert page_in(query) == page


@pytest.mark.parametrize("text", ["0", str(PAGES + 1), *filter(None, NO_NUMBERS)])
def test_what_is_no_page_is_refused_or_the_first(text):
    assert page_or_first({"page": text}) == 1
    with pytest.raises(BadRequest):
        page_in({"page": text})


def test_a_list_may_have_fewer_pages():
    assert page_in({"page": "50"}, 50) == 50
    with pytest.raises(BadRequest):
        page_in({"page": "51"}, 50)


def test_pages_lead_to_each_other_and_keep_what_is_asked():
    asked = {"kind": "party", "sort": ""}
    found = [page_of([*"abcde"], 2, number) for number in (1, 2, 3, 4)]
    assert ["".join(page) for page in found] == ["ab", "cd", "e", ""]
    assert [neighbours(page, asked) for page in found] == [
        ("", "?kind=party&page=2"),
        ("?kind=party", "?kind=party&page=3"),
        ("?kind=party&page=2", ""),
        ("?kind=party&page=3", ""),
    ]


def test_nothing_has_one_page():
    assert [neighbours(page_of([], 2, number), {}) for number in (1, 2)] == [("", ""), ("", "")]
