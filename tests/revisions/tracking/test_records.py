"""History rows: each belongs to a revision, closes its predecessor and vouches for its own values."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Name, Statement
from common.text import normalise, strip
from elections.models import Election, Result
from parties.models import Party
from revisions.intervals import NEWEST, node_of
from revisions.models import OPEN
from revisions.registry import owner_field
from revisions.tracking.recording import UntrackedWrite, recording
from revisions.tracking.seals import digest
from revisions.tracking.tracked import Tracked

pytestmark = pytest.mark.django_db

Head = Callable[[], int]

KEEPING_HISTORY = [model for model in apps.get_models() if issubclass(model, Tracked) and hasattr(model, "history")]


def versions(row: Any) -> list[tuple[str, int, int]]:
    """(type, revision, until) of each version of a row, oldest first."""
    return list(type(row).history.filter(id=row.pk).values_list("history_type", "revision_id", "until"))


def digest_as_stored(version: Any) -> str:
    """The digest of a history row, computed from what the database holds."""
    model = version.instance_type
    values = {field.attname: getattr(version, field.attname) for field in model._meta.concrete_fields}
    return digest(model, values, version.history_type)


def test_a_new_row_begins_an_open_version(party: Party, head: Head) -> None:
    assert versions(party) == [("+", head(), OPEN)]


def test_a_save_closes_the_version_before(party: Party) -> None:
    first = versions(party)[0][1]
    party.title = "Renamed"
    party.save()
    assert versions(party) == [("+", first, first + 1), ("~", first + 1, OPEN)]


def test_a_deletion_closes_the_version_before(party: Party) -> None:
    first, pk = versions(party)[0][1], party.pk
    party.delete()
    party.pk = pk
    assert versions(party) == [("+", first, first + 1), ("-", first + 1, OPEN)]


def test_of_two_saves_in_one_recording_the_last_stays_open(party: Party, head: Head) -> None:
    first = head()
    with recording():
        for title in ("One", "Two"):
            party.title = title
            party.save()
    assert versions(party) == [("+", first, first + 1), ("~", first + 1, first + 1), ("~", first + 1, OPEN)]


def test_versions_of_other_rows_are_left_alone(party: Party) -> None:
    other = Party.objects.create(slug="other", title="Other")
    party.title = "Renamed"
    party.save()
    assert [until for _, _, until in versions(other)] == [OPEN]


def test_versions_are_ordered_by_revision_and_then_as_written(party: Party) -> None:
    with recording():
        for title in ("One", "Two"):
            party.title = title
            party.save()
    assert list(party.history.values_list("title", flat=True)) == ["Baytaq", "One", "Two"]


def test_a_version_of_a_kind_holds_the_columns_of_its_parent(party: Party) -> None:
    version = party.history.get()
    assert (version.id, version.slug, version.country, version.kind) == (party.pk, "baytaq", "KZ", "party")


def test_only_the_revision_says_who_and_why(editor: User, party: Party) -> None:
    with recording(editor, "after the congress"):
        party.title = "Renamed"
        party.save()
    version = party.history.latest("history_id")
    assert version.history_user_id is None and not version.history_change_reason


def test_a_deleted_article_comes_back_under_its_old_key(party: Party) -> None:
    pk = party.pk
    party.delete()
    Party.history.filter(id=pk).first().instance.save()
    assert Party.objects.get(pk=pk).title == "Baytaq"
    assert [kind for kind, _, _ in versions(Party(pk=pk))] == ["+", "-", "+"]


def test_a_deleted_part_comes_back_under_its_old_key(party: Party) -> None:
    name = Name.objects.create(article=party, text="Байтақ", language="kk-Cyrl")
    pk = name.pk
    name.delete()
    Name.history.filter(id=pk).first().instance.save()
    assert Name.objects.get(pk=pk).text == "Байтақ"


def test_a_version_without_a_revision_is_refused_by_the_database(party: Party) -> None:
    version = party.history.get()
    version.pk, version.revision_id = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)


def test_a_version_without_a_digest_is_refused_by_the_database(party: Party) -> None:
    version = party.history.get()
    version.pk, version.digest = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)


def test_a_version_of_a_revision_that_does_not_exist_is_refused_by_the_database(party: Party, head: Head) -> None:
    version = party.history.get()
    version.pk, version.revision_id = None, head() + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)
        connection.check_constraints()


def test_a_revision_that_has_versions_cannot_be_deleted(party: Party) -> None:
    with pytest.raises(models.ProtectedError):
        party.history.get().revision.delete()


def test_a_deletion_below_delete_outside_a_recording_is_refused(party: Party) -> None:
    with pytest.raises(UntrackedWrite, match="outside a recording"), transaction.atomic():
        models.Model.delete(party)
    assert Party.objects.exists() and Party.history.count() == 1


@pytest.mark.parametrize("model", KEEPING_HISTORY, ids=lambda model: model.__name__)
def test_past_rows_are_found_by_key_by_address_and_by_each_parent(model: type[Any]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "id"]
    past = {"id", *(field.name for field in fields if field.unique)}
    past |= {field.name for field in fields if isinstance(field, models.ForeignKey)}
    past |= {"country"} & {field.name for field in fields}
    indexes = [index.fields for index in model.history.model._meta.indexes]
    wanted = [[column, "node", "until", "revision"] for column in past]
    assert sorted(indexes) == sorted([*wanted, ["revision", owner_field(model) or "id"]])


def test_a_replaced_version_is_filed_where_past_pages_look(party: Party) -> None:
    for slogan in ("Green", "Greener", "Greenest"):
        party.slogan = slogan
        party.save()
    *ended, newest = Party.history.all()
    assert [row.node for row in ended] == [node_of(row.revision_id, row.until) for row in ended]
    assert newest.node == NEWEST


@pytest.mark.parametrize("model", KEEPING_HISTORY, ids=lambda model: model.__name__)
def test_copied_columns_carry_no_index_of_their_own(model: type[Any]) -> None:
    history = model.history.model
    own = [history._meta.get_field(field.name) for field in model._meta.concrete_fields]
    assert not [field.name for field in own if field.db_index or field.unique]


def test_a_digest_ignores_empty_values_so_that_a_new_column_changes_nothing() -> None:
    values = {"id": 1, "text": "Baytaq", "language": "en"}
    assert digest(Name, values, "+") == digest(Name, values | {"meaning": "", "start_date": "", "end_date": None}, "+")


@pytest.mark.parametrize(("field", "value"), [("votes", 0), ("elected", False)])
def test_a_digest_tells_zero_and_no_from_blank(field: str, value: object) -> None:
    assert digest(Result, {"id": 1, field: value}, "+") != digest(Result, {"id": 1, field: None}, "+")


@pytest.mark.parametrize(
    ("values", "history_type"),
    [
        ({"id": 1, "text": "Other"}, "+"),
        ({"id": 2, "text": "Baytaq"}, "+"),
        ({"id": 1, "meaning": "Baytaq"}, "+"),
        ({"id": 1, "text": "Baytaq"}, "~"),
    ],
)
def test_a_digest_tells_values_columns_and_types_apart(values: dict[str, Any], history_type: str) -> None:
    assert digest(Name, {"id": 1, "text": "Baytaq"}, "+") != digest(Name, values, history_type)


def test_a_digest_tells_models_apart() -> None:
    assert digest(Name, {"id": 1}, "+") != digest(Statement, {"id": 1}, "+")


@pytest.mark.parametrize("share", ["53.9", "53.9000", "5.39E+1"])
def test_a_digest_takes_equal_shares_as_equal(share: str) -> None:
    assert digest(Result, {"percent": Decimal(share)}, "+") == digest(Result, {"percent": Decimal("53.90")}, "+")


def test_a_digest_takes_a_number_and_its_text_as_equal() -> None:
    assert digest(Result, {"votes": "100", "party_id": "7"}, "+") == digest(Result, {"votes": 100, "party_id": 7}, "+")


PRECISE = pytest.mark.parametrize("share", [Decimal("71.09234567"), "71.09234567", 71.09234567, "71.1"], ids=repr)


@PRECISE
def test_the_digest_of_a_share_fits_the_row_as_stored_however_it_was_given(share: Any) -> None:
    election = Election.objects.create(slug="2021", title="2021")
    version = Result.objects.create(election=election, label="Nur Otan", percent=share).history.get()
    assert digest_as_stored(version) == version.digest


@PRECISE
def test_a_share_given_more_precisely_than_it_is_stored_makes_one_revision(head: Head, share: Any) -> None:
    election = Election.objects.create(slug="2021", title="2021")
    result = Result.objects.create(election=election, label="Nur Otan", percent=share)
    before = head()
    result.percent = share
    result.save()
    assert head() == before


def test_the_digest_of_an_article_fits_the_row_as_stored(party: Party) -> None:
    party.founded, party.body, party.country = "2022-09", "Й\n\u00a0«–»", ""
    party.save()
    assert [digest_as_stored(version) for version in party.history.all()] == [
        version.digest for version in party.history.all()
    ]


def test_the_date_of_a_version_lies_in_its_recording(party: Party) -> None:
    assert party.history.get().history_date <= party.history.get().revision.created_at <= timezone.now()


class DigestsFitWhatIsStored(TestCase):
    """Whatever is saved, the digest can be computed again from the history row."""

    @given(
        st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=50),
        st.decimals(0, 100, places=4),
        st.none() | st.integers(0, 2**31 - 1),
        st.booleans(),
    )
    def test_of_a_result(self, text: str, percent: Decimal, votes: int | None, elected: bool) -> None:
        election = Election.objects.create(slug="2021", title="2021", threshold=Decimal("5"))
        result = Result.objects.create(
            election=election, label=text, percent=percent, votes=votes, elected=elected, outcome=text
        )
        version = result.history.get()
        assert version.label == strip(normalise(text))
        assert digest_as_stored(version) == version.digest

    @given(st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\r\n\t"), max_size=50))
    def test_of_a_statement(self, text: str) -> None:
        party = Party.objects.create(slug="baytaq", title="Baytaq")
        version = Statement.objects.create(article=party, label="l", value=text).history.get()
        assert digest_as_stored(version) == version.digest
