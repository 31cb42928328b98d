"""Spellings of a word fold alike; any text folds to ASCII words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.folding import LONGEST, errors, fold, fold_word, fold_words


@pytest.mark.parametrize(
    "spellings",
    [
        ["Байтақ", "Байтак", "Baytaq", "Baitaq", "Baitak", "BAYTAQ", "Ваytaq".replace("В", "B")],
        ["Ämirtai", "Amirtay", "Амиртай", "Әміртай", "Amirtai"],
        ["Жақсы", "Jaqsy", "Zhaqsy"],
        ["Хахазов", "Khakhazov", "Hahazov"],
        ["Аmanat", "Amanat", "Аманат"],  # the first letter of the first one is Cyrillic
        ["Яковлева", "Yakovleva", "Iakovleva"],
    ],
)
def test_spellings_of_one_word_fold_alike(spellings):
    assert len({fold_word(word) for word in spellings}) == 1


def test_marks_and_signs_are_no_words():
    assert fold_words("«Байтақ» — party, 2023!") == ["baitak", "parti", "2023"]


@given(st.text(max_size=200))
def test_any_text_folds_to_short_ascii_words(text):
    assert all(re.fullmatch(r"[a-z0-9]+", word) and len(word) <= LONGEST for word in fold_words(text))


@given(st.text(max_size=60))
def test_folding_what_is_folded_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text("abcdefgh", min_size=5, max_size=12), st.data())
def test_words_that_are_one_error_apart_share_a_spelling(word, data):
    place = data.draw(st.integers(0, len(word) - 2))
    kind = data.draw(st.sampled_from(["left out", "exchanged", "another"]))
    other = {
        "left out": word[:place] + word[place + 1 :],
        "exchanged": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        "another": word[:place] + "z" + word[place + 1 :],
    }[kind]
    assert set(errors(word)) & set(errors(other))


def test_letters_that_come_together_by_folding_fold_too():
    assert fold_word("QH") == fold_word("kh") == "h"
