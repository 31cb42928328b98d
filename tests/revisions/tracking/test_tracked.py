"""Tracked rows: an unchanged save is no save, and no write slips past the history."""

import json
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models
from django.db.models import ProtectedError

from articles.models import Article, FactCitation, FactNote, Name, Redirect, Statement
from citations.models import Author, Citation
from elections.models import Assembly, Election, Result
from parties.models import Party, Person, Role
from revisions.models import OPEN
from revisions.tracking.recording import UntrackedWrite, recording
from revisions.tracking.tracked import Tracked

pytestmark = pytest.mark.django_db

Head = Callable[[], int]

TRACKED = [model for model in apps.get_models() if issubclass(model, Tracked)]


def test_an_unchanged_save_makes_no_revision(party: Party, head: Head) -> None:
    before = head()
    party.save()
    Party.objects.get().save()
    assert head() == before and party.history.count() == 1


@pytest.mark.parametrize(
    ("stored", "typed"),
    [("one\ntwo\n", "one\r\ntwo\r\n"), ("one\ntwo", "one\rtwo"), ("Йо", "И\u0306о")],
    ids=["CRLF of a browser", "CR of an old Mac", "decomposed letters"],
)
def test_the_same_text_in_another_spelling_makes_no_revision(party: Party, head: Head, stored: str, typed: str) -> None:
    party.body = stored
    party.save()
    before = head()
    party.body = typed
    party.save()
    assert head() == before


@pytest.mark.parametrize(
    "typed",
    [Decimal("53.9"), Decimal("53.9000"), Decimal("53.90"), "53.9", "53.9000", 53.9, Decimal("5.39E+1")],
    ids=repr,
)
def test_the_same_share_in_another_spelling_makes_no_revision(head: Head, typed: Any) -> None:
    election = Election.objects.create(slug="2021", title="2021")
    result = Result.objects.create(election=election, label="Nur Otan", percent=Decimal("53.9"))
    before = head()
    result.percent = typed
    result.save()
    assert head() == before


def test_the_same_number_as_text_makes_no_revision(head: Head) -> None:
    election = Election.objects.create(slug="2021", title="2021")
    result = Result.objects.create(election=election, label="Nur Otan", votes=5148074)
    before = head()
    result.votes = "5148074"
    result.save()
    assert head() == before


def test_zero_instead_of_blank_is_a_change(head: Head) -> None:
    election = Election.objects.create(slug="2021", title="2021")
    result = Result.objects.create(election=election, label="Nur Otan")
    before = head()
    result.votes = 0
    result.save()
    assert head() == before + 1


def test_a_no_break_space_instead_of_a_space_is_a_change(party: Party, head: Head) -> None:
    party.title = "Baytaq party"
    party.save()
    before = head()
    party.title = "Baytaq\u00a0party"
    party.save()
    assert head() == before + 1 and Party.objects.get().title == "Baytaq\u00a0party"


def test_an_unchanged_row_is_left_out_of_a_larger_revision(party: Party, person: Person) -> None:
    with recording():
        party.save()
        person.residence = "Astana"
        person.save()
    assert party.history.count() == 1 and person.history.count() == 2


def test_a_change_and_its_taking_back_are_two_versions(party: Party) -> None:
    for title in ("Renamed", "Baytaq"):
        party.title = title
        party.save()
    assert list(party.history.values_list("title", flat=True)) == ["Baytaq", "Renamed", "Baytaq"]


@pytest.mark.parametrize("verb", ["update", "bulk_create", "bulk_update", "delete"])
@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_bulk_writes_of_tracked_rows_are_refused(model: type[models.Model], verb: str) -> None:
    arguments: dict[str, tuple[Any, ...]] = {"bulk_create": ([],), "bulk_update": ([], [])}
    with pytest.raises(UntrackedWrite, match="leave no revision"):
        getattr(model._default_manager.all(), verb)(*arguments.get(verb, ()))


@pytest.mark.parametrize("verb", ["bulk_create", "bulk_update", "update"])
def test_the_manager_refuses_bulk_writes_too(party: Party, verb: str) -> None:
    arguments: dict[str, tuple[Any, ...]] = {"bulk_create": ([party],), "bulk_update": ([party], ["title"])}
    with pytest.raises(UntrackedWrite):
        getattr(Party.objects, verb)(*arguments.get(verb, ()))


