"""What web pages say of themselves, read field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.formats.html_meta import read_metadata
from citations.records import AuthorName, SourceRecord

URL = "https://www.example.kz/news/1?utm_source=x"


def read(html: str) -> SourceRecord:
    return read_metadata(html, URL).record


def test_highwire_tags_of_a_journal():
    record = read(
        '<html lang="en"><meta name="citation_title" content="Elections in Asia"><meta name="citation_author" '
        'content="Nohlen, Dieter"><meta name="citation_author" content="Grotz, Florian"><meta '
        'name="citation_journal_title" content="Journal of Asia">'
        '<meta name="citation_publication_date" content="2001/05"><meta name="citation_doi" '
        'content="10.1000/1"><meta name="citation_firstpage" content="4"><meta name="citation_lastpage" content="9">'
    )
    assert record == SourceRecord(
        type="article-journal",
        title="Elections in Asia",
        container_title="Journal of Asia",
        issued="2001-05",
        language="en",
        doi="10.1000/1",
        page="4–9",
        url=URL,
        authors=(AuthorName("Nohlen", "Dieter"), AuthorName("Grotz", "Florian")),
    )


def test_linked_data_of_a_news_story():
    record = read(
        '<html lang="ru-RU"><title>Съезд | Власть</title><link rel="canonical" href="/news/1">'
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "no"}, {"@type": "NewsArticle", '
        '"headline": "Съезд партии", "datePublished": "2023-02-03T10:00:00+06:00", "author": '
        '[{"name": "Тамара Вааль"}], "publisher": {"@type": "Organization", "name": "Власть"}}]}</script>'
    )
    assert record == SourceRecord(
        type="article-newspaper",
        title="Съезд партии",
        container_title="Власть",
        issued="2023-02-03",
        language="ru",
        url="https://www.example.kz/news/1",
        authors=(AuthorName(literal="Тамара Вааль"),),
    )


def test_open_graph_where_there_is_nothing_better():
    record = read(
        '<meta property="og:title" content="Байтақ &amp; партия"><meta property="og:site_name" content="Азаттық">'
        '<meta property="og:type" content="article"><meta property="article:published_time" content="2022-11-30">'
        '<meta property="og:locale" content="kk_KZ">'
    )
    assert (record.title, record.container_title, record.language) == ("Байтақ & партия", "Азаттық", "kk")
    assert (record.type, record.issued) == ("article-newspaper", "2022-11-30")


def test_a_page_that_says_nothing_keeps_its_title_and_address():
    record = read("<title> About\n us </title>")
    assert record == SourceRecord(title="About us", container_title="example.kz", url=URL)


def test_an_address_of_another_host_is_not_believed():
    assert read('<link rel="canonical" href="https://elsewhere.example/x">').url == URL


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<html",
        '<script type="application/ld+json">{',
        '<script type="application/ld+json">[[[]]]</script>',
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        "<meta name=citation_date content=never>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": {"a": 1}, "author": 7}</script>',
        "<meta name=citation_isbn content=123>",
        "<meta " * 20_000,
        "<title>" * 20_000,
    ],
)
def test_broken_pages_are_read_as_far_as_they_go(html):
    assert read(html).url == URL


@given(st.text(max_size=400))
def test_any_text_is_answered(text):
    read(text)


def test_markup_in_what_a_page_says_is_text():
    assert (
        read('<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;">').title
        == "<script>alert(1)</script>"
    )
