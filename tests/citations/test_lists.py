"""The list of sources: what it shows, what its filters find, how it is paged."""

import pytest
from django.test import Client

from citations.lists import PAGE, SourceFilters, build_citation_index
from citations.models import Citation
from revisions.moments import Present
from revisions.tracking.recording import recording


def keys(page: int = 1, **filters: str) -> list[str]:
    index = build_citation_index(Present(), SourceFilters(**filters), page)
    return [found.key for found in index.references]


@pytest.fixture
def three(db: None) -> None:
    with recording():
        Citation.objects.create(
            key="news",
            title="Съезд партии",
            type="article-newspaper",
            container_title="Власть",
            language="ru",
            url_state="dead",
        )
        Citation.objects.create(key="book", title="Elections in Asia", type="book", publisher="Oxford", language="en")
        Citation.objects.create(key="page", title="Жаңа партия", container_title="власть", language="kk-Cyrl")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["book", "news", "page"]),
        ({"type": "book"}, ["book"]),
        ({"outlet": "Oxford"}, ["book"]),
        ({"language": "kk"}, ["page"]),
        ({"state": "dead"}, ["news"]),
        ({"q": "elections asia"}, ["book"]),
        ({"use": "unused"}, ["book", "news", "page"]),
        ({"type": "book", "language": "ru"}, []),
        ({"type": "no such type"}, []),
    ],
)
def test_a_filter_finds_its_sources(three, filters, found):
    assert keys(**filters) == found


def test_the_case_of_an_outlet_says_nothing_where_the_database_knows_it(three):
    assert "news" in keys(outlet="Власть")


def test_used_sources_of_the_demo_are_not_among_the_unused(demo):
    assert keys(use="unused") == []


def test_pages_follow_each_other_without_a_gap(demo):
    every = [key for page in range(1, 6) for key in keys(page)]
    assert len(every) == len(set(every)) == 205
    assert every == sorted(every)
    assert len(keys(1)) == PAGE
    assert keys(6) == []


def test_links_to_pages_keep_the_filters(demo):
    index = build_citation_index(Present(), SourceFilters(language="en"), 2)
    assert index.before == "?language=en"
    assert index.after == "?language=en&page=3"


@pytest.mark.parametrize("filters", [{}, {"use": "unused"}, {"language": "en", "q": "Kazakhstan"}])
def test_queries_do_not_grow_with_the_sources(demo, django_assert_max_num_queries, filters):
    with django_assert_max_num_queries(5 + 3 * ("use" in filters)):
        build_citation_index(Present(), SourceFilters(**filters))


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=999999", "page=99999999999", "type=%00", "q=%F0"]
)
def test_odd_questions_are_answered(three, query):
    assert Client().get(f"/sources/?{query}").status_code == 200


def test_nothing_found_says_so_and_leads_back(three):
    page = Client().get("/sources/?type=book&language=ru").content.decode()
    assert "No source is like that." in page
    assert 'href="/sources/"' in page


def test_what_was_asked_for_stands_in_the_form_and_is_escaped(three):
    page = Client().get("/sources/", {"q": '"><script>', "type": "book"}).content.decode()
    assert "<script>" not in page.split("<main")[1].split("</main>")[0]
    assert '<option value="book" selected>' in page
