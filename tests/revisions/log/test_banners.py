"""The banner over a page of the past, and which revision a day ended with."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from citations.models import Citation
from parties.models import Party, Person
from revisions.actions.hide import hide_user
from revisions.log.banners import Banner, banner, number_at
from revisions.models import Revision
from revisions.moments import head
from revisions.subjects import Subject, find_subject
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()
DAY = datetime.date(2026, 1, 10)


def subject_of(root: Any) -> Subject:
    found: Any = find_subject(type(root), root.key if isinstance(root, Citation) else root.slug)
    return found


def banner_of(root: Any, number: int, user: Any = NOBODY, day: str = "") -> Banner:
    found = banner(subject_of(root), number, user, day)
    assert found is not None
    return found


def address(number: int) -> str:
    return f"/parties/baytaq/revisions/{number}/"


@pytest.fixture
def edited(party: Party) -> Party:
    """A party edited in revisions 1, 3 and 5; the others are of a source."""
    source = Citation.objects.create(key="a", title="News")
    for number in (3, 5):
        party.slogan = str(number)
        party.save()
        if number == 3:
            source.title = "News of today"
            source.save()
    return party


@pytest.mark.parametrize(
    ("number", "older", "own", "newer"),
    [(1, 0, 1, 3), (2, 0, 1, 3), (3, 1, 3, 5), (4, 1, 3, 5), (5, 3, 5, 0)],
)
def test_the_banner_leads_to_the_articles_own_neighbours(
    edited: Party, number: int, older: int, own: int, newer: int
) -> None:
    found = banner_of(edited, number)
    assert found.older == (address(older) if older else "") and found.newer == (address(newer) if newer else "")
    assert (found.number, found.attribution.number, found.canonical) == (number, own, address(own))


def test_the_banner_leads_to_the_change_the_history_and_the_page_of_today(edited: Party) -> None:
    found = banner_of(edited, 4)
    assert (found.previous, found.history, found.current) == (
        "/parties/baytaq/compare/2/3/",
        "/parties/baytaq/history/",
        "/parties/baytaq/",
    )


def test_an_older_page_is_compared_with_now_and_the_newest_is_not(edited: Party) -> None:
    assert banner_of(edited, 4).compare == "/parties/baytaq/compare/4/current/"
    assert banner_of(edited, 5).compare == ""


def test_there_is_no_banner_before_the_article_was_made(edited: Party) -> None:
    other = Person.objects.create(slug="other", title="Other", status="published")
    assert banner(subject_of(other), 5, NOBODY) is None


def test_the_banner_repeats_the_day_that_was_asked_for(edited: Party) -> None:
    assert banner_of(edited, 4, day="2026-01-10").day == "2026-01-10"


def test_a_hidden_user_is_not_named(party: Party, editor: User) -> None:
    with recording(editor):
        party.slogan = "a"
        party.save()
    hide_user(head(), editor, "asked for")
    said = banner_of(party, head()).attribution
    assert (said.user, said.user_hidden) == ("", True)


def test_a_draft_before_it_was_published_is_passed_by_in_public(person: Person) -> None:
    for status in ("published", "draft", "published"):
        person.status = status
        person.save()
    admin = User.objects.create_superuser("admin")
    assert banner(subject_of(person), 1, NOBODY) is None
    assert banner_of(person, 4).older == "/people/azamatkhan-amirtaev/revisions/2/"
    assert banner_of(person, 4, admin).older == "/people/azamatkhan-amirtaev/revisions/3/"


def test_a_draft_leads_to_no_page_of_today(person: Person) -> None:
    assert banner_of(person, 1, User.objects.create_superuser("admin")).current == ""


def test_the_past_of_a_deleted_article_is_named_by_its_id(edited: Party) -> None:
    pk = edited.pk
    edited.delete()
    subject: Any = find_subject(Party, "baytaq", pk)
    found: Any = banner(subject, 3, User.objects.create_superuser("admin"))
    assert (found.older, found.current) == (f"{address(1)}?id={pk}", "")


# Days


def saved_at(number: int, moment: datetime.datetime) -> None:
    Revision.objects.filter(number=number).update(created_at=moment)


@pytest.mark.parametrize(("days", "number"), [(-1, None), (0, 2), (1, 3), (2, 3), (700_000, None)])
def test_a_day_ends_at_midnight_utc(edited: Party, days: int, number: int | None) -> None:
    Revision.objects.filter(number__gt=3).update(created_at=datetime.datetime(5000, 1, 1, tzinfo=datetime.UTC))
    saved_at(1, datetime.datetime.combine(DAY, datetime.time.min, datetime.UTC))
    saved_at(2, datetime.datetime.combine(DAY, datetime.time.max, datetime.UTC))
    saved_at(3, datetime.datetime.combine(DAY + datetime.timedelta(1), datetime.time.min, datetime.UTC))
    assert number_at(DAY + datetime.timedelta(days)) == number


def test_evening_in_new_york_is_the_next_day(party: Party) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=-5))
    saved_at(1, datetime.datetime.combine(DAY, datetime.time(20), zone))
    assert (number_at(DAY), number_at(DAY + datetime.timedelta(1))) == (None, 1)


def test_nothing_is_known_of_a_day_that_has_not_been(party: Party) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    assert number_at(today) == 1
    assert number_at(today + datetime.timedelta(2)) is number_at(datetime.date.max) is None


def test_a_site_without_revisions_has_no_day(db: None) -> None:
    assert number_at(DAY) is None
