"""References as printed, after Citation Style 1: what is known in its order, what is unknown not at all."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from citations.models import Author, Citation
from citations.references import Reference, author_name, differs, reference

NEWS = {
    "key": "azattyq-2022-12-26",
    "type": "article-newspaper",
    "title": "Байтақ партиясы",
    "language": "kk-Cyrl",
    "container_title": "Azattyq",
    "issued": "2022-12-26",
    "accessed": "2023-02-05",
    "url": "https://example.org/a",
}


def referred(*authors: Author, page_language: str = "en", **values: str) -> Reference:
    return reference(Citation(**(NEWS | values)), authors, page_language)


def html(found: Reference) -> str:
    return render_to_string("citations/_reference.html", {"reference": found})


def printed(*authors: Author, page_language: str = "en", **values: str) -> str:
    """The reference as a reader sees it."""
    text = strip_tags(html(referred(*authors, page_language=page_language, **values)))
    return text.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


AUTHOR = Author(family="Әміртаев", given="Азаматхан")


@pytest.mark.parametrize(
    ("authors", "values", "expected"),
    [
        pytest.param(
            [AUTHOR],
            {},
            'Әміртаев, Азаматхан (2022-12-26). "Байтақ партиясы". Azattyq (in Kazakh). Retrieved 2023-02-05.',
            id="author and date",
        ),
        pytest.param(
            [], {}, '"Байтақ партиясы". Azattyq (in Kazakh). 2022-12-26. Retrieved 2023-02-05.', id="no author"
        ),
        pytest.param(
            [AUTHOR],
            {"issued": ""},
            'Әміртаев, Азаматхан. "Байтақ партиясы". Azattyq (in Kazakh). Retrieved 2023-02-05.',
            id="no date",
        ),
        pytest.param(
            [], {"issued": "", "accessed": ""}, '"Байтақ партиясы". Azattyq (in Kazakh).', id="neither date nor author"
        ),
        pytest.param(
            [],
            {"container_title": ""},
            '"Байтақ партиясы" (in Kazakh). 2022-12-26. Retrieved 2023-02-05.',
            id="no container",
        ),
        pytest.param(
            [],
            {"container_title": "", "language": "", "issued": "", "accessed": ""},
            '"Байтақ партиясы".',
            id="title alone",
        ),
        pytest.param(
            [], {"language": "en"}, '"Байтақ партиясы". Azattyq. 2022-12-26. Retrieved 2023-02-05.', id="own language"
        ),
        pytest.param(
            [AUTHOR, Author(literal="Reuters")],
            {"accessed": ""},
            'Әміртаев, Азаматхан; Reuters (2022-12-26). "Байтақ партиясы". Azattyq (in Kazakh).',
            id="two authors",
        ),
        pytest.param(
            [],
            {"publisher": "RFE/RL", "accessed": "", "language": ""},
            '"Байтақ партиясы". Azattyq. RFE/RL. 2022-12-26.',
            id="publisher",
        ),
        pytest.param(
            [],
            {"publisher": "Azattyq", "accessed": "", "language": ""},
            '"Байтақ партиясы". Azattyq. 2022-12-26.',
            id="publisher that is the container",
        ),
        pytest.param(
            [],
            {"title_supplied": "from the address", "language": "", "accessed": "", "issued": ""},
            '"[Байтақ партиясы]". Azattyq.',
            id="supplied title",
        ),
        pytest.param(
            [],
            {"archive_url": "https://archive.example/a", "archived": "2023-01-01", "language": "", "issued": ""},
            '"Байтақ партиясы". Azattyq. Archived 2023-01-01. Retrieved 2023-02-05.',
            id="archived",
        ),
        pytest.param(
            [],
            {"archive_url": "https://archive.example/a", "language": "", "issued": "", "accessed": ""},
            '"Байтақ партиясы". Azattyq. Archived.',
            id="archived on an unknown day",
        ),
    ],
)
def test_what_is_known_is_printed_in_its_order(authors, values, expected):
    assert printed(*authors, **values) == expected


def test_a_book_has_no_quotation_marks_and_its_isbn():
    book = Citation(
        key="nohlen-2001",
        type="book",
        title="Elections in Asia",
        publisher="Oxford University Press",
        issued="2001",
        isbn="9780199249589",
        language="en",
    )
    authors = [Author(family="Nohlen", given="Dieter")]
    assert strip_tags(html(reference(book, authors, "en"))) == (
        "Nohlen, Dieter (2001). Elections in Asia. Oxford University Press. ISBN 9780199249589."
    )


@pytest.mark.parametrize("kind", ["report", "legislation", "legal_case"])
def test_whole_works_stand_without_quotation_marks(kind):
    assert not referred(type=kind).quoted


def test_an_article_of_a_journal_names_volume_issue_and_pages():
    found = referred(
        type="article-journal",
        container_title="Central Asian Survey",
        volume="4",
        issue="2",
        page="7–9",
        issued="",
        accessed="",
        language="",
        doi="10.1000/182",
        issn="0263-4937",
    )
    assert strip_tags(html(found)) == (
        '"Байтақ партиясы". Central Asian Survey 4 (2): pp. 7–9. DOI 10.1000/182. ISSN 0263-4937.'
    )


@pytest.mark.parametrize(
    ("values", "detail"),
    [
        ({"page": "4"}, "p. 4"),
        ({"page": "4–7"}, "pp. 4–7"),
        ({"page": "4, 9"}, "pp. 4, 9"),
        ({"volume": "12"}, "12"),
        ({"volume": "12", "page": "4"}, "12: p. 4"),
        ({"issue": "3", "volume": "12"}, "12 (3)"),
        ({}, ""),
    ],
)
def test_the_place_in_a_container_is_as_precise_as_known(values, detail):
    assert referred(**values).detail == detail


# Languages


@pytest.mark.parametrize(
    ("language", "page_language", "named"),
    [
        ("ru", "en", "(in Russian)"),
        ("kk-Cyrl", "en", "(in Kazakh)"),
        ("en", "ru", "(английский язык)"),
        ("ru", "de", "(in Russian)"),
        ("kk-Cyrl", "kk", ""),
        ("kk-Cyrl", "kk-Latn", ""),
        ("kk-Arab", "kk-Cyrl", ""),
        ("ru", "kk", "(орыс тілінде)"),
        ("en", "en", ""),
        ("en", "kk", "(ағылшын тілінде)"),
        ("", "en", ""),
    ],
)
def test_a_language_is_named_only_where_it_is_foreign_to_the_page(language, page_language, named):
    assert referred(language=language, page_language=page_language).in_language == named


def test_scripts_of_one_language_do_not_differ():
    assert not differs("kk-Cyrl", "kk-Latn")
    assert differs("kk", "ky")


# Names


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (Author(family="Әміртаев", given="Азаматхан"), "Әміртаев, Азаматхан"),
        (Author(family="Madonna"), "Madonna"),
        (Author(literal="Орталық сайлау комиссиясы"), "Орталық сайлау комиссиясы"),
    ],
)
def test_a_name_is_as_its_source_has_it(author, expected):
    assert author_name(author) == expected


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({}, "Azattyq, 2022-12-26"),
        ({"issued": ""}, "Azattyq"),
        ({"container_title": "", "publisher": "RFE/RL"}, "RFE/RL, 2022-12-26"),
        ({"container_title": ""}, "“Байтақ партиясы”"),
    ],
)
def test_a_source_is_called_by_its_outlet_and_date_else_by_its_title(values, name):
    assert referred(**values).name == name


def test_without_an_outlet_a_source_is_called_by_its_author():
    assert referred(AUTHOR, container_title="").name == "Әміртаев, Азаматхан, 2022-12-26"


@pytest.mark.parametrize(
    ("author", "values", "expected"),
    [
        (Author(family="Smith", given="J."), {"issued": ""}, 'Smith, J. "Байтақ партиясы". Azattyq.'),
        (Author(family="Smith", given="J."), {}, 'Smith, J. (2022-12-26). "Байтақ партиясы". Azattyq.'),
        (AUTHOR, {"issued": "", "container_title": "Acme Inc."}, 'Әміртаев, Азаматхан. "Байтақ партиясы". Acme Inc.'),
    ],
)
def test_a_full_stop_stands_once(author, values, expected):
    assert printed(author, accessed="", language="", **values) == expected


# Links and escaping


def test_the_title_leads_to_the_source_in_its_own_language():
    assert '<a class="external" href="https://example.org/a" rel="nofollow" lang="kk-Cyrl">' in html(referred())


def test_a_source_without_an_address_is_no_link():
    assert "<a" not in html(referred(url=""))


def test_an_archived_copy_is_linked():
    assert 'href="https://archive.example/a"' in html(referred(archive_url="https://archive.example/a"))


@pytest.mark.parametrize(("state", "dead"), [("live", False), ("paywall", False), ("dead", True), ("usurped", True)])
def test_an_address_that_leads_nowhere_or_elsewhere_is_dead(state, dead):
    assert referred(url_state=state).dead is dead


def test_a_dead_address_is_not_what_the_title_leads_to():
    found = html(referred(url_state="usurped", archive_url="https://archive.example/a", archived="2023-01-01"))
    assert 'href="https://example.org/a"' not in found


def test_everything_is_escaped():
    attack = '<script>alert("x")</script>'
    fields = ("title", "container_title", "publisher", "issued", "accessed", "isbn", "doi", "volume", "page")
    found = html(referred(Author(literal=attack), **dict.fromkeys(fields, attack)))
    assert "<script" not in found


def test_a_reference_knows_its_page():
    assert referred().page_url == "/sources/azattyq-2022-12-26/"


# Every type, every missing field, every language of pages

WHOLE: dict[str, str] = {
    "title": "Title",
    "language": "de",
    "container_title": "Container",
    "publisher": "Publisher",
    "issued": "2022-12-26",
    "accessed": "2023-02-05",
    "archived": "2023-01-01",
    "url": "https://example.org/a",
    "volume": "XIV",
    "issue": "12",
    "archive_url": "https://archive.example/a",
    "doi": "10.1000/182",
    "isbn": "9780199249589",
    "issn": "0263-4937",
    "page": "7–9",
}
SHOWN = {  # how a field is seen in a reference of each language
    "en": {
        "language": "(in German)",
        "accessed": "Retrieved 2023-02-05.",
        "archived": "Archived 2023-01-01.",
        "page": "pp. 7–9",
        "issue": "(12)",
    },
    "ru": {
        "language": "(немецкий язык)",
        "accessed": "Дата обращения: 2023-02-05.",
        "issue": "(12)",
        "archived": "Архивировано 2023-01-01.",
        "page": "с. 7–9",
    },
    "kk": {
        "language": "(неміс тілінде)",
        "accessed": "Қаралған күні: 2023-02-05.",
        "issue": "(12)",
        "archived": "Мұрағатталған күні: 2023-01-01.",
        "page": "7–9-бб",
    },
}
SLIPS = re.compile(r"\s\s| [.,:;]|\.\.|,,|\(\s*\)|\"\"|: \.|^\W*[.,]|: ?:")
languages = pytest.mark.parametrize("page_language", ["en", "ru", "kk"])


def whole(type_: str, authors: tuple[Author, ...], page_language: str, without: str = "") -> str:
    values = {name: value for name, value in WHOLE.items() if name != without}
    if without == "archive_url":
        del values["archived"]
    found = reference(Citation(key="k", type=type_, **values), authors, page_language)
    return strip_tags(html(found)).replace("&quot;", '"')


@languages
@pytest.mark.parametrize("authors", [(), (AUTHOR,), (AUTHOR, Author(literal="Reuters"))], ids=["none", "one", "two"])
@pytest.mark.parametrize("without", ["", *(name for name in WHOLE if name != "title")])
@pytest.mark.parametrize("type_", Citation.Type.values)
def test_what_is_missing_leaves_no_trace_and_all_else_stays(type_, without, authors, page_language):
    text = whole(type_, authors, page_language, without)
    assert not SLIPS.search(text), text
    hidden = {"url", "archive_url", "archived", without}
    for name, value in WHOLE.items():
        words = SHOWN[page_language].get(name, value)
        if name not in hidden:
            assert words in text, (name, text)
        elif name == without and name != "url":
            assert words not in text, (name, text)


@languages
@pytest.mark.parametrize("type_", Citation.Type.values)
def test_only_parts_of_a_work_are_quoted(type_, page_language):
    quoted = type_ not in ("book", "report", "legislation", "legal_case")
    assert ('"Title"' in whole(type_, (), page_language)) is quoted


@pytest.mark.parametrize(
    ("page_language", "expected"),
    [
        (
            "en",
            'Әміртаев, Азаматхан (2022-12-26). "Title". Container XIV (12): pp. 7–9. Publisher (in German). '
            "DOI 10.1000/182. ISBN 9780199249589. ISSN 0263-4937. Archived 2023-01-01. Retrieved 2023-02-05.",
        ),
        (
            "ru",
            'Әміртаев, Азаматхан (2022-12-26). "Title". Container XIV (12): с. 7–9. Publisher (немецкий язык). '
            "DOI 10.1000/182. ISBN 9780199249589. ISSN 0263-4937. Архивировано 2023-01-01. "
            "Дата обращения: 2023-02-05.",
        ),
        (
            "kk",
            'Әміртаев, Азаматхан (2022-12-26). "Title". Container XIV (12): 7–9-бб. Publisher (неміс тілінде). '
            "DOI 10.1000/182. ISBN 9780199249589. ISSN 0263-4937. Мұрағатталған күні: 2023-01-01. "
            "Қаралған күні: 2023-02-05.",
        ),
    ],
)
def test_a_whole_reference_in_each_language(page_language, expected):
    assert whole("article-journal", (AUTHOR,), page_language) == expected


HOSTILE = ["<script>alert(1)</script>", "\u202eabc", '"><img src=x onerror=alert(1)>', "ж" * 10_000, "{{ x }}{% y %}"]


@languages
@pytest.mark.parametrize("title", HOSTILE, ids=["script", "bidi", "attribute", "long", "template"])
def test_a_hostile_title_is_inert(title, page_language):
    text = html(
        reference(Citation(key="k", title=title, container_title=title), [Author(literal=title)], page_language)
    )
    soup = BeautifulSoup(text, "html5lib")
    assert {tag.name for tag in soup.body.find_all(True)} == {"span"}
    assert title in soup.body.text
