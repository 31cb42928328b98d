"""Numbers of references and letters of notes: in order of first use, reused, every mark and its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.prose.reference_numbers import Footnotes, letters

keys = st.lists(st.sampled_from(["a", "b", "c-2022", "d.1", "e_2"]) | st.text(min_size=1, max_size=5), max_size=60)


def test_a_source_gets_its_number_where_it_is_first_marked():
    footnotes = Footnotes()
    assert [footnotes.cite(key).label for key in ("late", "early", "late", "third")] == ["1", "2", "1", "3"]


def test_references_stand_in_order_of_first_use():
    footnotes = Footnotes()
    for key in ("b", "a", "b", "c"):
        footnotes.cite(key)
    assert [(found.key, found.label, found.uses) for found in footnotes.references] == [
        ("b", "1", 2),
        ("a", "2", 1),
        ("c", "3", 1),
    ]


def test_anchors_are_those_of_mediawiki():
    footnotes = Footnotes()
    assert [footnotes.cite("a").anchor for _ in range(3)] == ["cite_ref-1-0", "cite_ref-1-1", "cite_ref-1-2"]
    assert footnotes.references[0].anchor == "cite_note-1"


def test_a_note_has_a_letter_and_the_anchors_of_its_letter():
    footnotes = Footnotes()
    footnotes.note("first")
    assert footnotes.note("second").anchor == "cite_ref-b-0"
    assert [(note.label, note.anchor) for note in footnotes.notes] == [("a", "cite_note-a"), ("b", "cite_note-b")]


def test_references_and_notes_are_counted_apart():
    footnotes = Footnotes()
    assert (footnotes.note("same").label, footnotes.cite("same").label) == ("a", "1")


def test_the_only_mark_of_a_reference_is_reached_by_a_link_without_a_letter():
    footnotes = Footnotes()
    footnotes.cite("a")
    (back,) = footnotes.references[0].back_links
    assert (back.anchor, back.letter) == ("cite_ref-1-0", "")


def test_several_marks_are_reached_by_letters():
    footnotes = Footnotes()
    for _ in range(28):
        footnotes.cite("a")
    found = [back.letter for back in footnotes.references[0].back_links]
    assert (found[0], found[1], found[25], found[26], found[27]) == ("a", "b", "z", "aa", "ab")


def test_a_mark_is_a_link_in_brackets_that_carries_its_anchor():
    footnotes = Footnotes()
    footnotes.cite("a")
    html = footnotes.cite("a").html
    assert html == '<sup class="mark" id="cite_ref-1-1"><a href="#cite_note-1">[1]</a></sup>'


def test_nothing_marked_is_nothing_to_list():
    assert Footnotes().references == Footnotes().notes == ()


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (702, "zz"), (703, "aaa")]
)
def test_letters_go_on_after_z(number, expected):
    assert letters(number) == expected


@given(keys)
def test_every_mark_is_among_the_back_links_of_its_reference(used):
    footnotes = Footnotes()
    marks = [(key, footnotes.cite(key)) for key in used]
    back = {found.key: [link.anchor for link in found.back_links] for found in footnotes.references}
    assert all(mark.anchor in back[key] for key, mark in marks)
    assert sum(len(anchors) for anchors in back.values()) == len(marks)


@given(keys)
def test_no_anchor_stands_twice(used):
    footnotes = Footnotes()
    anchors = [mark.anchor for key in used for mark in (footnotes.cite(key), footnotes.note(key))]
    assert len(anchors) == len(set(anchors))


@given(keys)
def test_labels_are_counted_without_gaps(used):
    footnotes = Footnotes()
    for key in used:
        footnotes.cite(key)
        footnotes.note(key)
    different = len(set(used))
    assert [found.label for found in footnotes.references] == [str(n) for n in range(1, different + 1)]
    assert [found.label for found in footnotes.notes] == [letters(n) for n in range(1, different + 1)]


@given(st.integers(1, 100_000))
def test_letters_are_unique_and_in_order(number):
    here, after = letters(number), letters(number + 1)
    assert (len(here), here) < (len(after), after)


@given(keys)
def test_every_mark_has_its_way_back_and_every_way_back_its_mark(found):
    footnotes = Footnotes()
    anchors = [footnotes.cite(key).anchor for key in found]
    back = [link.anchor for reference in footnotes.references for link in reference.back_links]
    assert sorted(anchors) == sorted(back)
    assert len(set(anchors)) == len(anchors)


@given(st.integers(1, 20_000))
def test_letters_are_counted_without_a_gap_past_z(number):
    def value(word: str) -> int:
        return 0 if not word else value(word[:-1]) * 26 + ord(word[-1]) - ord("a") + 1

    assert value(letters(number)) == number


def test_a_thousand_references_used_a_thousand_times_are_numbered_in_one_pass():
    footnotes = Footnotes()
    for turn in range(3):
        for number in range(1000):
            mark = footnotes.cite(f"key-{number}")
            assert (mark.label, mark.use) == (str(number + 1), turn)
    assert [found.label for found in footnotes.references] == [str(number) for number in range(1, 1001)]
    assert {found.uses for found in footnotes.references} == {3}
