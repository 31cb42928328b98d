"""Histories, and what they share with recent changes: pages, filters, lines, who sees what."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citations.models import Citation
from parties.models import Party, Person
from revisions.actions.hide import hide_comment, hide_content, hide_user
from revisions.actions.restore import Aim, carry_out
from revisions.log.pages import Changes, Filters, Line, Log, Place, history, recent
from revisions.models import Action, Revision
from revisions.moments import head
from revisions.subjects import find_subject
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()
DAY = datetime.date(2026, 1, 10)


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_superuser("admin")


@pytest.fixture
def long_history(party: Party) -> Party:
    """A party of 61 revisions, 1 to 61."""
    for number in range(60):
        say(party, f"slogan {number}")
    return party


def say(party: Party, slogan: str, user: User | None = None, **opened: Any) -> int:
    with recording(user, **opened):
        party.slogan = slogan
        party.save()
    return head()


def log_of(root: Any, user: Any = NOBODY, filters: Filters = Filters(), place: Place = Place()) -> Log:  # noqa: B008
    name = root.key if isinstance(root, Citation) else root.slug
    subject: Any = find_subject(type(root), name)
    return history(subject, user, filters, place)


def changes(user: Any = NOBODY, filters: Filters = Filters(), place: Place = Place()) -> Changes:  # noqa: B008
    return recent(user, filters, place)


def numbers(log: Log | Changes) -> list[int]:
    return [item.attribution.number for item in (log.lines if isinstance(log, Log) else log.groups)]


def line(root: Any, number: int, user: Any = NOBODY) -> Line:
    return next(line for line in log_of(root, user).lines if line.attribution.number == number)


def saved_on(number: int, day: datetime.date, time: datetime.time) -> None:
    Revision.objects.filter(number=number).update(created_at=datetime.datetime.combine(day, time, datetime.UTC))


def undo(root: Any, number: int, action: Action = Action.UNDO) -> int:
    carry_out(Aim(type(root), root.pk, action, number, head()), None, "")
    root.refresh_from_db()
    return head()


# Pages


@pytest.mark.parametrize("read", [log_of, lambda party: changes()])
def test_the_newest_revision_comes_first(party: Party, read: Callable[[Party], Any]) -> None:
    say(party, "a")
    assert numbers(read(party)) == [2, 1]


PAGES: list[tuple[Place, range | tuple[()], str, str]] = [  # of 61 revisions: where, what is shown, older, newer
    (Place(), range(61, 11, -1), "?before=12", ""),
    (Place(before=12), range(11, 0, -1), "", "?after=11"),
    (Place(after=11), range(61, 11, -1), "?before=12", ""),
    (Place(after=2), range(52, 2, -1), "?before=3", "?after=52"),
    (Place(before=55), range(54, 4, -1), "?before=5", "?after=54"),
    (Place(before=51), range(50, 0, -1), "", "?after=50"),
    (Place(before=1), (), "", ""),
    (Place(after=61), (), "", ""),
]


@pytest.mark.parametrize("read", [log_of, lambda party, **asked: changes(**asked)])
def test_a_page_has_fifty_and_leads_to_its_neighbours(long_history: Party, read: Callable[..., Any]) -> None:
    for place, shown, older, newer in PAGES:
        log = read(long_history, place=place)
        assert (place, numbers(log), log.older, log.newer) == (place, list(shown), older, newer)


def test_the_neighbouring_pages_keep_what_was_asked_for(long_history: Party) -> None:
    log = log_of(long_history, filters=Filters(action="edit", start=datetime.date(2020, 1, 2)))
    assert log.older == "?action=edit&start=2020-01-02&before=12"


def test_a_user_name_in_an_address_is_quoted() -> None:
    assert Filters(user="a&b c").query == "user=a%26b+c"


@pytest.mark.parametrize("read", [log_of, lambda party: changes()])
def test_a_long_history_takes_no_more_queries(party: Party, read: Callable[[Party], Any]) -> None:
    counts = []
    for saves in (1, 58):
        for number in range(saves):
            say(party, f"slogan {saves} {number}")
        undo(party, head())
        with CaptureQueriesContext(connection) as queries:
            read(party)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7


# Filters


def test_revisions_of_one_user_are_listed_alone(party: Party, editor: User) -> None:
    mine = say(party, "a", editor)
    say(party, "b", User.objects.create_user("marat"))
    assert numbers(log_of(party, filters=Filters(user="aigerim"))) == [mine]


def test_a_user_who_saved_nothing_has_an_empty_list_that_leads_nowhere(party: Party) -> None:
    log = log_of(party, filters=Filters(user="nobody"))
    assert (log.lines, log.older, log.newer) == ((), "", "")


def test_a_hidden_user_is_found_by_nobody(party: Party, editor: User, admin: User) -> None:
    hide_user(say(party, "a", editor), admin, "asked for")
    assert numbers(log_of(party, admin, Filters(user="aigerim"))) == []


@pytest.mark.parametrize("read", [log_of, lambda party, filters: changes(filters=filters)])
def test_revisions_of_one_action_are_listed_alone(party: Party, read: Callable[..., Any]) -> None:
    imported = say(party, "a", action=Action.IMPORT)
    say(party, "b")
    assert numbers(read(party, filters=Filters(action="import"))) == [imported]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, None, [3, 2]), (None, 0, [3, 2, 1]), (0, 0, [3, 2]), (1, None, []), (None, -2, []), (1, 0, []), (-1, -1, [1])],
)
def test_days_begin_and_end_at_midnight_utc(party: Party, start: int | None, end: int | None, found: list[int]) -> None:
    say(party, "a")
    say(party, "b")
    saved_on(1, DAY - datetime.timedelta(1), datetime.time.max)
    saved_on(2, DAY, datetime.time.min)
    saved_on(3, DAY, datetime.time.max)
    first, last = (None if days is None else DAY + datetime.timedelta(days) for days in (start, end))
    assert numbers(log_of(party, filters=Filters(start=first, end=last))) == found


# Lines


def test_a_line_says_who_when_why_what_and_how_much(party: Party, editor: User) -> None:
    number = say(party, "Clean air", editor, comment="from the congress")
    found = line(party, number)
    assert (found.attribution.user, found.attribution.comment, found.attribution.action) == (
        "aigerim",
        "from the congress",
        "edited",
    )
    assert found.attribution.time == Revision.objects.get(number=number).created_at
    assert (found.label, found.what, found.size) == ("Baytaq", "slogan", 9)


def test_a_line_that_took_something_away_knows_by_how_much(party: Party) -> None:
    say(party, "Clean air")
    assert line(party, say(party, "")).shrunk == 9


def test_a_revision_that_made_the_article_is_tagged(party: Party) -> None:
    assert line(party, 1).tags == ("created",)


def test_an_import_is_tagged(party: Party) -> None:
    assert line(party, say(party, "a", action=Action.IMPORT)).tags == ("imported",)


def test_an_action_that_nobody_knows_any_more_is_printed_as_it_is_stored(party: Party) -> None:
    found = line(party, say(party, "a", action="split"))
    assert (found.tags, found.attribution.action) == (("split",), "split")


def test_an_undone_revision_says_in_which_revision_and_that_one_says_that_it_undid(party: Party) -> None:
    number = say(party, "a")
    by = undo(party, number)
    assert (line(party, number).tags, line(party, by).tags) == ((f"undone in {by}",), ("undone",))


def test_what_a_restored_revision_leaves_behind_says_reverted_in(party: Party) -> None:
    say(party, "a")
    say(party, "b")
    by = undo(party, 1, Action.RESTORE)
    assert [line(party, number).tags for number in (3, 2)] == [(f"reverted in {by}",)] * 2


def test_hidden_user_and_comment_are_empty_and_marked(party: Party, editor: User, admin: User) -> None:
    number = say(party, "a", editor, comment="rude")
    hide_user(number, admin, "the law")
    hide_comment(number, admin, "the law")
    said = line(party, number).attribution
    assert (said.user, said.user_hidden, said.comment, said.comment_hidden) == ("", True, "", True)


def test_a_line_of_hidden_content_says_so_and_leads_nowhere(party: Party, admin: User) -> None:
    number = say(party, "unlawful")
    undo(party, number)
    subject: Any = find_subject(Party, party.slug)
    hide_content(subject, number, number, admin, "the law")
    found = line(party, number, admin)
    assert (found.label, found.what, found.size) == ("hidden", "content hidden", 0)
    assert {found.page, found.compare, found.current, found.undo, found.restore} == {""} and found.hide


def test_a_reader_is_led_to_pages_and_comparisons_only(party: Party) -> None:
    found = line(party, say(party, "a"))
    assert (found.page, found.compare, found.current) == (
        "/parties/baytaq/revisions/2/",
        "/parties/baytaq/compare/1/2/",
        "/parties/baytaq/compare/2/current/",
    )
    assert (found.undo, found.restore, found.hide) == ("", "", "")


def test_who_may_change_the_article_is_led_to_changing_back(party: Party, editor: User) -> None:
    editor.is_staff = True
    editor.user_permissions.add(Permission.objects.get(codename="change_party"))
    found = line(party, 1, editor)
    assert (found.undo, found.restore) == ("/parties/baytaq/undo/1/", "/parties/baytaq/restore/1/")
    assert found.hide == ""


def test_who_may_hide_is_led_to_hiding(party: Party, admin: User) -> None:
    assert line(party, 1, admin).hide == "/parties/baytaq/hide/1/"


def test_a_deleted_article_is_restored_and_not_undone_or_compared_with_now(party: Party, admin: User) -> None:
    pk = party.pk
    party.delete()
    subject: Any = find_subject(Party, "baytaq", pk)
    first = history(subject, admin, Filters(), Place()).lines[-1]
    assert first.restore == f"/parties/baytaq/restore/1/?id={pk}" and (first.undo, first.current) == ("", "")


def test_a_line_of_a_source_leads_to_the_page_of_the_source() -> None:
    source = Citation.objects.create(key="a", title="A")
    assert line(source, 1).page == "/sources/a/revisions/1/"


# Who sees what


def test_what_was_saved_of_a_draft_is_said_to_nobody_but_those_who_may_view_drafts(person: Person, admin: User) -> None:
    person.status = "published"
    person.save()
    assert (numbers(log_of(person)), numbers(log_of(person, admin))) == ([2], [2, 1])


def test_a_line_that_is_not_public_says_so(person: Person, admin: User) -> None:
    assert not line(person, 1, admin).public


def test_an_account_without_permission_sees_what_the_public_sees(person: Person, editor: User) -> None:
    editor.is_staff = True
    assert numbers(log_of(person, editor)) == numbers(changes(editor)) == []
