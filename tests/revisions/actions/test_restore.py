"""Changing back: restore, undo, undelete. Each is a new revision under the same keys; later work is not lost."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import FactCitation, Name, Statement
from citations.models import Author, Citation
from parties.models import Party, Person, Role
from revisions.actions.restore import Aim, Overlap, Plan, carry_out, plan
from revisions.models import Action, Change, Revision
from revisions.moments import AsOf, Present, head
from revisions.state.merge import Choice
from revisions.state.read import read_state
from revisions.states import State, same_state
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db


def aim(root: Any, action: Action, number: int, **more: Any) -> Aim:
    return Aim(type(root), root.pk, action, number, **{"base": head()} | more)


def change_back(root: Any, action: Action, number: int, **more: Any) -> int:
    carry_out(aim(root, action, number, **more), None, "changed back")
    return head()


def say(party: Party, **values: Any) -> int:
    for name, value in values.items():
        setattr(party, name, value)
    party.save()
    return head()


def state(root: Any, number: int | None = None) -> State:
    return read_state(Present() if number is None else AsOf(number), type(root), root.pk)


def reverted_by(root: Any) -> dict[int, int | None]:
    """What is said of each revision of a root: in which one it was taken back."""
    changes = Change.objects.filter(object_id=root.pk, own=True, content_type__model="article")
    return dict(changes.values_list("revision_id", "reverted_by"))


def deleted(party: Party) -> tuple[Party, int]:
    """The party after its deletion, its key still at hand, and the number of that revision."""
    pk = party.pk
    party.delete()
    party.pk = pk
    return party, head()


@pytest.fixture
def full(party: Party, person: Person) -> Party:
    """A party with a name, a role, and a source beside the name, in revision 4."""
    source = Citation.objects.create(key="a", title="News")
    with recording():
        name = Name.objects.create(article=party, text="Baytaq", language="en")
        Role.objects.create(party=party, person=person, title="chair")
        FactCitation.objects.create(
            article=party, row_type_id=Name.content_type_id(), row_id=name.pk, citation=source, locator="p. 4"
        )
    return party


# The plan


def test_a_plan_writes_nothing(full: Party) -> None:
    say(full, slogan="a")
    with CaptureQueriesContext(connection) as queries:
        planned = plan(aim(full, Action.RESTORE, 1))
    assert not same_state(planned.present, planned.target)
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


def test_a_plan_shows_what_would_come_of_it(party: Party) -> None:
    say(party, slogan="a")
    planned = plan(aim(party, Action.UNDO, 2))
    assert (planned.conflicts, planned.missing, planned.changes_nothing) == ((), (), False)
    assert same_state(planned.target, state(party, 1))


@pytest.mark.parametrize(("action", "number"), [(Action.RESTORE, 3), (Action.UNDO, 2)])
def test_what_is_so_already_is_refused_and_makes_no_revision(party: Party, action: Action, number: int) -> None:
    say(party, slogan="a")
    say(party, slogan="")
    with pytest.raises(ValidationError) as refused:
        change_back(party, action, number)
    assert (refused.value.code, head()) == ("unchanged", 3)


# Restoring


def test_restoring_gives_the_whole_state_of_then_under_the_same_keys(full: Party) -> None:
    then = head()
    wanted = state(full)
    with recording():
        say(full, slogan="a", slug="baytaq-party")
        full.names.get().delete()
        Statement.objects.create(article=full, label="Fact", value="one")
    change_back(full, Action.RESTORE, then)
    assert same_state(state(full), wanted)


def test_a_restored_revision_says_who_why_and_what(party: Party, editor: User) -> None:
    say(party, slogan="a")
    opened = carry_out(aim(party, Action.RESTORE, 1), editor, "as it was")
    newest = Revision.objects.get(number=opened.number)
    assert (newest.action, newest.reverts, newest.user, newest.comment) == ("restore", 1, editor, "as it was")


def test_all_that_restoring_took_back_says_so(party: Party) -> None:
    for slogan in ("a", "b"):
        say(party, slogan=slogan)
    by = change_back(party, Action.RESTORE, 1)
    assert reverted_by(party) == {1: None, 2: by, 3: by, by: None}


def test_what_restoring_brings_back_is_no_longer_undone(party: Party) -> None:
    undone = say(party, slogan="a")
    by = change_back(party, Action.UNDO, undone)
    again = change_back(party, Action.RESTORE, undone)
    assert reverted_by(party) == {1: None, undone: None, by: again, again: None}


def test_work_saved_since_the_preview_stays_and_does_not_count_as_taken_back(party: Party) -> None:
    say(party, slogan="a")
    previewed = head()
    say(party, headquarters="Astana")
    by = change_back(party, Action.RESTORE, 1, base=previewed)
    party.refresh_from_db()
    assert (party.slogan, party.headquarters) == ("", "Astana")
    assert reverted_by(party) == {1: None, 2: by, 3: None, by: None}


def test_restoring_what_came_before_a_deletion_brings_the_article_back(full: Party) -> None:
    then, wanted = head(), state(full)
    deleted(full)
    change_back(full, Action.RESTORE, then)
    assert same_state(state(full), wanted)


# Undoing


def test_undoing_leaves_later_work_as_it_is(party: Party) -> None:
    undone = say(party, slogan="a")
    say(party, headquarters="Astana")
    change_back(party, Action.UNDO, undone)
    party.refresh_from_db()
    assert (party.slogan, party.headquarters) == ("", "Astana")


def test_only_the_undone_revision_says_that_it_was_undone(party: Party) -> None:
    undone = say(party, slogan="a")
    later = say(party, headquarters="Astana")
    by = change_back(party, Action.UNDO, undone)
    assert reverted_by(party) == {1: None, undone: by, later: None, by: None}


def test_undoing_a_creation_deletes(party: Party) -> None:
    change_back(party, Action.UNDO, 1)
    assert not Party.objects.exists()


def test_undoing_a_deletion_brings_back_parts_and_sources(full: Party) -> None:
    wanted = state(full)
    full, number = deleted(full)
    change_back(full, Action.UNDO, number)
    assert same_state(state(full), wanted)


def test_undoing_an_undo_lets_the_first_revision_stand_again(party: Party) -> None:
    undone = say(party, slogan="a")
    first = change_back(party, Action.UNDO, undone)
    second = change_back(party, Action.UNDO, first)
    party.refresh_from_db()
    assert party.slogan == "a"
    assert reverted_by(party) == {1: None, undone: None, first: second, second: None}


def test_undoing_one_of_two_articles_of_a_revision_leaves_the_other(party: Party, person: Person) -> None:
    with recording():
        say(party, slogan="a")
        person.occupation = "ecologist"
        person.save()
    number = head()
    by = change_back(party, Action.UNDO, number)
    person.refresh_from_db()
    assert person.occupation == "ecologist"
    assert (reverted_by(party)[number], reverted_by(person)[number]) == (by, None)


# Overlaps


@pytest.fixture
def overlap(party: Party) -> Plan:
    """Revision 2 shall be undone; revision 3 changed the same field, and another one."""
    say(party, slogan="a")
    say(party, slogan="b", headquarters="Astana")
    with pytest.raises(Overlap) as refused:
        change_back(party, Action.UNDO, 2)
    return refused.value.plan


def test_later_work_on_the_same_field_is_asked_about(overlap: Plan) -> None:
    assert [(found.column, found.base, found.mine, found.theirs) for found in overlap.conflicts] == [
        ("slogan", "a", "", "b")
    ]


def test_an_overlap_writes_nothing(party: Party, overlap: Plan) -> None:
    assert head() == 3 and reverted_by(party) == {1: None, 2: None, 3: None}


@pytest.mark.parametrize(("side", "slogan"), [("mine", ""), ("edited", "c")])
def test_a_choice_settles_an_overlap(party: Party, overlap: Plan, side: Any, slogan: str) -> None:
    choices = {found.id: Choice(side, found.seen, "c") for found in overlap.conflicts}
    change_back(party, Action.UNDO, 2, choices=choices)
    party.refresh_from_db()
    assert (party.slogan, party.headquarters) == (slogan, "Astana")


def test_choosing_what_stands_there_is_no_change(party: Party, overlap: Plan) -> None:
    choices = {found.id: Choice("theirs", found.seen) for found in overlap.conflicts}
    with pytest.raises(ValidationError, match="so already"):
        change_back(party, Action.UNDO, 2, choices=choices)


def test_undoing_the_creation_of_what_was_edited_since_asks_about_the_whole(party: Party) -> None:
    say(party, slogan="a")
    with pytest.raises(Overlap) as refused:
        change_back(party, Action.UNDO, 1)
    assert [(found.key, found.column, found.mine) for found in refused.value.plan.conflicts] == [
        (("parties.party", party.pk), "", None)
    ]


# What is no longer there


def test_a_row_that_names_what_is_gone_is_listed_and_left_out(full: Party, person: Person) -> None:
    then = head()
    full.roles.get().delete()
    person.delete()
    planned = plan(aim(full, Action.RESTORE, then))
    assert [(item.label, item.target, item.dropped) for item in planned.missing] == [("chair", "person", True)]
    with pytest.raises(ValidationError, match="so already"):
        change_back(full, Action.RESTORE, then)


def test_the_rest_is_restored_without_what_names_something_gone(full: Party, person: Person) -> None:
    then = head()
    full.roles.get().delete()
    full.names.get().delete()
    person.delete()
    change_back(full, Action.RESTORE, then)
    assert full.names.get().text == "Baytaq" and not full.roles.exists()


# Undeleting


def test_undeleting_gives_the_state_before_the_deletion_under_the_same_keys(full: Party) -> None:
    wanted = state(full)
    full, number = deleted(full)
    change_back(full, Action.UNDELETE, number)
    assert same_state(state(full), wanted)


def test_a_deletion_that_was_taken_back_says_so(party: Party) -> None:
    party, number = deleted(party)
    by = change_back(party, Action.UNDELETE, number)
    assert reverted_by(party)[number] == by and Revision.objects.get(number=by).reverts == number


def test_a_source_comes_back_with_its_authors(db: None) -> None:
    source = Citation.objects.create(key="a", title="News")
    Author.objects.create(citation=source, literal="Азаттық")
    pk = source.pk
    source.delete()
    source.pk = pk
    change_back(source, Action.UNDELETE, head())
    assert Author.objects.get().citation.key == "a"
