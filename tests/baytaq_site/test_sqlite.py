"""Searches fold case as Unicode does, and take % and _ for what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baytaq_site.sqlite import unicode_like
from citations.models import Citation
from revisions.tracking.recording import recording

TITLES = ["Азаттық радиосы", "ҚАЗАҚСТАН", "100% of votes", "1000 of votes", "a_b", "axb", "back\\slash", "Straße"]


@pytest.fixture
def sources(db) -> None:
    with recording():
        for number, title in enumerate(TITLES):
            Citation.objects.create(key=f"k{number}", title=title)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("азаттық", ["Азаттық радиосы"]),
        ("АЗАТТЫҚ", ["Азаттық радиосы"]),
        ("қазақстан", ["ҚАЗАҚСТАН"]),
        ("тық рад", ["Азаттық радиосы"]),
        ("100%", ["100% of votes"]),
        ("%", ["100% of votes"]),
        ("a_b", ["a_b"]),
        ("A_B", ["a_b"]),
        ("_", ["a_b"]),
        ("\\", ["back\\slash"]),
        ("nowhere", []),
    ],
)
def test_a_search_finds_what_contains_the_words_in_any_case(sources, words, expected):
    assert list(Citation.objects.filter(title__icontains=words).values_list("title", flat=True)) == expected


@pytest.mark.parametrize(
    ("lookup", "words"), [("istartswith", "аЗАТ"), ("iendswith", "РАДИОСЫ"), ("iexact", "АЗАТТЫҚ РАДИОСЫ")]
)
def test_the_other_lookups_fold_case_too(sources, lookup, words):
    assert Citation.objects.get(**{f"title__{lookup}": words}).title == "Азаттық радиосы"


def test_nothing_is_like_null():
    assert unicode_like(None, "x") is unicode_like("x", None) is None


@pytest.mark.parametrize(
    ("pattern", "value", "like"),
    [
        ("a%", "abc", True),
        ("a%", "xabc", False),
        ("%c", "abc", True),
        ("a_c", "abc", True),
        ("a_c", "abbc", False),
        ("a%c", "a\nb\nc", True),
        ("Ә", "ә", True),
        ("STRASSE", "Straße", True),
        ("a.c", "abc", False),
        ("[ab]", "a", False),
        ("5", 5, True),
    ],
)
def test_a_pattern_is_matched_as_sql_matches_it(pattern, value, like):
    assert unicode_like(pattern, value) is like


@pytest.mark.parametrize(("pattern", "like"), [("a\\%", "a%"), ("a\\_", "a_"), ("a\\\\", "a\\")])
def test_an_escaped_character_is_itself(pattern, like):
    assert unicode_like(pattern, like, "\\") is True
    assert unicode_like(pattern, "ab", "\\") is False


@given(st.text(), st.text())
def test_a_text_contains_its_own_part_in_any_case(before, part):
    escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    assert unicode_like(f"%{escaped}%", before + part + before, "\\")
    assert unicode_like(f"%{escaped}%", before + part.casefold() + before, "\\")


@given(st.text("ab%_\\", max_size=12), st.text("ab%_\\\n", max_size=12))
def test_any_pattern_is_answered(pattern, value):
    assert unicode_like(pattern, value, "\\") in (True, False)