def test_bulk_writes_through_an_owner_are_refused(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    with pytest.raises(UntrackedWrite):
        party.names.update(text="Other")
    with pytest.raises(UntrackedWrite):
        party.names.all().delete()
    assert list(party.names.all()) == [name]


def test_a_refused_update_changes_nothing(party: Party, head: Head) -> None:
    before = head()
    with pytest.raises(UntrackedWrite):
        Party.objects.filter(pk=party.pk).update(title="Other")
    assert Party.objects.get().title == "Baytaq" and head() == before


def test_adding_a_row_to_a_reverse_relation_does_not_pass_by_the_history(person: Person, party: Party) -> None:
    """Django moves the row with a bulk update of its base manager."""
    role = Role.objects.create(party=party, label="Somebody")
    try:
        person.roles.add(role)
    except UntrackedWrite:
        return
    assert list(role.history.values_list("person_id", flat=True)) == [None, person.pk]


def test_adding_a_source_to_a_generic_relation_does_not_pass_by_the_history(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    fact = FactCitation.objects.create(
        article=party, citation=Citation.objects.create(key="azattyq", title="News"), field="title"
    )
    try:
        name.fact_citations.add(fact)
    except UntrackedWrite:
        return
    assert list(fact.history.values_list("row_id", flat=True)) == [None, name.pk]


def test_an_article_is_not_saved_but_as_its_kind(party: Party, head: Head) -> None:
    before = head()
    article = Article.objects.get(pk=party.pk)
    article.title = "Renamed"
    with pytest.raises(UntrackedWrite, match="save the party"):
        article.save()
    assert Party.objects.get().title == "Baytaq" and head() == before


def test_an_article_without_a_kind_is_not_created() -> None:
    with pytest.raises(UntrackedWrite):
        Article.objects.create(slug="baytaq", title="Baytaq")
    assert not Article.objects.exists()


@pytest.mark.parametrize("fields", [["title"], []])
def test_saving_some_fields_only_is_refused(party: Party, fields: list[str]) -> None:
    party.title = "Renamed"
    with pytest.raises(UntrackedWrite, match="save whole rows"):
        party.save(update_fields=fields)
    assert Party.objects.get().title == "Baytaq"


@pytest.mark.filterwarnings("ignore:Passing positional arguments to save")
def test_saving_some_fields_only_is_refused_as_a_positional_argument_too(party: Party) -> None:
    party.title, party.slogan = "Renamed", "Green"
    with pytest.raises((UntrackedWrite, TypeError)):
        party.save(False, False, None, ["title"])


def test_a_write_below_save_outside_a_recording_is_refused(party: Party) -> None:
    party.title = "Renamed"
    with pytest.raises(UntrackedWrite, match="outside a recording"):
        party.save_base()
    assert Party.objects.get().title == "Baytaq"


def test_a_raw_write_leaves_a_history_row_or_is_refused(party: Party, head: Head) -> None:
    """`save_base(raw=True)` is what a deserialised object does."""
    party.title = "Renamed"
    with pytest.raises(UntrackedWrite):
        party.save_base(raw=True)
    assert Party.objects.get().title == "Baytaq"


def test_loading_a_fixture_leaves_history_rows_or_is_refused(tmp_path: Path) -> None:
    fixture = tmp_path / "sources.json"
    fixture.write_text(json.dumps([{"model": "citations.citation", "pk": 1, "fields": {"key": "a", "title": "A"}}]))
    with pytest.raises(UntrackedWrite):
        call_command("loaddata", str(fixture), verbosity=0)
    assert not Citation.objects.exists()


def test_asking_for_a_save_without_history_leaves_a_history_row_or_is_refused(party: Party) -> None:
    """simple-history gives every model a method that saves past its history."""
    party.title = "Renamed"
    with suppress(UntrackedWrite, AttributeError, NotImplementedError):
        party.save_without_historical_record()
    assert party.history.get(until=OPEN).title == Party.objects.get().title


def test_history_cannot_be_switched_off_by_a_setting(party: Party, settings: Any) -> None:
    settings.SIMPLE_HISTORY_ENABLED = False
    party.title = "Renamed"
    party.save()
    assert party.history.get(until=OPEN).title == "Renamed"


def test_text_is_stored_in_one_form(party: Party) -> None:
    party.body = "И\u0306\r\n«–»\u00a0"
    party.save()
    assert Party.objects.get().body == "Й\n«–»\u00a0"


def test_ascii_spaces_around_a_line_are_taken_off(party: Party) -> None:
    party.title = " \tBaytaq Party\r\n"
    party.save()
    assert Party.objects.get().title == "Baytaq Party"


def test_a_no_break_space_at_the_edge_of_a_line_is_kept(party: Party) -> None:
    party.title = "\u00a0Baytaq\u00a0"
    party.save()
    assert Party.objects.get().title == "\u00a0Baytaq\u00a0"


def test_prose_keeps_its_edges(party: Party) -> None:
    party.body = "    code\n"
    party.save()
    assert Party.objects.get().body == "    code\n"


def test_a_form_is_told_which_field_has_a_control_character(party: Party) -> None:
    party.title, party.slogan = "Bay\0taq", "Gre\x1ben"
    with pytest.raises(ValidationError) as raised:
        party.full_clean()
    assert set(raised.value.message_dict) == {"title", "slogan"}


def test_fields_that_a_form_does_not_show_are_not_blamed_for_control_characters(party: Party) -> None:
    party.slogan = "Gre\x1ben"
    party.clean_fields(exclude=["slogan"])


def test_cleaning_brings_text_into_the_stored_form(party: Party) -> None:
    party.body = "one\r\ntwo"
    party.full_clean()
    assert party.body == "one\ntwo"


def test_deleting_an_article_leaves_a_history_row_of_every_part(party: Party, person: Person, head: Head) -> None:
    citation = Citation.objects.create(key="azattyq", title="News")
    rows = [
        Name.objects.create(article=party, text="Baytaq", language="en"),
        Role.objects.create(party=party, person=person),
        FactCitation.objects.create(article=party, citation=citation, field="title"),
        FactNote.objects.create(article=party, field="title", text="?"),
        Redirect.objects.create(article=party, slug="old"),
    ]
    keys = [(type(row), row.pk) for row in [party, *rows]]
    party.delete()
    deletions = [model.history.get(id=pk, history_type="-").revision_id for model, pk in keys]  # type: ignore[attr-defined]
    assert deletions == [head()] * 6


def test_deleting_a_part_leaves_history_rows_of_its_sources_and_remarks(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    fact = name.fact_citations.create(article=party, citation=Citation.objects.create(key="a", title="A"))
    note = name.fact_notes.create(article=party, text="?")
    fact_id, note_id = fact.pk, note.pk
    name.delete()
    assert FactCitation.history.get(id=fact_id, until=OPEN).history_type == "-"
    assert FactNote.history.get(id=note_id, until=OPEN).history_type == "-"


def test_deleting_a_source_leaves_history_rows_of_its_authors() -> None:
    citation = Citation.objects.create(key="azattyq", title="News")
    author = Author.objects.create(citation=citation, literal="Азаттық")
    pk = author.pk
    citation.delete()
    assert Author.history.get(id=pk, until=OPEN).history_type == "-"


@pytest.mark.parametrize("kind", [Party, Assembly], ids=lambda kind: kind.__name__)
def test_deleting_an_article_through_its_parent_leaves_the_history_row_of_its_kind(kind: type[Any]) -> None:
    pk = kind.objects.create(slug="subject", title="Subject").pk
    Article.objects.get(pk=pk).delete()
    assert kind.history.get(id=pk, until=OPEN).history_type == "-"


def test_a_refused_deletion_makes_no_revision(party: Party, person: Person, head: Head) -> None:
    Role.objects.create(party=party, person=person)
    before = head()
    with pytest.raises(ProtectedError):
        person.delete()
    assert head() == before and Person.objects.filter(pk=person.pk).exists()


def test_deleting_what_somebody_else_has_deleted_makes_no_revision(party: Party, head: Head) -> None:
    same = Party.objects.get()
    party.delete()
    before = head()
    same.delete()
    assert head() == before and Party.history.filter(history_type="-").count() == 1


def test_the_history_row_of_a_deletion_holds_what_was_stored(party: Party) -> None:
    """The instance in hand may be older than the row, or carry what was never saved."""
    party.title = "Never saved"
    party.delete()
    assert Party.history.get(history_type="-").title == "Baytaq"


@pytest.mark.parametrize(
    "model", [model for model in TRACKED if model is not Article], ids=lambda model: model.__name__
)
def test_every_tracked_model_keeps_its_own_history(model: type[Any]) -> None:
    assert model.history.model.instance_type is model


def test_an_article_keeps_no_history_of_its_own() -> None:
    assert not hasattr(Article, "history")


def test_a_statement_saved_for_the_first_time_is_a_version(party: Party) -> None:
    statement = Statement.objects.create(article=party, label="Hymn", value="None")
    assert statement.history.get().history_type == "+"


def test_a_message_of_the_database_stands_beside_its_field(party: Party) -> None:
    name = Name(article=party, text="Baytaq", language="en", start_date="2022", end_date="2021")
    with pytest.raises(ValidationError) as raised:
        name.full_clean()
    assert set(raised.value.message_dict) == {"end_date"}


def test_a_field_that_a_form_does_not_show_gets_no_message_of_the_database(party: Party) -> None:
    Name(article=party, text="Baytaq", language="en", start_date="2022", end_date="2021").full_clean(["end_date"])


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_the_fields_beside_which_messages_stand_exist(model: type[Any]) -> None:
    fields = {field.name for field in model._meta.concrete_fields}
    endings = {
        ending: field for base in model.__mro__ for ending, field in vars(base).get("constraint_fields", {}).items()
    }
    names = [constraint.name for _, constraints in model().get_constraints() for constraint in constraints]
    assert set(endings.values()) <= fields
    assert not [ending for ending in endings if not any(name.endswith(ending) for name in names)]
