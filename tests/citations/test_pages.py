"""The page of a source: its reference, its record, everywhere it is used."""

import pytest
from django.test import Client

from citations.models import Author, Citation
from citations.pages import CitationPage, citation_page_of, find_citation
from revisions.models import Revision
from revisions.moments import AsOf, Moment, Present
from revisions.tracking.recording import recording


@pytest.fixture
def source(db) -> Citation:
    with recording():
        source = Citation.objects.create(
            key="azattyq-2022-12-26",
            type="article-newspaper",
            title="Байтақ партиясы",
            language="kk-Cyrl",
            translated_title="The party Baytaq",
            container_title="Azattyq",
            issued="2022-12-26",
            accessed="2023-02-05",
            url="https://example.org/a",
            archive_url="https://archive.example/a",
            original="Wikipedia",
            note="Seen on paper by an editor.",
        )
        Author.objects.create(citation=source, family="Әміртаев", given="Азаматхан")
    return source


def page_of(moment: Moment, key: str) -> CitationPage:
    return citation_page_of(moment, find_citation(moment, key))


def record(key: str) -> dict[str, str]:
    return {row.label: row.value for row in page_of(Present(), key).record}


def test_the_record_holds_what_is_known_in_words(source):
    assert record(source.key) == {
        "Type": "news story",
        "Translated title": "The party Baytaq",
        "Language": "Kazakh",
        "Published in": "Azattyq",
        "Issued": "26 December 2022",
        "Accessed": "5 February 2023",
        "Address": "https://example.org/a",
        "Archived copy": "https://archive.example/a",
        "Copy of": "Wikipedia",
    }


def test_what_is_unknown_has_no_row(db):
    Citation.objects.create(key="bare", title="Bare")
    assert record("bare") == {"Type": "web page"}


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("publisher_place", "Almaty", "Place of publication"),
        ("volume", "12", "Volume"),
        ("issue", "3", "Issue"),
        ("page", "4–7", "Pages"),
        ("archived", "2023-01-01", "Archived"),
    ],
)
def test_every_field_that_is_known_has_a_row(source, field, value, label):
    setattr(source, field, value)
    source.save()
    assert label in record(source.key)


def test_a_supplied_title_says_so(source):
    source.title_supplied = "from the address"
    source.save()
    assert record(source.key)["Title"] == "supplied by the editors"


def test_the_page_has_the_reference_with_its_authors(source):
    page = page_of(Present(), source.key)
    assert page.reference.authors == "Әміртаев, Азаматхан"
    assert page.reference.in_language == "(in Kazakh)"


def test_the_remark_of_the_editors_stays_with_the_editors(source, client):
    assert b"Seen on paper" not in client.get("/sources/azattyq-2022-12-26/").content


def test_a_source_used_nowhere_says_so(source, client):
    assert page_of(Present(), source.key).uses == ()
    assert "Nowhere yet." in client.get(f"/sources/{source.key}/").content.decode()


@pytest.mark.parametrize("address", ["/sources/no-such-key/", "/kk/sources/no-such-key/", "/sources/%00/"])
def test_an_unknown_key_is_not_found(db, client, address):
    assert client.get(address).status_code == 404


def test_an_unknown_key_is_noted_as_missing(db):
    moment = Present()
    assert find_citation(moment, "no-such-key") is None
    assert moment.reads.missing == {"no-such-key"}


def test_the_page_at_a_revision_is_as_it_was_then(source):
    then = Revision.objects.latest("number").number
    with recording():
        source.title = "Another"
        source.save()
        Author.objects.create(citation=source, literal="Reuters", position=1)
    page = page_of(AsOf(then), source.key)
    assert (page.title, page.reference.authors) == ("Байтақ партиясы", "Әміртаев, Азаматхан")


def test_an_index_of_nothing_says_so(db, client):
    assert "No source has been recorded yet." in client.get("/sources/").content.decode()


def test_hostile_text_is_escaped(source):
    attack = "<script>alert(1)</script>"
    with recording():
        for field in ("title", "translated_title", "container_title", "publisher", "original", "title_supplied"):
            setattr(source, field, attack)
        source.save()
    for address in ("/sources/", f"/sources/{source.key}/"):
        assert b"<script>alert" not in Client().get(address).content


def test_a_page_in_kazakh_does_not_call_kazakh_foreign(source, client):
    assert "(in " not in client.get(f"/kk/sources/{source.key}/").content.decode()
