"""The catalogues hold every text of code and templates, in each language, with the same placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from django.conf import settings

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\))?[sd%]")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def catalogue(language: str) -> Catalog:
    with Path(f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def texts() -> set[tuple[str | None, str]]:
    """Context and text of everything that code and templates say."""
    with Path("babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(".", methods, options, KEYWORDS)
    return {(context, text if isinstance(text, str) else text[0]) for _, _, text, _, context in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str, texts: set[tuple[str | None, str]]) -> None:
    translated = {
        (message.context, message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogue(language)
        if message.id and all(message.string if isinstance(message.string, tuple) else (message.string,))
    }
    assert texts - translated == set()
    assert translated - texts == set(), "gone from code and templates: run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_placeholders_and_none_is_fuzzy(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set().union(*(PLACEHOLDER.findall(text) for text in originals))
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            assert set(PLACEHOLDER.findall(text)) == wanted, text
