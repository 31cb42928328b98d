"""Keys suggested for new sources: short, Latin, of the outlet and the date, and nobody else's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.grammar import KEY
from citations.pasting.keys import LONGEST, suggest_key
from citations.records import AuthorName, SourceRecord


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"container_title": "Азаттық", "issued": "2022-11-30"}, "azattyq-2022-11-30"),
        ({"container_title": "The Astana Times", "issued": "2022-12"}, "the-astana-times-2022-12"),
        ({"url": "https://www.vlast.kz/x", "title": "Бойкот отменен"}, "vlast-boykot-otmenen"),
        ({"authors": (AuthorName("Nohlen", "Dieter"),), "issued": "2001", "title": "Elections"}, "nohlen-2001"),
        ({"title": "The Results of an Election"}, "results-election"),
        ({"key": "smith2020", "title": "T"}, "smith2020"),
        ({}, "source"),
    ],
)
def test_a_key_says_where_from_and_when(values, key):
    assert suggest_key(SourceRecord(**values), ()) == key


def test_a_taken_key_gets_a_number():
    record = SourceRecord(container_title="Vlast", issued="2022")
    assert suggest_key(record, {"vlast-2022", "vlast-2022-2"}) == "vlast-2022-3"


@given(st.text(max_size=200), st.text(max_size=100), st.text(max_size=60), st.sampled_from(["", "2022", "2022-12-01"]))
def test_any_source_gets_a_key_that_is_one(title, outlet, own, issued):
    record = SourceRecord(key=own, title=title, container_title=outlet, issued=issued)
    first = suggest_key(record, ())
    second = suggest_key(record, {first})
    for key in (first, second):
        assert re.fullmatch(KEY, key) and len(key) <= LONGEST
    assert first != second
