"""One save, one revision: how many rows it holds, which number it takes, what undoes it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from articles.models import Name
from parties.models import Party, Person, Role
from revisions.models import Action, Change, Revision
from revisions.tracking.recording import Recording, current, recording
from revisions.tracking.seals import chain, comment_seal, user_seal

pytestmark = pytest.mark.django_db

Head = Callable[[], int]


class Interrupted(Exception):
    """What goes wrong in the middle of a save."""


def test_many_rows_saved_inside_are_one_revision() -> None:
    with recording():
        party = Party.objects.create(slug="baytaq", title="Baytaq")
        person = Person.objects.create(slug="amirtaev", title="Amirtaev")
        name = Name.objects.create(article=party, text="Байтақ", language="kk-Cyrl")
        role = Role.objects.create(party=party, person=person)
    numbers = {row.history.get().revision_id for row in (party, person, name, role)}
    assert numbers == {Revision.objects.get().number}


def test_a_revision_says_who_when_why_and_what_for(editor: User) -> None:
    before = timezone.now()
    with recording(editor, "after the congress", Action.UNDO, reverts=7):
        Party.objects.create(slug="baytaq", title="Baytaq")
    revision = Revision.objects.get()
    assert (revision.user, revision.username, revision.comment) == (editor, "aigerim", "after the congress")
    assert (revision.action, revision.reverts) == ("undo", 7)
    assert before <= revision.created_at <= timezone.now()


def test_the_name_of_the_user_stays_as_it_was(editor: User, party: Party) -> None:
    with recording(editor):
        party.title = "Baytaq Party"
        party.save()
    editor.username = "a.serikova"
    editor.save()
    assert Revision.objects.latest("number").username == "aigerim"


@pytest.mark.parametrize("user", [None, AnonymousUser()])
def test_a_revision_may_be_nobodys(user: AnonymousUser | None) -> None:
    with recording(user):  # type: ignore[arg-type]
        Party.objects.create(slug="baytaq", title="Baytaq")
    revision = Revision.objects.get()
    assert (revision.user, revision.username) == (None, "")


def test_a_recording_inside_a_recording_joins_it(party: Party, head: Head) -> None:
    before = head()
    with recording(comment="outer") as outer:
        party.slogan = "Green"
        party.save()
        with recording(comment="inner") as inner:
            party.headquarters = "Astana"
            party.save()
    assert inner is outer
    assert Revision.objects.filter(number__gt=before).get().comment == "outer"


def test_an_inner_recording_ends_without_closing_the_outer_one(party: Party, head: Head) -> None:
    before = head()
    with recording():
        with recording():
            pass
        party.slogan = "Green"
        party.save()
    assert head() == before + 1


@pytest.mark.parametrize("depth", [1, 3])
def test_a_recording_in_which_nothing_changed_is_no_revision(party: Party, head: Head, depth: int) -> None:
    before = head()

    def save(depth: int) -> None:
        with recording():
            if depth > 1:
                save(depth - 1)
            party.save()

    save(depth)
    assert head() == before


def test_an_empty_recording_is_no_revision() -> None:
    with recording():
        pass
    assert not Revision.objects.exists()


def test_an_exception_leaves_no_revision_and_no_row() -> None:
    with pytest.raises(Interrupted), recording():
        Party.objects.create(slug="baytaq", title="Baytaq")
        raise Interrupted
    assert not Revision.objects.exists() and not Change.objects.exists()
    assert not Party.objects.exists() and not Party.history.exists()


def test_the_number_of_an_undone_recording_is_not_used_up(party: Party, head: Head) -> None:
    before = head()
    with pytest.raises(Interrupted), recording():
        Party.objects.create(slug="other", title="Other")
        raise Interrupted
    Party.objects.create(slug="another", title="Another")
    assert head() == before + 1


def test_an_exception_inside_a_joined_recording_undoes_the_outer_one() -> None:
    with pytest.raises(Interrupted), recording():
        Party.objects.create(slug="baytaq", title="Baytaq")
        with recording():
            raise Interrupted
    assert not Party.objects.exists() and not Revision.objects.exists()


def test_a_transaction_around_a_recording_takes_it_back(head: Head) -> None:
    with pytest.raises(Interrupted), transaction.atomic():
        Party.objects.create(slug="baytaq", title="Baytaq")
        assert head() == 1
        raise Interrupted
    assert head() == 0 and not Party.history.exists()


def test_a_savepoint_that_held_the_only_write_leaves_no_revision(party: Party, head: Head) -> None:
    before = head()
    with recording(), pytest.raises(Interrupted), transaction.atomic():
        Party.objects.create(slug="other", title="Other")
        raise Interrupted
    assert head() == before and not Party.history.filter(slug="other").exists()


def test_a_recording_whose_only_write_was_taken_back_has_no_number(party: Party) -> None:
    with recording() as recorded, pytest.raises(Interrupted), transaction.atomic():
        Party.objects.create(slug="other", title="Other")
        raise Interrupted
    assert recorded.number is None


def test_a_savepoint_taken_back_leaves_no_trace_in_the_revision(head: Head) -> None:
    with recording():
        kept = Party.objects.create(slug="kept", title="Kept")
        with pytest.raises(Interrupted), transaction.atomic():
            Party.objects.create(slug="lost", title="Lost")
            kept.title = "Renamed"
            kept.save()
            raise Interrupted
    assert [(row.slug, row.title, row.revision_id) for row in Party.history.all()] == [("kept", "Kept", head())]
    assert [change.label for change in Change.objects.filter(content_type__isnull=False)] == ["Kept"]


def test_a_row_closed_in_a_savepoint_taken_back_is_open_again(party: Party) -> None:
    with recording():
        with pytest.raises(Interrupted), transaction.atomic():
            party.title = "Renamed"
            party.save()
            raise Interrupted
        Party.objects.create(slug="other", title="Other")
    assert party.history.get().until == 2**62


def test_what_is_written_after_a_savepoint_was_taken_back_gets_the_next_number(party: Party, head: Head) -> None:
    before = head()
    with recording():
        with pytest.raises(Interrupted), transaction.atomic():
            Party.objects.create(slug="lost", title="Lost")
            raise Interrupted
        later = Party.objects.create(slug="kept", title="Kept")
    assert later.history.get().revision_id == head() == before + 1


def test_numbers_ascend_without_gaps() -> None:
    for slug in ("a", "b", "c", "d"):
        Party.objects.create(slug=slug, title=slug)
        with pytest.raises(Interrupted), recording():
            Party.objects.create(slug=f"{slug}-lost", title=slug)
            raise Interrupted
    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_revision_is_never_older_than_its_predecessor(party: Party) -> None:
    ahead = timezone.now() + timedelta(hours=1)
    Revision.objects.update(created_at=ahead)  # a clock that was set back since
    party.title = "Renamed"
    party.save()
    assert Revision.objects.latest("number").created_at == ahead


def test_a_save_outside_a_recording_records_itself(party: Party, head: Head) -> None:
    before = head()
    party.title = "Renamed"
    party.save()
    assert party.history.latest("history_id").revision_id == head() == before + 1


def test_a_deletion_outside_a_recording_records_itself(party: Party, head: Head) -> None:
    before = head()
    party.delete()
    assert Party.history.get(history_type="-").revision_id == head() == before + 1


def test_a_recording_has_no_number_before_the_first_change(party: Party) -> None:
    with recording() as recorded:
        party.save()
        assert recorded.number is None


def test_a_recording_knows_its_number_from_the_first_change_on(party: Party, head: Head) -> None:
    before = head()
    with recording() as recorded:
        party.title = "Renamed"
        party.save()
        assert recorded.number == before + 1
    assert recorded.number == head()


def test_the_open_recording_is_known_while_it_is_open() -> None:
    with recording() as recorded:
        assert current() is recorded
    assert current() is None


def test_no_recording_stays_open_after_an_exception() -> None:
    with pytest.raises(Interrupted), recording():
        raise Interrupted
    assert current() is None


def test_the_hash_can_be_computed_again_from_what_is_stored(editor: User, party: Party) -> None:
    with recording(editor, "both", Action.IMPORT):
        party.title = "Renamed"
        party.save()
        party.slogan = "Green"
        party.save()
        Name.objects.create(article=party, text="Байтақ", language="kk-Cyrl")
    previous, revision = Revision.objects.order_by("number")
    digests = [
        f"{model._meta.db_table}:{row.history_id}:{row.digest}"
        for model in (Name.history.model, Party.history.model)
        for row in model.objects.filter(revision=revision).order_by("history_id")
    ]
    assert len(digests) == 3
    assert chain(previous.hash, revision, digests) == revision.hash


@pytest.mark.parametrize(
    "change",
    [
        {"number": 3},
        {"comment_seal": "why not"},
        {"user_seal": "other"},
        {"action": "undo"},
        {"reverts": 1},
        {"created_at": timezone.now() + timedelta(1)},
    ],
)
def test_the_hash_holds_every_field_of_the_revision(party: Party, change: dict[str, object]) -> None:
    revision = Revision.objects.get()
    before = chain("", revision, ["row"])
    for name, value in change.items():
        setattr(revision, name, value)
    assert chain("", revision, ["row"]) != before


def test_the_seals_hold_user_and_comment(editor: User) -> None:
    with recording(editor, "why"):
        Party.objects.create(slug="a", title="A")
    revision = Revision.objects.get()
    assert revision.user_seal == user_seal(revision.number, editor.pk, "aigerim")
    assert revision.comment_seal == comment_seal(revision.number, "why")


def test_a_seal_needs_number_and_text() -> None:
    assert len({comment_seal(1, "why"), comment_seal(2, "why"), comment_seal(1, "why not")}) == 3


def test_the_hash_holds_the_rows_and_the_hash_before(party: Party) -> None:
    revision = Revision.objects.get()
    hashes = {chain("", revision, ["row"]), chain("", revision, ["other"]), chain("before", revision, ["row"])}
    assert len(hashes) == 3


def test_the_hash_needs_the_key(party: Party, settings: pytest.FixtureRequest) -> None:
    revision = Revision.objects.get()
    before = chain("", revision, [])
    settings.HISTORY_KEY = "another key"  # type: ignore[attr-defined]
    assert chain("", revision, []) != before


@pytest.mark.parametrize("flag", [{"hidden": 1}, {"reviewed_at": timezone.now()}], ids=["hidden", "reviewed"])
def test_review_and_hiding_are_outside_the_hash(party: Party, flag: dict[str, object]) -> None:
    revision = Revision.objects.get()
    before = chain("", revision, [])
    for name, value in flag.items():
        setattr(revision, name, value)
    assert chain("", revision, []) == before


def test_closing_a_recording_that_wrote_nothing_gives_nothing() -> None:
    assert Recording(user=None, comment="", action=Action.EDIT).close() is None
