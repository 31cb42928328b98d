"""Many new rows at once leave what saving each would have left."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Identifier, Name, Translation
from parties.models import Party
from revisions.models import OPEN, Change, Revision, history_of
from revisions.tracking.new_rows import RowsRefused, add_rows
from revisions.tracking.recording import UntrackedWrite, recording
from revisions.verify import verify

pytestmark = pytest.mark.django_db

Head = Callable[[], int]
UNTIDY = ("Байтақ ", "Баи\u0306тақ")  # stored without the space, and composed


def names(party: Party, *texts: str) -> list[Any]:
    return [Name(article=party, text=text, language="kk", position=number) for number, text in enumerate(texts, 1)]


def left_by(number: int) -> dict[str, Any]:
    """What a revision left of names, but for keys, times and numbers."""
    versions = history_of(Name).objects.filter(revision_id=number).order_by("history_id")
    changes = Change.objects.filter(revision_id=number)
    return {
        "versions": list(versions.values_list("text", "position", "history_type")),
        "set": [version.set_in == {"": number} for version in versions],
        "newest": [version.until == OPEN for version in versions],
        "changes": list(changes.values_list("object_id", "label", "summary", "size")),
        "rows": list(Name.objects.values_list("text", "position")),
    }


def test_rows_added_at_once_are_as_rows_saved_one_by_one(party: Party, head: Head) -> None:
    with recording():
        for row in names(party, *UNTIDY):
            row.save()
    saved = left_by(head())
    with recording():
        for row in Name.objects.all():
            row.delete()
    with recording():
        add_rows(names(party, *UNTIDY))
    assert left_by(head()) == saved
    assert [text for text, _position in saved["rows"]] == ["Байтақ", "Бай\u0442ақ"]
    assert verify().faults == ()


def test_rows_join_the_open_recording(party: Party, head: Head) -> None:
    before = head()
    with recording():
        party.slogan = "Green"
        party.save()
        add_rows(names(party, "Baytaq"))
    assert head() == before + 1
    assert history_of(Name).objects.get().revision_id == before + 1


def test_added_rows_have_their_keys(party: Party) -> None:
    rows = names(party, *(f"Name {number}" for number in range(40)))
    with recording():
        add_rows(rows)
    assert {row.pk: row.text for row in rows} == dict(Name.objects.values_list("pk", "text"))


def test_forty_rows_take_no_more_statements_than_one(party: Party) -> None:
    counts = []
    for rows in (names(party, "Alone"), names(party, *(f"Name {number}" for number in range(40)))):
        with (
            recording(),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            add_rows(rows)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nothing_to_add_makes_no_revision(head: Head) -> None:
    before = head()
    with recording():
        add_rows([])
    assert head() == before


def test_wrong_values_are_told_by_their_place_and_nothing_is_written(party: Party, head: Head) -> None:
    before = head()
    rows = names(party, "Good", "x" * 301, "Good too", "bell\x07")
    with pytest.raises(RowsRefused) as refused, recording():
        add_rows(rows)
    assert list(refused.value.faults) == [1, 3]
    assert "at most 300 characters" in refused.value.faults[1].message_dict["text"][0]
    assert (Name.objects.count(), head()) == (0, before)


@pytest.mark.parametrize("stored", [False, True], ids=["among themselves", "with one that is stored"])
def test_rows_that_break_a_constraint_are_told_beside_their_field(party: Party, stored: bool) -> None:
    if stored:
        Identifier.objects.create(article=party, scheme="bin", value="1")
    rows = [Identifier(article=party, scheme="bin", value=value) for value in ("2", "1", "3", *([] if stored else "1"))]
    with recording():
        with pytest.raises(RowsRefused) as refused:
            add_rows(rows)
        (place,) = refused.value.faults
        assert place == (1 if stored else 3)
        assert refused.value.faults[place].message_dict == {"value": ["This identifier stands here already."]}
        add_rows(row for number, row in enumerate(rows) if number != place)  # they are as if never tried
    assert Identifier.objects.count() == 3
    assert verify().faults == ()


def test_what_was_taken_back_uses_no_number(party: Party, head: Head) -> None:
    before = head()
    twins = [Identifier(article=party, scheme="bin", value="1") for _ in range(2)]
    with recording(), pytest.raises(RowsRefused):
        add_rows(twins)
    assert head() == before == Revision.objects.count()


def test_outside_a_recording_they_are_refused(party: Party) -> None:
    with pytest.raises(UntrackedWrite):
        add_rows(names(party, "Baytaq"))
    assert not Name.objects.exists()


def test_what_only_its_own_save_can_write_is_refused(party: Party) -> None:
    stored = Name.objects.create(article=party, text="Stored", language="kk")
    for row in (
        stored,
        Name(pk=900, article=party, text="X", language="kk"),
        Party(slug="x", title="X"),
        Translation(article=party, language="kk", title="X"),
    ):
        with recording(), pytest.raises(UntrackedWrite):
            add_rows([row])
    assert (Name.objects.count(), Party.objects.count(), Translation.objects.count()) == (1, 1, 0)
