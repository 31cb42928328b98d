"""Making an aggregate be a given state: what differs is written, under the same keys, and nothing else."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from articles.models import FactCitation, Identifier, Name, Statement
from citations.models import Citation
from elections.models import Election, Result, Round
from parties.models import Party, Person, Role
from revisions.models import Change, Revision
from revisions.moments import AsOf, Present, head
from revisions.state.read import read_state, row_key
from revisions.state.write import without_missing, write_state
from revisions.states import State, same_state
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db


def state(root: Any, number: int | None = None) -> dict[Any, Any]:
    return dict(read_state(Present() if number is None else AsOf(number), type(root), root.pk))


def write(root: Any, target: State, **options: Any) -> int | None:
    """The number of the revision that it took; None where nothing was written."""
    with recording(comment="written") as opened:
        write_state(type(root), root.pk, target, **options)
    return opened.number


def versions(number: int | None) -> set[tuple[str, int, str]]:
    """What a revision wrote: model, key, sort of change."""
    models = (Party, Name, Identifier, Statement, Role, FactCitation, Election, Round, Result)
    return {
        (model.__name__, row.id, row.history_type) for model in models for row in model.history.filter(revision=number)
    }


def name(party: Party, text: str, **values: Any) -> Name:
    return Name.objects.create(article=party, text=text, language="en", **values)


def cite(party: Party, row: Any) -> FactCitation:
    source, _made = Citation.objects.get_or_create(key="a", defaults={"title": "News"})
    return FactCitation.objects.create(
        article=party, row_type_id=type(row).content_type_id(), row_id=row.pk, citation=source, locator="p. 4"
    )


# Only what differs


def test_writing_what_is_there_writes_nothing(party: Party) -> None:
    name(party, "Baytaq")
    before = head()
    assert write(party, state(party)) is None and head() == before


def test_another_record_of_who_set_what_is_no_difference(party: Party) -> None:
    root = row_key(Party, party.pk)
    assert write(party, {root: {**state(party)[root], "set_in": {"": 99}}}) is None


def test_a_changed_field_is_one_version_of_one_row(party: Party) -> None:
    name(party, "Baytaq")
    root = row_key(Party, party.pk)
    number = write(party, {**state(party), root: {**state(party)[root], "slogan": "a"}})
    assert versions(number) == {("Party", party.pk, "~")}


def test_rows_that_the_state_does_not_hold_are_deleted(party: Party) -> None:
    kept, left = name(party, "Baytaq"), name(party, "Baitaq")
    target = state(party)
    del target[row_key(Name, left.pk)]
    number = write(party, target)
    assert party.names.get() == kept and versions(number) == {("Name", left.pk, "-")}


def test_a_row_of_the_past_comes_back_under_its_key(party: Party) -> None:
    gone = name(party, "Baytaq")
    then, pk = state(party), gone.pk
    gone.delete()
    write(party, then)
    assert party.names.get().pk == pk and same_state(state(party), then)


def test_writing_is_one_ordinary_revision_with_its_changes(party: Party, person: Person) -> None:
    role = Role.objects.create(party=party, person=person)
    target = state(party)
    target[row_key(Role, role.pk)] = {**target[row_key(Role, role.pk)], "title": "chair"}
    number = write(party, target)
    assert Revision.objects.get(number=number).comment == "written"
    changed = Change.objects.filter(revision=number, content_type__isnull=False)
    assert {change.object_id: change.own for change in changed} == {party.pk: True, person.pk: False}


def test_an_address_is_written_without_a_redirect_that_the_state_does_not_hold(party: Party) -> None:
    first = head()
    party.slug = "baytaq-party"
    party.save()
    write(party, state(party, first))
    party.refresh_from_db()
    assert party.slug == "baytaq" and not party.redirects.exists()


# An empty state


def test_an_empty_state_deletes_the_root_with_its_parts(party: Party) -> None:
    name(party, "Baytaq")
    write(party, {})
    assert not Party.objects.exists() and not Name.objects.exists()


def test_an_empty_state_of_what_is_not_there_writes_nothing(party: Party) -> None:
    pk = party.pk
    party.delete()
    party.pk = pk
    assert write(party, {}) is None


def test_deleting_takes_links_of_others_and_writing_gives_them_back(party: Party, person: Person) -> None:
    role, then = Role.objects.create(party=party, person=person), state(person)
    write(person, {})
    role.refresh_from_db()
    assert (role.person_id, role.label) == (None, "Azamatkhan Amirtaev")
    write(person, then)
    role.refresh_from_db()
    assert (role.person_id, role.label) == (person.pk, "")


def test_what_others_cannot_do_without_is_not_deleted(party: Party) -> None:
    fact = cite(party, name(party, "Baytaq"))
    with pytest.raises(ProtectedError):
        write(fact.citation, {})
    assert Citation.objects.exists()


# Unique values


@pytest.fixture
def election(db: None) -> Election:
    """An election of two rounds, each with a date."""
    made = Election.objects.create(slug="2023", title="2023")
    for number in (1, 2):
        Round.objects.create(election=made, number=number, date=f"2023-0{number}")
    return made


def test_two_rows_exchange_a_unique_value(election: Election) -> None:
    first, second = election.rounds.all()
    target = state(election)
    for row, number in ((first, 2), (second, 1)):
        target[row_key(Round, row.pk)] = {**target[row_key(Round, row.pk)], "number": number}
    write(election, target)
    assert {(row.pk, row.number, row.date) for row in election.rounds.all()} == {
        (first.pk, 2, "2023-01"),
        (second.pk, 1, "2023-02"),
    }


def test_rows_that_exchange_a_unique_value_keep_their_sources(party: Party) -> None:
    rows = [Identifier.objects.create(article=party, scheme="bin", value=value) for value in ("1", "2")]
    facts = {cite(party, row).pk for row in rows}
    target = state(party)
    for row, value in zip(rows, ("2", "1"), strict=True):
        target[row_key(Identifier, row.pk)] = {**target[row_key(Identifier, row.pk)], "value": value}
    write(party, target)
    assert same_state(state(party), target) and set(FactCitation.objects.values_list("pk", flat=True)) == facts


def test_rows_move_up_one_place_each(election: Election) -> None:
    Round.objects.create(election=election, number=3)
    target = state(election)
    for row in election.rounds.all():
        target[row_key(Round, row.pk)] = {**target[row_key(Round, row.pk)], "number": row.number + 1}
    number = write(election, target)
    assert [row.number for row in election.rounds.all()] == [2, 3, 4]
    assert {sort for _model, _pk, sort in versions(number)} == {"~"}


def test_a_row_takes_the_place_of_one_that_goes(election: Election) -> None:
    first, second = election.rounds.all()
    target = state(election)
    del target[row_key(Round, first.pk)]
    target[row_key(Round, second.pk)] = {**target[row_key(Round, second.pk)], "number": 1}
    write(election, target)
    assert [(row.pk, row.number) for row in election.rounds.all()] == [(second.pk, 1)]


def test_two_rows_of_one_unique_value_are_refused_in_words(election: Election) -> None:
    first, second = election.rounds.all()
    target, before = state(election), head()
    target[row_key(Round, second.pk)] = {**target[row_key(Round, second.pk)], "number": first.number}
    with pytest.raises(ValidationError, match="This round stands here already"):
        write(election, target)
    assert head() == before and {row.number for row in election.rounds.all()} == {1, 2}


def test_an_address_that_another_article_has_is_refused(party: Party) -> None:
    Party.objects.create(slug="nur", title="Nur")
    root = row_key(Party, party.pk)
    with pytest.raises(ValidationError, match="Another article has this address"):
        write(party, {root: {**state(party)[root], "slug": "nur"}})


# Checks


@pytest.mark.parametrize("checked", [True, False])
def test_a_state_that_breaks_a_rule_of_the_forms_is_refused_unless_it_is_trusted(party: Party, checked: bool) -> None:
    root = row_key(Party, party.pk)
    target = {root: {**state(party)[root], "country": "kz"}}
    if checked:
        with pytest.raises(ValidationError, match="Two capital letters"):
            write(party, target)
    else:
        assert write(party, target, checked=False) and same_state(state(party), target)


def test_a_rule_of_the_database_holds_for_trusted_states_too(party: Party) -> None:
    root = row_key(Party, party.pk)
    with pytest.raises(ValidationError):
        write(party, {root: {**state(party)[root], "founded": "2023", "dissolved": "2022"}}, checked=False)


# What is no longer there


def test_a_state_of_which_all_is_there_stays_whole(party: Party, person: Person) -> None:
    Role.objects.create(party=party, person=person)
    target = state(party)
    assert without_missing(Party, party.pk, target) == (target, ())


def test_a_part_that_names_something_gone_is_left_out_with_its_sources(party: Party, person: Person) -> None:
    role = Role.objects.create(party=party, person=person, title="chair")
    fact, target = cite(party, role), state(party)
    going = {row_key(Role, role.pk), row_key(FactCitation, fact.pk)}
    role.delete()
    person.delete()
    kept, missing = without_missing(Party, party.pk, target)
    assert set(target) - set(kept) == going
    assert [(item.column, item.label, item.target, item.dropped) for item in missing] == [
        ("person_id", "chair", "person", True)
    ]


def test_a_source_that_is_gone_takes_only_its_mention_along(party: Party) -> None:
    named = name(party, "Baytaq")
    fact = cite(party, named)
    target, source = state(party), fact.citation
    fact.delete()
    source.delete()
    kept, missing = without_missing(Party, party.pk, target)
    assert row_key(Name, named.pk) in kept and [item.target for item in missing] == ["source"]


def test_a_field_of_the_root_that_names_something_gone_goes_blank(db: None) -> None:
    first = Election.objects.create(slug="2021", title="2021")
    second = Election.objects.create(slug="2023", title="2023", previous=first)
    target, root = state(second), row_key(Election, second.pk)
    second.previous = None
    second.save()
    first.delete()
    kept, missing = without_missing(Election, second.pk, target)
    assert kept[root] == {**target[root], "previous_id": None}
    assert [(item.column, item.dropped) for item in missing] == [("previous_id", False)]
