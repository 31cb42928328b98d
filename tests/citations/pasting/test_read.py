"""What is pasted: every format, one or many, mixed; what is not understood is said, and the rest is read."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from citations.formats.base import Unreadable
from citations.formats.biblatex import read_biblatex, write_biblatex
from citations.formats.csl_json import write_csl_json
from citations.formats.ris import write_ris
from citations.pasting.read import read_paste
from citations.records import AuthorName, SourceRecord
from tests.citations.known_records import demo_records

THREE = [demo_records()[key] for key in ("azattyq-2023-02-04", "nohlen-2001", "baytaq-kz-charter")]

WIKIPEDIA = """
{{cite news |last=Сатубалдина |first=Асель |date=26 December 2022
 |title=Baitak Party Determined |work=[[The Astana Times]]
 |url=https://astanatimes.com/?p=63686 |access-date=2023-02-05 |language=en |url-status=dead
 |archive-url=https://web.archive.org/web/1 |archive-date=1 January 2023 |quote=words}}
"""


def only(text: str) -> SourceRecord:
    paste = read_paste(text)
    assert paste.refused == ()
    [found] = paste.sources
    return found.understood.record


@pytest.mark.parametrize("write", [write_biblatex, write_csl_json, write_ris])
def test_a_file_of_a_reference_manager_is_read_whole(write):
    paste = read_paste(write(THREE))
    assert [found.understood.record.key for found in paste.sources] == [record.key for record in THREE]
    assert paste.refused == ()


def test_a_cite_template_is_read_field_by_field():
    assert only(WIKIPEDIA) == SourceRecord(
        type="article-newspaper",
        title="Baitak Party Determined",
        container_title="The Astana Times",
        language="en",
        url="https://astanatimes.com/?p=63686",
        url_state="dead",
        archive_url="https://web.archive.org/web/1",
        issued="2022-12-26",
        accessed="2023-02-05",
        archived="2023-01-01",
        authors=(AuthorName("Сатубалдина", "Асель"),),
    )


def test_what_has_no_field_is_said():
    [found] = read_paste(WIKIPEDIA).sources
    assert found.understood.left == ("quote: words",)


def test_a_russian_template_is_read():
    record = only("{{статья |автор=Иванов, Иван |заглавие=Выборы |издание=Власть |год=2019 |номер=3 |язык=ru}}")
    assert (record.type, record.title, record.container_title) == ("article-journal", "Выборы", "Власть")
    assert (record.authors, record.issued, record.issue) == ((AuthorName("Иванов", "Иван"),), "2019", "3")


def test_several_authors_keep_their_order():
    record = only(
        "{{cite book |last1=Nohlen |first1=Dieter |author2=OSCE |last3=Grotz |first3=Florian |title=Elections}}"
    )
    assert record.authors == (
        AuthorName("Nohlen", "Dieter"),
        AuthorName(literal="OSCE"),
        AuthorName("Grotz", "Florian"),
    )


def test_a_chapter_stands_in_its_book():
    record = only("{{cite book |chapter=Kazakhstan |title=Elections in Asia |isbn=0-19-924958-X}}")
    assert (record.type, record.title, record.container_title) == ("chapter", "Kazakhstan", "Elections in Asia")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("10.1000/xyz123", {"type": "article-journal", "doi": "10.1000/xyz123"}),
        ("https://doi.org/10.1000/xyz123", {"type": "article-journal", "doi": "10.1000/xyz123"}),
        ("doi: 10.1000/xyz123", {"doi": "10.1000/xyz123"}),
        ("ISBN 0-19-924958-X", {"type": "book", "isbn": "0-19-924958-X"}),
        ("https://www.example.kz/a?b=1", {"type": "webpage", "container_title": "example.kz"}),
    ],
)
def test_a_line_alone_may_be_an_identifier_or_an_address(line, expected):
    record = only(f"\n  {line}  \n")
    assert {name: getattr(record, name) for name in expected} == expected


def test_formats_may_be_mixed():
    files = write_biblatex(THREE[:1]), WIKIPEDIA, write_ris(THREE[1:2]), write_csl_json(THREE[2:])
    text = "\n".join(("https://e.org/1", *files, "10.1000/x"))
    assert [found.format for found in read_paste(text).sources] == ["", "BibTeX", "Wikipedia", "RIS", "CSL-JSON", ""]


def test_what_cannot_be_read_is_refused_in_words_and_the_rest_is_read():
    paste = read_paste("no source at all\n@article{broken,\n title = {x\n}\n\nISBN 0-19-924958-0\n")
    assert len(paste.refused) >= 2
    assert "This is no BibTeX" in paste.refused[0]
    assert read_paste("https://e.org/\nnonsense").sources != ()


def test_accents_of_tex_become_letters():
    record = only(
        r"@article{a, title = {{\"U}ber Wahlen -- \emph{und} Stra{\ss}en}, author = {M{\"u}ller, J{\'e}r{\^o}me}}"
    )
    assert (record.title, record.authors) == ("Über Wahlen – und Straßen", (AuthorName("Müller", "Jérôme"),))


def test_a_month_and_year_make_a_date():
    assert only("@article{a, title={T}, year = 2022, month = sep}").issued == "2022-09"


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    read_paste(text)


@pytest.mark.parametrize(
    "opening", ["{{cite web|", "@a{", "[{", "[", "{", "TY  - ", "{{cite web|a={{", "@article{a,a={"]
)
def test_a_long_text_of_one_opening_comes_to_an_end(opening):
    assert read_paste(opening * 2000).sources is not None


def test_too_much_is_refused():
    assert "too long" in read_paste("x" * 1_000_001).refused[0]


@pytest.mark.parametrize(
    ("language", "text", "why"),
    [
        ("en", "[{]", "This is no JSON: it goes wrong in line 1, at character 3."),
        ("kk", "[{]", "Бұл JSON емес: қате 1-жолда, 3-таңбада."),
        (
            "ru",
            "@a{k, title={x}, title={y}}",
            "Не удалось прочитать BibTeX, строка 1: поле «title» стоит в одной записи дважды.",
        ),
        (
            "kk",
            "@a{k, title={x}",
            "Бұл BibTeX 1-жолда оқылмады: жақша жабылмаған немесе өрісте теңдік белгісі жоқ.",
        ),
        ("ru", "{{Other}}", "В этом викитексте нет шаблона {{cite …}}."),
    ],
)
def test_what_is_wrong_with_a_paste_is_said_in_the_editors_language(language, text, why):
    with override(language):
        assert read_paste(text).refused[0].removeprefix(f"{text} – ") == why


def test_a_key_that_stands_twice_is_named():
    with override("kk"), pytest.raises(Unreadable, match="1-жолда оқылмады: «k» кілті екі рет кездеседі"):
        read_biblatex("@a{k, title={x}} @a{k, title={y}}")


def test_csl_json_on_one_line_is_read():
    assert only('[{"type": "book", "title": "T"}]').title == "T"
    assert only('{"type": "book", "title": "T"}').title == "T"


def test_how_much_is_too_much_is_written_as_the_reader_writes_it():
    with override("ru"):
        assert "не больше 1\u00a0000\u00a0000 знаков" in read_paste("x" * 1_000_001).refused[0]
