"""A work in the words of each style; whatever its title holds."""

import pytest

from citations.records import AuthorName, SourceRecord
from citations.styles import STYLES, cited

RECORD = SourceRecord(
    key="baytaq-57",
    type="webpage",
    title="Baytaq Green Party",
    language="en",
    container_title="Baytaq",
    issued="2026-11-24",
    accessed="2026-11-25",
    url="https://e.org/parties/baytaq/revisions/57/",
    authors=(AuthorName(literal="Authors of Baytaq"),),
)


def words(language: str = "en", record: SourceRecord = RECORD) -> dict[str, str]:
    return {found.style: found.text for found in cited(record, "57", language)}


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (
            "APA",
            "Authors of Baytaq. (2026, November 24). Baytaq Green Party. Baytaq. "
            "https://e.org/parties/baytaq/revisions/57/",
        ),
        (
            "Chicago",
            "Authors of Baytaq. 2026. ‘Baytaq Green Party’. Version 57. Baytaq, November 24. "
            "https://e.org/parties/baytaq/revisions/57/.",
        ),
        (
            "MLA",
            "Authors of Baytaq. ‘Baytaq Green Party’. Baytaq, Version 57, 24 Nov. 2026, "
            "https://e.org/parties/baytaq/revisions/57/.",
        ),
        (
            "ГОСТ Р 7.0.5–2008",
            "Authors of Baytaq. Baytaq Green Party [Электронный ресурс]. "
            "URL: https://e.org/parties/baytaq/revisions/57/ (дата обращения: 25.11.2026).",
        ),
    ],
)
def test_each_style_has_its_own_words(style, text):
    assert words()[style] == text


def test_bibtex_has_the_permanent_address_and_both_dates():
    code = words()["BibTeX"]
    assert "@online{baytaq-57," in code
    assert "https://e.org/parties/baytaq/revisions/57/" in code
    assert "2026-11-24" in code and "2026-11-25" in code


def test_a_russian_reader_gets_russian_words():
    assert "Версия 57" in words("ru")["MLA"]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "<i>x</i> & {y} $1 \\z", "{{ x }}{% y %}", "ж" * 10_000, "«Байтақ» [1]"]
)
def test_a_hostile_title_comes_out_as_plain_text(title, language):
    record = SourceRecord(**{**vars(RECORD), "title": title})
    texts = words(language, record)
    assert all(title.casefold() in texts[style].casefold() for style in STYLES)  # styles capitalise
