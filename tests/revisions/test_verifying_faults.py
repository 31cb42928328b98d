"""What is said of a history that somebody touched: where, and what."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import override_settings

from articles.models import Article, Name, Statement
from parties.models import Colour, Party
from revisions.models import HiddenPart, Hiding, Revision
from revisions.recording import recording
from revisions.sealing import hiding_seal
from revisions.verifying import MOST_FAULTS, Anchor, current_head, verify
from tests.revisions.lively import head, live_lively
from tests.revisions.tampering import insert, remove, reseal, rolled_back

PARTIES = Party.history.model.objects
NAMES = Name.history.model.objects
FOLLOWS_NOT = "the hash does not follow: a version was added, taken or moved, or the revision itself was changed"
NOBODY_HID_IT = "something is marked as hidden, but nobody hid it"
LOG_CHANGED = "what was hidden, or the log of it, was changed"


@pytest.fixture(autouse=True)
def _nothing_stays(db: None) -> Iterator[None]:
    """No test leaves what foreign keys would refuse."""
    with rolled_back():
        yield


@pytest.fixture
def lively(_nothing_stays: None, tmp_path: Path) -> None:
    live_lively(tmp_path)


@pytest.fixture
def party(_nothing_stays: None) -> Party:
    return Party.objects.create(slug="baytaq", title="Baytaq", country="KZ", status="published")


def said(anchor: Anchor | None = None) -> list[tuple[int | None, str]]:
    return [(fault.number, fault.words) for fault in verify(anchor).faults]


def hidden(part: HiddenPart) -> Revision:
    """The first revision of which this is hidden."""
    return next(revision for revision in Revision.objects.order_by("number") if revision.hidden & part)


# Versions


def test_a_changed_value_is_named_by_table_and_row(lively: None) -> None:
    version = PARTIES.filter(slug="party-1").earliest("revision_id")
    PARTIES.filter(pk=version.pk).update(title="Another")
    assert said() == [(version.revision_id, f"parties_historicalparty, row {version.id}: the values were changed")]


def test_a_changed_live_row_is_named_by_table_and_row(lively: None) -> None:
    party = Party.objects.get(slug="party-1")
    QuerySet(Party).filter(pk=party.pk).update(slogan="Another")
    assert said() == [(None, f"parties_party, row {party.pk}: it differs from its newest version")]


def test_a_value_with_a_new_digest_breaks_the_chain(lively: None) -> None:
    version = PARTIES.filter(slug="party-1").earliest("revision_id")
    PARTIES.filter(pk=version.pk).update(digest="0" * 64, title="Another")
    assert version.revision_id in dict(said())


def test_a_version_that_is_gone_breaks_the_chain(party: Party) -> None:
    with recording():
        Name.objects.create(article=party, text="Baytaq", language="en")
        gone = Name.objects.create(article=party, text="Байтақ", language="kk")
    remove(NAMES.model, id=gone.pk)
    remove(Name, pk=gone.pk)
    assert said() == [(head(), FOLLOWS_NOT)]


def test_a_version_too_many_breaks_the_chain(party: Party) -> None:
    version = PARTIES.get()
    version.pk, version.history_type = None, "~"
    version.save(force_insert=True)
    assert said()[0][0] == version.revision_id


def test_a_version_of_no_revision_is_named(party: Party) -> None:
    version = PARTIES.get()
    version.pk, version.revision_id = None, 7
    PARTIES.bulk_create([version])
    assert said()[-1] == (7, f"parties_historicalparty, row {party.pk}: a version of a revision that is not there")


def test_another_end_of_a_version_is_found(party: Party) -> None:
    for slogan in ("Clean air", "Clean water"):
        party.slogan = slogan
        party.save()
    PARTIES.filter(until=2).update(until=3)
    assert said() == [
        (2, f"parties_historicalparty, row {party.pk}: the version before it names another revision as its end")
    ]


def test_a_closed_version_without_a_later_one_is_found(party: Party) -> None:
    PARTIES.update(until=2)
    assert said() == [(1, f"parties_historicalparty, row {party.pk}: a later version is missing")]


@pytest.mark.parametrize(
    "values", [{"history_user_id": 1}, {"history_change_reason": "x"}, {"history_date": "2020-01-01T00:00Z"}]
)
def test_what_simple_history_would_say_stays_empty(party: Party, values: dict[str, Any]) -> None:
    PARTIES.update(**values)
    assert said() == [(1, f"parties_historicalparty, row {party.pk}: date, user or reason was changed")]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite lets a number be a word")
def test_a_word_where_a_number_belongs_is_found(party: Party) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE parties_historicalparty SET image_id = 'many'")
    assert said() == [(1, f"parties_historicalparty, row {party.pk}: the values were changed")]


# Live rows


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
    insert([Article], {**values, "id": 7, "slug": "other"})
    assert said() == [(None, "articles_article, row 7: it stands there, but not in the history")]


# Revisions


def test_a_revision_that_is_gone_is_named(lively: None) -> None:
    remove(Revision, number=12)
    assert (12, "the revision is missing") in said()


def test_a_revision_without_versions_is_found(party: Party) -> None:
    remove(PARTIES.model)
    assert said()[0] == (1, "nothing is left of what the revision wrote")


@pytest.mark.parametrize("values", [{"username": "другой"}, {"user": None}])
def test_another_user_is_found(lively: None, values: dict[str, Any]) -> None:
    Revision.objects.filter(number=1).update(**values)
    assert said() == [(1, "the user name was changed")]


def test_another_comment_is_found(lively: None) -> None:
    Revision.objects.filter(number=1).update(comment="Sources")
    assert said() == [(1, "the comment was changed")]


@pytest.mark.parametrize("values", [{"action": "undo"}, {"reverts": 1}, {"submission": "x"}, {"hash": "0" * 64}])
def test_another_field_of_a_revision_breaks_the_chain(lively: None, values: dict[str, Any]) -> None:
    Revision.objects.filter(number=2).update(**values)
    assert said()[0] == (2, FOLLOWS_NOT)


def test_a_chain_sealed_with_another_key_is_found(lively: None) -> None:
    with override_settings(HISTORY_KEY="guessed"):
        reseal(40)
    assert said()[0][0] == 40


def test_a_number_far_away_is_told_in_few_words(party: Party) -> None:
    Revision.objects.filter(number=1).update(number=10**12)
    assert len(said()) == MOST_FAULTS


def test_faults_come_in_the_order_of_revisions_and_live_rows_last(lively: None) -> None:
    QuerySet(Party).filter(slug="renamed-0").update(slogan="Another")
    Revision.objects.filter(number__in=[3, 30]).update(comment="Another")
    PARTIES.filter(revision_id=7).update(title="Another")
    numbers = [number for number, _words in said()]
    assert numbers[:3] == [3, 7, 30] and set(numbers[3:]) <= {None}


# What is hidden


def test_a_version_marked_as_hidden_is_found(lively: None) -> None:
    PARTIES.filter(revision_id=7).update(hidden=True)
    pk = PARTIES.get(revision_id=7).id
    assert said() == [
        (7, "something was hidden, but is no longer marked so"),
        (7, f"parties_historicalparty, row {pk}: marked as hidden, but nobody hid it"),
    ]


@pytest.mark.parametrize("flags", [*range(1, 9)])
def test_a_revision_marked_as_hidden_is_found(lively: None, flags: int) -> None:
    Revision.objects.filter(number=7).update(hidden=flags)
    assert (7, NOBODY_HID_IT) in said()


@pytest.mark.parametrize("part", HiddenPart)
def test_a_mark_that_was_taken_is_found(lively: None, part: HiddenPart) -> None:
    revision = hidden(part)
    Revision.objects.filter(number=revision.number).update(hidden=revision.hidden - part)
    assert (revision.number, "something was hidden, but is no longer marked so") in said()


@pytest.mark.parametrize(
    ("part", "values", "words"),
    [
        (HiddenPart.COMMENT, {"comment": "polite"}, "the comment was changed"),
        (HiddenPart.USER, {"username": "somebody"}, "the user name was changed"),
        (HiddenPart.USER, {"user": 1}, "the user name was changed"),
    ],
)
def test_words_in_place_of_hidden_ones_are_found(
    lively: None, part: HiddenPart, values: dict[str, Any], words: str
) -> None:
    revision = hidden(part)
    Revision.objects.filter(number=revision.number).update(**values)
    assert said() == [(revision.number, words)]


def test_content_in_place_of_hidden_content_is_found(lively: None) -> None:
    version = PARTIES.filter(hidden=True).earliest("revision_id")
    PARTIES.filter(pk=version.pk).update(lead="lawful")
    words = f"parties_historicalparty, row {version.id}: marked as hidden, but nobody hid it"
    assert (version.revision_id, words) in said()


@pytest.mark.parametrize("values", [{"country": "RU"}, {"status": "draft"}, {"set_in": {}}, {"history_type": "-"}])
def test_what_hiding_left_standing_cannot_be_changed_either(lively: None, values: dict[str, Any]) -> None:
    version = PARTIES.filter(hidden=True).earliest("revision_id")
    PARTIES.filter(pk=version.pk).update(**values)
    assert (version.revision_id, LOG_CHANGED) in said()


def test_hidden_content_that_somebody_put_back_is_found(party: Party, lively: None) -> None:
    """A backup has it, digest and all."""
    version = Statement.history.model.objects.filter(hidden=True, history_type="+").earliest("revision_id")
    before = {"label": "unlawful", "value": "content", "hidden": False}
    type(version).objects.filter(pk=version.pk).update(**before)
    assert (version.revision_id, LOG_CHANGED) in said()


@pytest.mark.parametrize("part", HiddenPart)
def test_a_hiding_that_is_gone_from_the_log_is_found(lively: None, part: HiddenPart) -> None:
    number = hidden(part).number
    remove(Hiding, part=part)
    assert (number, NOBODY_HID_IT) in said() or any("but nobody hid it" in words for _number, words in said())


def test_another_reason_in_the_log_is_found(lively: None) -> None:
    hiding = Hiding.objects.earliest("id")
    Hiding.objects.filter(pk=hiding.pk).update(reason="spite")
    assert said() == [(hiding.revision_id, LOG_CHANGED)]


def test_a_hiding_without_the_key_is_found(lively: None) -> None:
    hiding = Hiding.objects.filter(part=HiddenPart.COMMENT).get()
    hiding.pk, hiding.revision_id, hiding.last = None, 7, 2**62
    with override_settings(HISTORY_KEY="guessed"):
        hiding.seal = hiding_seal(hiding)
    hiding.save(force_insert=True)
    Revision.objects.filter(number=7).update(comment="", hidden=HiddenPart.COMMENT)
    assert said() == [(7, LOG_CHANGED)]


# The tail


def test_a_tail_that_was_cut_off_shows_against_an_anchor(party: Party) -> None:
    party.slogan = "Clean air"
    party.save()
    anchor = current_head()
    remove(PARTIES.model, revision_id=2)
    PARTIES.update(until=2**62)
    remove(Revision, number=2)
    QuerySet(Party).update(slogan="", set_in={"": 1})
    assert said() == []
    assert said(anchor) == [(2, "the history was cut off: the anchored revision is not there")]


def test_a_history_written_anew_shows_against_an_anchor(lively: None) -> None:
    """Whoever has the key can do it; the anchor is elsewhere."""
    anchor = current_head()
    Revision.objects.filter(number=40).update(comment="another")
    reseal(40)
    assert said() == []
    assert said(anchor) == [(head(), "the history was written anew: the anchored revision has another hash")]


def test_a_hiding_of_a_revision_that_was_cut_off_is_found(lively: None) -> None:
    hiding = Hiding.objects.filter(part=HiddenPart.COMMENT).get()
    hiding.pk, hiding.revision_id, hiding.last = None, 1000, 1000
    hiding.seal = hiding_seal(hiding)
    hiding.save(force_insert=True)
    assert said() == [(1000, "something was hidden in a revision that is not there")]
