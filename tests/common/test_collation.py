"""The order of words in a language's own alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.collation import KAZAKH, RUSSIAN, sort_key


def in_order(language: str, words: list[str]) -> bool:
    return sorted(words, key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize(("language", "letters", "count"), [("kk", KAZAKH, 42), ("ru", RUSSIAN, 33)])
def test_an_alphabet_has_all_its_letters_in_its_order(language, letters, count):
    assert len(set(letters)) == len(letters) == count
    assert in_order(language, list(letters))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ["Ақ жол", "Асар", "Әділет", "Бірлік"]),
        ("kk", ["Отан", "Өрлеу", "Ұлт", "Үміт", "Халық"]),
        ("kk", ["Ы", "І", "Э", "Amanat"]),
        ("ru", ["ёж", "жук", "Amanat"]),
        ("ru", ["Ак жол", "Аманат", "«Ауыл»"]),
        ("en", ["Adal", "Ämirtai", "Aq Jol", "Zhol", "Әділет"]),
        ("en", ["Election 2", "Election 10", "election 2023"]),
        ("kk", ["2007 сайлау", "2021 сайлау", "Сайлау"]),
    ],
)
def test_words_stand_as_in_a_dictionary(language, words):
    assert in_order(language, words)


@given(st.lists(st.text(max_size=12), max_size=6), st.sampled_from(["en", "kk", "ru"]))
def test_any_texts_have_an_order(texts, language):
    keys = [sort_key(text, language) for text in texts]
    assert sorted(keys) == sorted(sorted(keys, reverse=True))
