"""What is said of a history that somebody touched: where, and what."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.test import override_settings

from articles.models import Article, Name, Statement
from parties.models import Colour, Party
from revisions.models import OPEN, HiddenPart, Hiding, Revision
from revisions.tracking.recording import recording
from revisions.tracking.seals import hiding_seal
from revisions.verify import MOST_FAULTS, verify
from tests.revisions.lively import hide
from tests.revisions.past_the_models import insert, remove, reseal, rolled_back

PARTIES = Party.history.model.objects
FOLLOWS_NOT = "the hash does not follow: a version was added, taken or moved, or the revision itself was changed"
NOBODY_HID_IT = "something is marked as hidden, but nobody hid it"
NO_LONGER_MARKED = "something was hidden, but is no longer marked so"
LOG_CHANGED = "what was hidden, or the log of it, was changed"


@pytest.fixture(autouse=True)
def _nothing_stays(db: None) -> Iterator[None]:
    """No test leaves behind what foreign keys would refuse."""
    with rolled_back():
        yield


@pytest.fixture
def party(editor: User) -> Party:
    """A party that two revisions changed since its first."""
    with recording(editor, "founded"):
        party = Party.objects.create(slug="baytaq", title="Baytaq", country="KZ", status="published")
    for slogan in ("Clean air", "Clean water"):
        with recording(editor, slogan):
            party.slogan = slogan
            party.save()
    return party


@pytest.fixture
def hidden(party: Party, editor: User) -> Party:
    """The same: then content of 4 and 5, the comment of 4 and the user name of 5 were hidden; 6 took them back."""
    hide(party, editor)
    return party


def said() -> list[tuple[int | None, str]]:
    return [(fault.number, fault.words) for fault in verify().faults]


def of(party: Party, words: str) -> str:
    return f"parties_historicalparty, row {party.pk}: {words}"


# Versions


def test_a_changed_value_is_named_by_table_and_row(party: Party) -> None:
    PARTIES.filter(revision_id=2).update(title="Another")
    assert said() == [(2, of(party, "the values were changed"))]


def test_a_value_with_a_digest_of_its_own_breaks_the_chain(party: Party) -> None:
    PARTIES.filter(revision_id=2).update(digest=PARTIES.get(revision_id=1).digest)
    assert said() == [(2, of(party, "the values were changed"))]


def test_a_version_that_is_gone_breaks_the_chain(party: Party) -> None:
    with recording():
        Name.objects.create(article=party, text="Baytaq", language="en")
        gone = Name.objects.create(article=party, text="Байтақ", language="kk")
    remove(Name.history.model, id=gone.pk)
    remove(Name, pk=gone.pk)
    assert said() == [(4, FOLLOWS_NOT)]


def test_a_version_too_many_breaks_the_chain(party: Party) -> None:
    version = PARTIES.get(until=OPEN)
    PARTIES.filter(pk=version.pk).update(until=3)
    version.pk = None
    version.save(force_insert=True)
    assert said() == [(3, FOLLOWS_NOT)]


@pytest.mark.parametrize("number", [0, 7, 2**63 - 1])
def test_a_version_of_no_revision_is_named(party: Party, number: int) -> None:
    PARTIES.filter(revision_id=3).update(revision_id=number)
    assert (number, of(party, "a version of a revision that is not there")) in said()


def test_another_end_of_a_version_is_found(party: Party) -> None:
    PARTIES.filter(until=2).update(until=3)
    assert said() == [(2, of(party, "the version before it names another revision as its end"))]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_version_that_past_pages_would_not_find_is_found(party: Party, number: int) -> None:
    PARTIES.filter(revision_id=number).update(node=2**20)
    assert said() == [(number, of(party, "pages of the past do not find the version"))]


def test_a_closed_version_without_a_later_one_is_found(party: Party) -> None:
    PARTIES.filter(until=OPEN).update(until=4)
    assert said() == [(3, of(party, "a later version is missing"))]


@pytest.mark.parametrize(
    "values", [{"history_user_id": 1}, {"history_change_reason": "x"}, {"history_date": "2020-01-01T00:00Z"}]
)
def test_who_when_and_why_stand_on_the_revision_alone(party: Party, values: dict[str, Any]) -> None:
    PARTIES.filter(revision_id=2).update(**values)
    assert said() == [(2, of(party, "date, user or reason was changed"))]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite lets a number be a word")
def test_a_word_where_a_number_belongs_is_found(party: Party) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE parties_historicalparty SET image_id = 'many' WHERE revision_id = 2")
    assert said() == [(2, of(party, "the values were changed"))]


# Live rows


def test_a_changed_live_row_is_named_by_table_and_row(party: Party) -> None:
    QuerySet(Party).update(slogan="Another")
    assert said() == [(None, f"parties_party, row {party.pk}: it differs from its newest version")]


def test_a_live_row_that_is_gone_is_found(party: Party) -> None:
    colour = Colour.objects.create(party=party, name="green")
    remove(Colour, pk=colour.pk)
    assert said() == [(None, f"parties_colour, row {colour.pk}: it is gone, but the history does not say so")]


def test_a_live_row_of_which_the_history_knows_nothing_is_found(party: Party) -> None:
    QuerySet(Colour).bulk_create([Colour(party=party, name="green", pk=7)])
    assert said() == [(None, "parties_colour, row 7: it stands there, but not in the history")]


def test_a_live_row_that_came_back_from_the_dead_is_found(party: Party) -> None:
    colour = Colour.objects.create(party=party, name="green")
    pk = colour.pk
    colour.delete()
    QuerySet(Colour).bulk_create([Colour(party=party, name="green", pk=pk)])
    assert said() == [(None, f"parties_colour, row {pk}: it stands there, but not in the history")]


def test_an_article_of_no_kind_is_found(party: Party) -> None:
    values = {field.attname: getattr(party, field.attname) for field in Article._meta.concrete_fields}
    insert([Article], {**values, "id": 1000, "slug": "other"})
    assert said() == [(None, "articles_article, row 1000: it stands there, but not in the history")]


# Revisions


def test_a_revision_that_is_gone_is_named(party: Party) -> None:
    remove(Revision, number=2)
    assert (2, "the revision is missing") in said()


def test_a_revision_without_versions_is_found(party: Party) -> None:
    remove(PARTIES.model, revision_id=2)
    assert said()[0] == (2, "nothing is left of what the revision wrote")


@pytest.mark.parametrize("values", [{"username": "другой"}, {"user": None}])
def test_another_user_is_found(party: Party, values: dict[str, Any]) -> None:
    Revision.objects.filter(number=2).update(**values)
    assert said() == [(2, "the user name was changed")]


def test_another_comment_is_found(party: Party) -> None:
    Revision.objects.filter(number=2).update(comment="Clean Air")
    assert said() == [(2, "the comment was changed")]


@pytest.mark.parametrize("values", [{"action": "undo"}, {"reverts": 1}, {"submission": "x"}, {"hash": "0" * 64}])
def test_another_field_of_a_revision_breaks_the_chain(party: Party, values: dict[str, Any]) -> None:
    Revision.objects.filter(number=2).update(**values)
    assert said()[0] == (2, FOLLOWS_NOT)


def test_a_chain_sealed_with_another_key_is_found(party: Party) -> None:
    with override_settings(HISTORY_KEY="guessed"):
        reseal(2)
    assert said()[0][0] == 2


def test_a_number_far_away_is_told_in_few_words(party: Party) -> None:
    Revision.objects.filter(number=3).update(number=10**12)
    assert len(said()) == MOST_FAULTS


def test_faults_come_in_the_order_of_revisions_and_live_rows_last(party: Party) -> None:
    QuerySet(Party).update(slogan="Another")
    PARTIES.filter(until__in=[2, 3]).update(title="Another")
    Revision.objects.filter(number__in=[1, 3]).update(comment="Another")
    assert [number for number, _words in said()] == [1, 1, 2, 3, None]


# What is hidden


@pytest.mark.parametrize("flags", range(1, 9))
def test_a_revision_marked_as_hidden_is_found(party: Party, flags: int) -> None:
    Revision.objects.filter(number=2).update(hidden=flags)
    assert (2, NOBODY_HID_IT) in said()


def test_a_version_marked_as_hidden_is_found(party: Party) -> None:
    PARTIES.filter(revision_id=2).update(hidden=True)
    assert said() == [(2, NO_LONGER_MARKED), (2, of(party, "marked as hidden, but nobody hid it"))]


@pytest.mark.parametrize(("number", "part"), [(4, HiddenPart.COMMENT), (5, HiddenPart.USER), (5, HiddenPart.CONTENT)])
def test_a_mark_that_was_taken_is_found(hidden: Party, number: int, part: HiddenPart) -> None:
    revision = Revision.objects.get(number=number)
    Revision.objects.filter(number=number).update(hidden=revision.hidden - part)
    assert (number, NO_LONGER_MARKED) in said()


@pytest.mark.parametrize(
    ("number", "values", "words"),
    [
        (4, {"comment": "polite"}, "the comment was changed"),
        (5, {"username": "somebody"}, "the user name was changed"),
        (5, {"user": 1}, "the user name was changed"),
    ],
)
def test_words_in_place_of_hidden_ones_are_found(
    hidden: Party, number: int, values: dict[str, Any], words: str
) -> None:
    Revision.objects.filter(number=number).update(**values)
    assert said() == [(number, words)]


def test_content_in_place_of_hidden_content_is_found(hidden: Party) -> None:
    PARTIES.filter(revision_id=4).update(lead="lawful")
    assert (4, of(hidden, "marked as hidden, but nobody hid it")) in said()


@pytest.mark.parametrize("values", [{"country": "RU"}, {"status": "draft"}, {"set_in": {}}, {"history_type": "-"}])
def test_what_hiding_left_standing_cannot_be_changed_either(hidden: Party, values: dict[str, Any]) -> None:
    PARTIES.filter(revision_id=4).update(**values)
    assert said() == [(4, LOG_CHANGED)]


def test_hidden_content_that_somebody_put_back_is_found(hidden: Party) -> None:
    """A backup has it, digest and all."""
    versions = Statement.history.model.objects.filter(revision_id=4)
    assert versions.update(label="unlawful", value="content", hidden=False) == 1
    assert said() == [(4, LOG_CHANGED)]


@pytest.mark.parametrize(
    ("number", "part", "words"),
    [
        (4, HiddenPart.COMMENT, NOBODY_HID_IT),
        (5, HiddenPart.USER, NOBODY_HID_IT),
        (5, HiddenPart.CONTENT, "marked as hidden, but nobody hid it"),
    ],
)
def test_a_hiding_that_is_gone_from_the_log_is_found(hidden: Party, number: int, part: HiddenPart, words: str) -> None:
    remove(Hiding, part=part)
    assert any(where == number and words in what for where, what in said())


def test_another_reason_in_the_log_is_found(hidden: Party) -> None:
    Hiding.objects.filter(part=HiddenPart.COMMENT).update(reason="spite")
    assert said() == [(4, LOG_CHANGED)]


def test_a_hiding_without_the_key_is_found(hidden: Party) -> None:
    with override_settings(HISTORY_KEY="guessed"):
        log_another(2, 2**62)
    Revision.objects.filter(number=2).update(comment="", hidden=HiddenPart.COMMENT)
    assert said() == [(2, LOG_CHANGED)]


def test_a_hiding_in_a_revision_that_was_cut_off_is_found(hidden: Party) -> None:
    log_another(1000, 1000)
    assert said() == [(1000, "something was hidden in a revision that is not there")]


def log_another(number: int, last: int) -> None:
    """One more entry like that of the hidden comment."""
    hiding = Hiding.objects.get(part=HiddenPart.COMMENT)
    hiding.pk, hiding.revision_id, hiding.last = None, number, last
    hiding.seal = hiding_seal(hiding)
    hiding.save(force_insert=True)
