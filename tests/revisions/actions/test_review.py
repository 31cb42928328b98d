"""Marking what others saved as looked at."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.test import Client

from baytaq_site.groups import REVIEWERS, ensure_roles
from parties.models import Party
from revisions.actions.hide import hide_user
from revisions.actions.review import mark_reviewed, take_mark_back
from revisions.models import Revision
from revisions.tracking.recording import recording
from revisions.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("aisulu", is_staff=True)


@pytest.fixture
def reviewer(db: None) -> User:
    ensure_roles()
    made = User.objects.create_user("marat", is_staff=True)
    made.groups.add(Group.objects.get(name=REVIEWERS))
    return made


@pytest.fixture
def edited(party: Party, editor: User) -> Party:
    """Revision 1 made the party, 2 and 3 are by the editor."""
    for slogan in ("One", "Two"):
        with recording(editor):
            party.slogan = slogan
            party.save()
    return party


@pytest.fixture
def reviewing(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def marks(client: Client, number: int, mark: str) -> Any:
    return client.post(f"/parties/baytaq/review/{number}/", {"mark": mark})


def soup(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content.decode(), "html5lib")


def numbers(client: Client, address: str) -> list[str]:
    return [found.get_text() for found in soup(client, address).select(".log .number")]


def test_a_mark_says_who_and_when(edited, reviewing):
    response = marks(reviewing, 2, "reviewed")
    assert response["Location"] == "/parties/baytaq/compare/1/2/"
    page = soup(reviewing, response["Location"])
    assert "Revision 2 is reviewed." in page.select_one(".messages").get_text()
    assert "Reviewed by marat" in page.select_one(".review").get_text()


def test_the_first_mark_stands(edited, reviewer):
    revision = Revision.objects.get(number=2)
    mark_reviewed(revision, reviewer)
    first = Revision.objects.get(number=2).reviewed_at
    mark_reviewed(revision, User.objects.create_superuser("another"))
    revision.refresh_from_db()
    assert (revision.reviewed_by, revision.reviewed_at) == (reviewer, first)


def test_a_mark_is_taken_back(edited, reviewing):
    marks(reviewing, 2, "reviewed")
    marks(reviewing, 2, "back")
    assert Revision.objects.get(number=2).reviewed_at is None
    assert soup(reviewing, "/parties/baytaq/compare/1/2/").select_one(".review button[value=reviewed]")


def test_nobody_reviews_what_they_saved(edited, reviewer, reviewing):
    with recording(reviewer):
        edited.slogan = "Three"
        edited.save()
    page = soup(reviewing, "/parties/baytaq/compare/3/4/").select_one(".review")
    assert "somebody else" in page.get_text() and page.button is None
    shown = BeautifulSoup(
        reviewing.post("/parties/baytaq/review/4/", {"mark": "reviewed"}, follow=True).content, "html5lib"
    )
    assert "somebody else" in shown.select_one(".messages").get_text()
    assert Revision.objects.get(number=4).reviewed_at is None
    with pytest.raises(ValidationError):
        mark_reviewed(Revision.objects.get(number=4), reviewer)


def test_the_next_is_an_older_one_that_nobody_looked_at_and_others_saved(edited, reviewer, reviewing):
    with recording(reviewer):
        edited.slogan = "Mine"
        edited.save()
    with recording():
        edited.slogan = "Last"
        edited.save()
    marks(reviewing, 3, "reviewed")
    assert marks(reviewing, 5, "next")["Location"] == "/parties/baytaq/compare/1/2/"


def test_after_the_last_one_comes_the_list_and_says_so(edited, reviewing):
    response = marks(reviewing, 1, "next")
    assert response["Location"] == "/changes/?unreviewed=True"
    assert "Revision 1 is reviewed." in soup(reviewing, response["Location"]).select_one(".messages").get_text()


def test_whose_name_is_hidden_still_does_not_review_their_own(edited, reviewer, reviewing):
    with recording(reviewer):
        edited.slogan = "Three"
        edited.save()
        edited.headquarters = "Astana"
        edited.save()
    with recording(reviewer):
        edited.slogan = "Four"
        edited.save()
    hide_user(4, reviewer, "the law")
    reviewer.username = "renamed"
    reviewer.save()
    marks(reviewing, 4, "reviewed")
    assert Revision.objects.get(number=4).reviewed_at is None


def test_a_session_that_ended_comes_back_to_the_history(edited, client):
    response = marks(client, 2, "reviewed")
    assert response["Location"].endswith("?next=/parties/baytaq/history/")


def test_the_logs_say_what_is_reviewed_and_show_what_waits(edited, reviewing):
    marks(reviewing, 2, "reviewed")
    for address in ("/changes/", "/parties/baytaq/history/"):
        tags = [tag.get_text() for tag in soup(reviewing, address).select(".log li:nth-child(2) .tag")]
        assert "reviewed" in tags
        assert numbers(reviewing, f"{address}?unreviewed=on") == ["3", "1"]


def test_a_comparison_of_several_does_not_say_that_it_was_reviewed(edited, reviewer, client):
    mark_reviewed(Revision.objects.get(number=3), reviewer)
    assert "Reviewed" in soup(client, "/parties/baytaq/compare/2/3/").main.get_text()
    assert "Reviewed" not in soup(client, "/parties/baytaq/compare/1/3/").main.get_text()


def test_only_a_comparison_of_one_revision_can_be_marked(edited, reviewing):
    assert soup(reviewing, "/parties/baytaq/compare/1/3/").select_one(".review") is None


def test_a_revision_of_several_articles_says_so(edited, editor, reviewing):
    with recording(editor):
        edited.slogan = "Three"
        edited.save()
        Party.objects.create(slug="other", title="Other")
    assert "2 articles" in soup(reviewing, "/parties/baytaq/compare/3/4/").select_one(".review").get_text()


def test_readers_are_told_that_it_was_reviewed_and_not_by_whom(edited, reviewer, client):
    mark_reviewed(Revision.objects.get(number=2), reviewer)
    page = soup(client, "/parties/baytaq/compare/1/2/").main.get_text()
    assert "Reviewed" in page and "marat" not in page


def test_an_article_says_how_much_came_since_it_was_reviewed(edited, reviewer, client):
    assert "Last reviewed" not in soup(client, "/parties/baytaq/").select_one(".quality").get_text()
    mark_reviewed(Revision.objects.get(number=2), reviewer)
    quality = soup(client, "/parties/baytaq/").select_one(".quality")
    assert "Last reviewed" in quality.get_text()
    assert (quality.a.get_text(), quality.a["href"]) == ("1 revision since", "/parties/baytaq/compare/2/current/")


def test_a_mark_is_no_part_of_the_chain(edited, reviewer):
    mark_reviewed(Revision.objects.get(number=2), reviewer)
    assert verify().faults == ()
    take_mark_back(Revision.objects.get(number=2))
    assert verify().faults == ()


@pytest.mark.parametrize("number", [9, 0, 10**30])
def test_what_is_no_revision_of_the_article_is_not_found(edited, reviewing, number):
    assert marks(reviewing, number, "reviewed").status_code == 404


def test_what_is_no_mark_marks_nothing(edited, reviewing):
    assert marks(reviewing, 2, "").status_code == 400
    assert Revision.objects.get(number=2).reviewed_at is None
