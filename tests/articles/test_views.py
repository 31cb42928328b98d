"""Addresses of articles as the public meets them."""

import datetime

import pytest
from django.contrib.auth.models import User

from articles.models import Status
from parties.models import Party
from revisions.actions.delete import delete
from revisions.actions.hide import hide_content
from revisions.models import Revision
from revisions.subjects import find_subject
from revisions.tracking.recording import recording


@pytest.fixture
def draft(db) -> Party:
    with recording():
        return Party.objects.create(slug="new-party", title="New Party", status=Status.DRAFT)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_what_is_not_published_is_byte_equal_to_a_missing_page(draft, client, status):
    draft.status = status
    draft.save()
    hidden, missing = client.get("/parties/new-party/"), client.get("/parties/no-such-party/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content


def test_a_missing_page_shows_where_to_look(db, client):
    page = client.get("/parties/no-such-party/").content.decode()
    assert 'href="/parties/"' in page
    assert 'href="/sources/"' in page


def test_a_former_address_redirects_for_good(draft, client):
    draft.status = Status.PUBLISHED
    draft.save()
    draft.slug = "renamed-party"
    draft.save()
    response = client.get("/parties/new-party/")
    assert (response.status_code, response["Location"]) == (301, "/parties/renamed-party/")


@pytest.mark.parametrize("of", ["", ".jsonld", "/digest/", "/links/", "/references.bib", "/report/", "/reports/"])
def test_all_that_stands_at_a_former_address_redirects_and_keeps_the_query(draft, client, of):
    draft.status = Status.PUBLISHED
    draft.save()
    draft.slug = "renamed-party"
    draft.save()
    of = of or "/"
    response = client.get(f"/kk/parties/new-party{of}?about=lead")
    assert (response.status_code, response["Location"]) == (301, f"/kk/parties/renamed-party{of}?about=lead")


def test_a_former_address_of_a_draft_does_not_redirect(draft, client):
    draft.slug = "renamed-party"
    draft.save()
    assert client.get("/parties/new-party/").status_code == 404


def test_an_article_is_found_only_under_its_own_kind(draft, client):
    draft.status = Status.PUBLISHED
    draft.save()
    assert client.get("/people/new-party/").status_code == 404


def test_an_empty_article_renders(draft, client):
    draft.status = Status.PUBLISHED
    draft.save()
    assert client.get("/parties/new-party/").status_code == 200


def test_public_pages_set_no_cookie(draft, client):
    draft.status = Status.PUBLISHED
    draft.save()
    assert not client.get("/parties/new-party/").cookies
    assert not client.get("/").cookies


@pytest.mark.parametrize(
    "address", ["/parties/%00/", "/parties/%ff%fe/", "/parties/" + "x" * 5000 + "/", "/parties/a'b/"]
)
def test_a_bad_address_is_not_an_error(db, client, address):
    assert client.get(address).status_code in (400, 404)


def test_text_from_users_is_escaped_everywhere(draft, client):
    attack = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    draft.status, draft.title, draft.slogan, draft.headquarters = Status.PUBLISHED, attack, attack, attack
    draft.body = f"## {attack}\n\n{attack}\n\n[link](javascript:alert(1))"
    draft.save()
    page = client.get("/parties/new-party/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize(
    "address", ["cite/?revision=1", "history/?user=a", "compare/?old=0&new=1", "revisions/1/?sort=x"]
)
def test_a_former_address_of_the_history_keeps_the_query(draft, client, address):
    draft.status = Status.PUBLISHED
    draft.save()
    draft.slug = "renamed-party"
    draft.save()
    response = client.get(f"/parties/new-party/{address}")
    assert (response.status_code, response["Location"]) == (301, f"/parties/renamed-party/{address}")


def test_a_day_that_has_not_been_has_no_page(draft, client):
    draft.status = Status.PUBLISHED
    draft.save()
    today = datetime.datetime.now(datetime.UTC).date()
    assert client.get(f"/parties/new-party/as-of/{today}/").status_code == 200
    for day in (today + datetime.timedelta(2), datetime.date.max):
        assert client.get(f"/parties/new-party/as-of/{day}/").status_code == 404


def test_a_redirect_outlives_a_deleted_article_that_once_had_the_address(draft, client):
    delete(Party, draft.pk, None, "gone")
    second = Party.objects.create(slug="new-party", title="Second", status=Status.PUBLISHED)
    number = Revision.objects.latest("number").number
    second.slug = "second"
    second.save()
    assert client.get("/parties/new-party/")["Location"] == "/parties/second/"
    assert client.get("/parties/new-party/history/")["Location"] == "/parties/second/history/"
    assert client.get("/parties/new-party.json").json()["slug"] == "second"
    assert client.get(f"/api/v1/parties/new-party?as_of={number}").json()["slug"] == "new-party"


def test_a_redirect_outlives_the_hiding_of_what_stood_there(draft, client):
    draft.status = Status.PUBLISHED
    draft.save()
    number = Revision.objects.latest("number").number
    draft.slug, draft.title = "renamed-party", "Renamed"
    draft.save()
    hide_content(
        find_subject(Party, "renamed-party"), number - 1, number, User.objects.create_superuser("a"), "the law"
    )
    assert client.get("/parties/new-party/")["Location"] == "/parties/renamed-party/"


def test_names_at_a_former_address_are_at_the_present_one(draft, client):
    Party.objects.create(slug="other", title="New Party", status=Status.PUBLISHED)
    draft.status = Status.PUBLISHED
    draft.save()
    draft.slug = "renamed-party"
    draft.save()
    assert client.get("/names/new-party/")["Location"] == "/names/renamed-party/"
    assert client.get("/names/renamed-party/").status_code == 200
