"""The words of references in the languages of pages."""

import pytest

from citations.terms import TERMS, language_name, terms_of


@pytest.mark.parametrize(
    ("language", "terms"), [("ru", "ru"), ("kk-Cyrl", "kk"), ("kk-Latn", "kk"), ("de", "en"), ("", "en")]
)
def test_a_page_in_another_language_gets_english_words(language, terms):
    assert terms_of(language) is TERMS[terms]


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("kk-Cyrl", "ru", "казахский"),
        ("ru", "kk", "орыс тілі"),
        ("ru", "en", "Russian"),
        ("ru", "de", "Russian"),
        ("qqq-Cyrl", "en", "qqq-Cyrl"),
        ("", "en", ""),
    ],
)
def test_a_language_is_named_in_the_language_of_the_page(tag, language, name):
    assert language_name(tag, language) == name
