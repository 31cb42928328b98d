"""Articles that texts lead to and nobody has written yet."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Status
from articles.reports.wanted import wanted
from parties.models import Party
from revisions.tracking.recording import recording


@pytest.fixture
def wanting(db) -> None:
    with recording():
        Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, lead="[[omega|The Omega]] [[beta]]")
        Party.objects.create(slug="beta", title="Beta", lead="[[omega]] [[alpa|Alpha]]")
        Party.objects.create(slug="old", title="Old", status=Status.ARCHIVED, lead="[[nobody-needs]]")
        former = Party.objects.create(slug="former", title="Former", status=Status.PUBLISHED)
        former.slug = "present"
        former.save()
        Party.objects.create(slug="gamma", title="Gamma", lead="[[former]]")


def test_what_most_texts_want_comes_first(wanting):
    assert [(row.slug, row.text, len(row.wanted_by)) for row in wanted().rows] == [
        ("omega", "The Omega", 2),
        ("alpa", "Alpha", 1),
    ]


def test_what_may_be_a_slip_is_said(wanting):
    assert {row.slug: row.like for row in wanted().rows} == {"omega": "", "alpa": "alpha"}


def test_a_form_comes_with_address_and_title(wanting, admin_client):
    page = BeautifulSoup(admin_client.get("/admin/articles/article/reports/wanted/").content, "html5lib")
    link = page.select_one("#content p a[href*='parties/party/add']")["href"]
    form = BeautifulSoup(admin_client.get(link).content, "html5lib")
    assert (form.select_one("#id_slug")["value"], form.select_one("#id_title")["value"]) == ("omega", "The Omega")


def test_what_is_written_is_wanted_no_more(wanting):
    Party.objects.create(slug="omega", title="Omega")
    assert [row.slug for row in wanted().rows] == ["alpa"]


def test_readers_see_that_an_article_is_wanted_and_nothing_more_of_a_draft(wanting, client):
    lead = BeautifulSoup(client.get("/parties/alpha/").content, "html5lib").select_one(".lead")
    assert [span.get_text() for span in lead.select(".wanted")] == ["The Omega", "beta"]
    assert lead.select("a") == []


def test_queries_do_not_grow(wanting, django_assert_max_num_queries):
    with recording():
        for number in range(40):
            Party.objects.create(slug=f"p{number}", title="P", lead=f"[[omega]] [[x{number}]]")
    with django_assert_max_num_queries(8):
        assert wanted().count == 42
