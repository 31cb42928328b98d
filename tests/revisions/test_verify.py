"""Verifying a sound history finds no fault; and what the two commands say."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from parties.models import Party, Person
from revisions.intervals import NEWEST
from revisions.models import OPEN, Action, HiddenPart, Hiding, Revision
from revisions.tracking.seals import tracked_histories
from revisions.verify import Anchor, Fault, Verdict, current_head, verify
from tests.revisions.lively import head, live_lively
from tests.revisions.past_the_models import remove, reseal, rolled_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def lively(db: None, tmp_path: Path) -> None:
    live_lively(tmp_path)


def verify_history(*arguments: str, verbosity: int = 1) -> str:
    output = StringIO()
    call_command("verify_history", *arguments, stdout=output, stderr=StringIO(), verbosity=verbosity)
    return output.getvalue()


# A sound history


def test_a_site_without_a_revision_verifies(db: None) -> None:
    assert verify() == Verdict(revisions=0, versions=0, faults=())


def test_a_lively_history_verifies(lively: None) -> None:
    versions = sum(history.objects.count() for _model, history in tracked_histories())
    assert verify() == Verdict(head(), versions, faults=())
    assert verify(current_head()).faults == ()


def test_the_lively_history_has_seen_everything(lively: None) -> None:
    """Otherwise the other tests say little."""
    assert set(Revision.objects.values_list("action", flat=True)) >= {
        Action.EDIT,
        Action.IMPORT,
        Action.RESTORE,
        Action.UNDO,
        Action.DELETE,
        Action.UNDELETE,
    }
    assert set(Hiding.objects.values_list("part", flat=True)) == set(HiddenPart)
    assert Revision.objects.filter(user=None).exists() and head() > 50


def test_the_demo_verifies(demo: None) -> None:
    verdict = verify(current_head())
    assert verdict.faults == () and verdict.versions > 1000


def test_reviewing_a_revision_leaves_the_chain_as_it_is(party: Party, editor: User) -> None:
    Revision.objects.update(reviewed_by=editor, reviewed_at=F("created_at"))
    assert verify().faults == ()


@pytest.mark.django_db(transaction=True)
def test_others_may_save_while_the_history_is_verified() -> None:
    party = Party.objects.create(slug="baytaq", title="Baytaq")

    def save() -> None:
        party.slogan = "Clean air"
        party.save()
        connection.close()

    def progress(revisions: Iterable[Revision], total: int) -> Iterable[Revision]:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(save).result()
        return revisions

    assert verify(progress=progress) == Verdict(revisions=1, versions=1, faults=())
    assert verify() == Verdict(revisions=2, versions=2, faults=())


def test_a_longer_history_takes_no_more_queries(party: Party) -> None:
    with CaptureQueriesContext(connection) as short:
        verify()
    for number in range(20):
        party.slogan = str(number)
        party.save()
    with CaptureQueriesContext(connection) as long:
        verify()
    assert len(long) == len(short)


# Anchors


def test_an_anchor_is_read_as_it_is_printed(party: Party) -> None:
    anchor = current_head()
    assert anchor is not None
    assert Anchor.parse(f"  {anchor}\n") == anchor


@pytest.mark.parametrize(
    "text", ["57", "57:", f":{'a' * 64}", f"-1:{'a' * 64}", f"57:{'a' * 63}", f"57:{'x' * 64}", f"{10**20}:{'a' * 64}"]
)
def test_what_is_no_anchor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Anchor.parse(text)


def test_an_older_anchor_still_holds(party: Party) -> None:
    anchor = current_head()
    party.slogan = "Clean air"
    party.save()
    assert verify(anchor).faults == ()


def test_a_tail_that_was_cut_off_shows_against_an_anchor_alone(party: Party) -> None:
    party.slogan = "Clean air"
    party.save()
    anchor = current_head()
    with rolled_back():
        remove(Party.history.model, revision_id=2)
        Party.history.model.objects.update(until=OPEN, node=NEWEST)
        remove(Revision, number=2)
        QuerySet(Party).update(slogan="", set_in={"": 1})
        assert verify().faults == ()
        [fault] = verify(anchor).faults
    assert fault == Fault(2, "the history was cut off: the anchored revision is not there")


def test_a_history_written_anew_shows_against_an_anchor_alone(party: Party) -> None:
    """Whoever has the key can do it; the anchor is elsewhere."""
    anchor = current_head()
    Revision.objects.update(comment="Another")
    reseal(1)
    assert verify().faults == ()
    [fault] = verify(anchor).faults
    assert fault == Fault(1, "the history was written anew: the anchored revision has another hash")


# Commands


def test_the_command_counts_what_it_verified(lively: None) -> None:
    verdict = verify()
    expected = f"The history verifies: {verdict.revisions} revisions, {verdict.versions} versions.\n"
    assert verify_history() == expected


def test_the_command_says_nothing_when_asked_to_be_silent(party: Party) -> None:
    assert verify_history(verbosity=0) == ""


def test_the_command_fails_and_says_what_is_first(party: Party, person: Person) -> None:
    Revision.objects.update(comment="Another")
    with pytest.raises(CommandError) as error:
        verify_history()
    assert error.value.returncode == 1
    first, *others = str(error.value).splitlines()[1:]
    assert first == "First: revision 1: the comment was changed"
    assert others == ["  revision 2: the comment was changed"]


def test_the_command_fails_where_the_tail_is_not_the_anchored_one(party: Party) -> None:
    with pytest.raises(CommandError, match="First: revision 57: the history was cut off"):
        verify_history("--anchor", f"57:{'a' * 64}")


def test_the_command_refuses_what_is_no_anchor(party: Party) -> None:
    with pytest.raises(CommandError, match="An anchor looks like 57:9f2c…"):
        verify_history("--anchor", "yesterday")


def test_an_anchor_is_what_the_other_command_prints(party: Party) -> None:
    output = StringIO()
    call_command("anchor_history", stdout=output)
    assert output.getvalue() == f"{current_head()}\n"
    assert verify_history("--anchor", output.getvalue()).startswith("The history verifies")


def test_there_is_no_anchor_before_the_first_revision() -> None:
    with pytest.raises(CommandError, match=r"There is no revision yet\."):
        call_command("anchor_history")
