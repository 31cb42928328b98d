"""A reader sees which words changed; both texts can be read from the pieces to the character."""

import gzip
import json
import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.diff.words import Piece, reconstruct, word_differences
from tests.places import SHARED

PAIRS = SHARED / "revisions" / "revision_pairs.jsonl.gz"

awkward = st.text(
    st.sampled_from("aбӘ1_ .,—«»\n\r\t\u00a0\u202f\u2028\u200d\u200c\u0301\u064b\ufe0f\u05d0\u0627👩💻𝒳")
    | st.characters()
)


def shown(old: str, new: str) -> str:
    """The differences as wdiff prints them: [-removed-]{+added+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in word_differences(old, new))


# Words


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("слово", "слово", "слово"),
        ("", "слово", "{+слово+}"),
        ("слово", "", "[-слово-]"),
        ("Партия Нур Отан правит", "Партия Аманат правит", "Партия [-Нур Отан-]{+Аманат+} правит"),
        ("51 депутат", "98 депутатов", "[-51 депутат-]{+98 депутатов+}"),
        ("в 2007 году", "в 2011 году", "в [-2007-]{+2011+} году"),
        ("Жаңа Қазақстан", "Жаңа Қазақ", "Жаңа [-Қазақстан-]{+Қазақ+}"),
        ("حزب الشعب", "حزب العمال", "حزب [-الشعب-]{+العمال+}"),
        ("a, b", "a; b", "a[-,-]{+;+} b"),
        ("конец", "конец.", "конец{+.+}"),
        ("_word_", "*word*", "[-_-]{+*+}word[-_-]{+*+}"),
    ],
)
def test_words_numbers_and_signs_are_told_apart(old, new, expected):
    assert shown(old, new) == expected


def test_a_no_break_space_is_told_from_a_space():
    assert word_differences("12 000", "12\u00a0000") == (
        Piece("same", "12"),
        Piece("removed", " "),
        Piece("added", "\u00a0"),
        Piece("same", "000"),
    )


def test_a_no_break_space_beside_a_space_is_a_sign_of_its_own():
    assert shown("a \u00a0 b", "a  b") == "a[- \u00a0 -]{+  +}b"
    assert shown("a\u00a0\u00a0b", "a\u00a0b") == "a\u00a0[-\u00a0-]b"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("и\u0306", "й"),
        ("cafe\u0301", "cafe"),
        ("कि", "की"),
        ("مُحَمَّد", "محمد"),
        ("👩\u200d💻", "👩\u200d🔬"),
        ("☎\ufe0f", "☎"),
    ],
)
def test_a_sign_is_never_cut_from_its_marks(old, new):
    assert shown(f"x {old} y", f"x {new} y") == f"x [-{old}-]{{+{new}+}} y"


def test_line_breaks_hold_the_texts_side_by_side():
    assert shown("one\ntwo\nthree\n", "uno\ndue\nthree\n") == "[-one-]{+uno+}\n[-two-]{+due+}\nthree\n"


def test_a_line_break_that_became_a_space_is_told():
    assert shown("one\ntwo", "one two") == "one[-\n-]{+ +}two"


# Easy to read


def test_a_rewritten_sentence_is_one_change_not_confetti():
    old = "Партия выступает за союз и против налогов"
    new = "Движение требует автономии, свободы печати и отмены всех пошлин"
    assert shown(f"До. {old}. После.", f"До. {new}. После.") == f"До. [-{old}-]{{+{new}+}}. После."


def test_a_word_that_stayed_between_two_changed_ones_is_still_the_same():
    assert shown("красный большой дом", "синий большой сад") == "[-красный-]{+синий+} большой [-дом-]{+сад+}"


def test_quotation_marks_put_around_words_remove_nothing():
    assert shown("Ак жол Ауыл", "«Ак жол» «Ауыл»") == "{+«+}Ак жол{+»+} {+«+}Ауыл{+»+}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A b. C d.", "A b. C x. C d.", "A b. {+C x. +}C d."),
        ("A b. C x. C d.", "A b. C d.", "A b. [-C x. -]C d."),
        ("a c", "a b c", "a {+b +}c"),
        ("one\n\ntwo\n", "one\n\nmid\n\ntwo\n", "one\n\n{+mid\n\n+}two\n"),
        ("- a x\n- a z\n", "- a x\n- a y\n- a z\n", "- a x\n{+- a y\n+}- a z\n"),
    ],
)
def test_what_was_added_or_removed_begins_where_a_reader_would_begin(old, new, expected):
    assert shown(old, new) == expected


def test_what_is_removed_stands_before_what_came_for_it():
    pieces = word_differences("a b c d e f", "a x c d y f")
    assert [piece.kind for piece in pieces] == ["same", "removed", "added", "same", "removed", "added", "same"]


# Nothing is lost


@given(awkward, awkward)
@example("a\r\nb", "a\nb")
@example("\u0301", "")
@example("a\u200d", "a\u200d ")
@example("]^-\\", "[")
@example("\ud800", "a\ud800")
def test_both_texts_are_read_from_the_pieces_to_the_character(old, new):
    pieces = word_differences(old, new)
    assert reconstruct(pieces) == (old, new)
    assert all(piece.text for piece in pieces)


@given(st.lists(st.sampled_from(["и", "слово", "дом", " ", " ", ",", ".", "\n", "«"]), max_size=80), st.randoms())
def test_pieces_of_one_place_stand_together_and_removed_ones_first(tokens: list[str], chance: random.Random):
    edited = [token for token in tokens if chance.random() < 0.8] + chance.choices(tokens or ["x"], k=5)
    pieces = word_differences("".join(tokens), "".join(edited))
    assert reconstruct(pieces) == ("".join(tokens), "".join(edited))
    kinds = [piece.kind for piece in pieces]
    assert all(pair in ORDERLY for pair in pairwise(kinds))


ORDERLY = {("same", "removed"), ("same", "added"), ("removed", "added"), ("removed", "same"), ("added", "same")}


@pytest.mark.slow
@pytest.mark.skipif(not PAIRS.exists(), reason="needs the shared revision pairs")
def test_real_revisions_are_read_back_exactly_both_ways():
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    assert pairs
    for pair in pairs:
        old, new = pair["old"], pair["new"]
        assert reconstruct(word_differences(old, new)) == (old, new)
        assert reconstruct(word_differences(new, old)) == (new, old)
