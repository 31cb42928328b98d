"""Three versions of a text: different lines go together, the same line overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from common.diff.merge3 import merge_lines

BASE = "one\ntwo\nthree\nfour"
texts = st.lists(st.sampled_from(["a", "b", "c", "", "д"]), max_size=8).map("\n".join)


def test_edits_of_different_lines_go_together() -> None:
    assert merge_lines(BASE, "ONE\ntwo\nthree\nfour", "one\ntwo\nthree\nFOUR") == "ONE\ntwo\nthree\nFOUR"


def test_edits_of_neighbouring_lines_go_together() -> None:
    assert merge_lines(BASE, "one\nTWO\nthree\nfour", "one\ntwo\nTHREE\nfour") == "one\nTWO\nTHREE\nfour"


def test_edits_of_one_line_overlap() -> None:
    assert merge_lines(BASE, "one\nTWO\nthree\nfour", "one\n2\nthree\nfour") is None


def test_the_same_edit_by_both_is_made_once() -> None:
    assert merge_lines(BASE, "one\nTWO\nthree\nfour", "one\nTWO\nthree\nfour") == "one\nTWO\nthree\nfour"


def test_a_line_deleted_by_one_and_edited_by_the_other_overlaps() -> None:
    assert merge_lines(BASE, "one\nthree\nfour", "one\n2\nthree\nfour") is None


def test_an_insertion_beside_an_edited_line_goes_in() -> None:
    assert merge_lines(BASE, "one\nmore\ntwo\nthree\nfour", "one\n2\nthree\nfour") == "one\nmore\n2\nthree\nfour"


def test_two_insertions_at_one_place_overlap() -> None:
    assert merge_lines(BASE, f"{BASE}\nmine", f"{BASE}\ntheirs") is None


def test_an_appended_line_and_a_first_line_go_together() -> None:
    assert merge_lines(BASE, f"{BASE}\nlast", f"first\n{BASE}") == f"first\n{BASE}\nlast"


def test_no_break_spaces_and_carriage_returns_stay() -> None:
    assert merge_lines("a\nb", "a\u00a0a\nb", "a\nb\r") == "a\u00a0a\nb\r"


@given(texts, texts)
def test_what_only_one_changed_is_taken(base: str, other: str) -> None:
    assert merge_lines(base, other, base) == other
    assert merge_lines(base, base, other) == other
    assert merge_lines(base, other, other) == other


@given(texts, texts, texts)
def test_it_does_not_matter_who_came_first(base: str, mine: str, theirs: str) -> None:
    assert merge_lines(base, mine, theirs) == merge_lines(base, theirs, mine)
