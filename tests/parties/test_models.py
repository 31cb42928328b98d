"""Parties, people, events and their parts: what forms refuse, the database refuses too."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from parties.models import Colour, Event, Ideology, Lineage, MembershipCount, Participant, Party, Person, Position, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> Party:
    return Party.objects.create(slug="baytaq", title="Baytaq")


@pytest.fixture
def person() -> Person:
    return Person.objects.create(slug="amirtaev", title="Azamatkhan Amirtaev")


@pytest.fixture
def event() -> Event:
    return Event.objects.create(slug="congress", title="Founding congress", category="party congress")


def errors(row: models.Model) -> set[str]:
    """The names of the fields that a form would mark."""
    try:
        row.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def refused_by_database(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return True
    return False


# Each kind with a first and a last date of its own.
LIVES: list[tuple[type[Any], str, str, dict[str, str]]] = [
    (Party, "founded", "dissolved", {}),
    (Person, "born", "died", {}),
    (Event, "date", "end_date", {"category": "party congress"}),
]
lives = pytest.mark.parametrize(("kind", "first", "last", "values"), LIVES, ids=[kind.__name__ for kind, *_ in LIVES])


@lives
@pytest.mark.parametrize(
    ("begin", "end"),
    [("2015", "2015-01-01"), ("2015-12", "2015"), ("2015", "2022-09-24"), ("", "2015"), ("2015", ""), ("", "")],
)
def test_a_life_in_order_is_accepted(
    kind: type[Any], first: str, last: str, values: dict[str, str], begin: str, end: str
) -> None:
    row = kind(slug="a", title="A", **{first: begin, last: end}, **values)
    assert errors(row) == set() and not refused_by_database(row)


@lives
@pytest.mark.parametrize(("begin", "end"), [("2016", "2015"), ("2015-07", "2015-06-30"), ("2015-07-02", "2015-07-01")])
def test_a_life_that_ends_before_it_begins_is_refused(
    kind: type[Any], first: str, last: str, values: dict[str, str], begin: str, end: str
) -> None:
    assert last in errors(kind(slug="a", title="A", **{first: begin, last: end}, **values))


@lives
def test_a_life_that_ends_before_it_begins_is_refused_by_the_database(
    kind: type[Any], first: str, last: str, values: dict[str, str]
) -> None:
    assert refused_by_database(kind(slug="a", title="A", **{first: "2015-07", last: "2015-06-30"}, **values))


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (Party, "founded"),
        (Party, "registered"),
        (Party, "dissolved"),
        (Person, "born"),
        (Person, "died"),
        (Event, "date"),
    ],
)
def test_a_date_that_is_none_is_refused(kind: type[Any], field: str) -> None:
    assert field in errors(kind(slug="a", title="A", **{field: "24.09.2022"}))


@pytest.mark.parametrize("model", [Ideology, Role, Lineage, Position], ids=lambda model: model.__name__)
def test_a_part_that_ends_before_it_begins_is_refused_by_form_and_database(
    party: Party, person: Person, model: type[Any]
) -> None:
    values: dict[str, Any] = {"party": party, "label": "Somebody"}
    values = {
        Ideology: {"party": party, "name": "Green politics"},
        Role: values,
        Lineage: values | {"kind": "absorbed"},
        Position: {"person": person, "title": "Deputy"},
    }[model]
    row = model(start_date="2022-10", end_date="2022-09-24", **values)
    assert "end_date" in errors(row) and refused_by_database(row)


def test_a_role_is_somebodys(party: Party) -> None:
    nobody = Role(party=party, title="chairman")
    assert errors(nobody) == {"person"} and refused_by_database(nobody)


@pytest.mark.parametrize("by", ["person", "label", "both"])
def test_a_role_names_an_article_or_a_label_or_both(party: Party, person: Person, by: str) -> None:
    values = {
        "person": {"person": person},
        "label": {"label": "Amirtaev"},
        "both": {"person": person, "label": "Amirtaev"},
    }[by]
    role = Role(party=party, **values)
    assert errors(role) == set() and not refused_by_database(role)


def test_two_congresses_may_elect_two_leaders_at_once(party: Party, person: Person) -> None:
    other = Person.objects.create(slug="other", title="Other")
    for leader in (person, other):
        assert not refused_by_database(Role(party=party, person=leader, start_date="2022-11"))


def test_lineage_leads_to_a_party_or_a_label(party: Party) -> None:
    nowhere = Lineage(party=party, kind="absorbed")
    assert errors(nowhere) == {"other"} and refused_by_database(nowhere)


def test_lineage_leads_to_another_party(party: Party) -> None:
    circle = Lineage(party=party, kind="absorbed", other=party)
    assert errors(circle) == {"other"} and refused_by_database(circle)


@pytest.mark.parametrize("by", ["other", "label"])
def test_lineage_to_an_article_or_a_label_is_accepted(party: Party, by: str) -> None:
    other = Party.objects.create(slug="other", title="Other")
    lineage = Lineage(party=party, kind="absorbed", **{by: other if by == "other" else "Tabiat"})
    assert errors(lineage) == set() and not refused_by_database(lineage)


def test_a_participant_is_somebody(event: Event) -> None:
    nobody = Participant(event=event, role="host")
    assert errors(nobody) == {"article"} and refused_by_database(nobody)


@pytest.mark.parametrize("kind", ["party", "person", "event", "label"])
def test_any_article_or_label_takes_part_in_an_event(party: Party, person: Person, event: Event, kind: str) -> None:
    articles = {"party": party, "person": person, "event": event}
    who = {"label": "The public"} if kind == "label" else {"article": articles[kind].article_ptr}
    participant = Participant(event=event, **who)
    assert errors(participant) == set() and not refused_by_database(participant)


@pytest.mark.parametrize("row", ["members", "attendance"])
def test_a_negative_number_of_people_is_refused_by_form_and_database(party: Party, event: Event, row: str) -> None:
    if row == "members":
        count: models.Model = MembershipCount(party=party, count=-1)
    else:
        event.attendance = -1
        count = event
    assert len(errors(count)) == 1 and refused_by_database(count)


def test_a_party_without_members_is_not_a_party_of_unknown_size(party: Party) -> None:
    MembershipCount.objects.create(party=party, count=0)
    assert MembershipCount.objects.get().count == 0


def test_two_sources_may_count_the_members_of_one_year(party: Party) -> None:
    for count in (700, 5500):
        assert not refused_by_database(MembershipCount(party=party, count=count, on_date="2022"))


@pytest.mark.parametrize("shade", ["", "#3BA935", "#3ba935"])
def test_a_shade_is_six_hexadecimal_digits(party: Party, shade: str) -> None:
    assert errors(Colour(party=party, name="green", hex=shade)) == set()


@pytest.mark.parametrize("shade", ["3BA935", "#3BA93", "#3BA93G", "green", "#FFF", "red;}"])
def test_a_shade_that_is_none_is_refused(party: Party, shade: str) -> None:
    assert errors(Colour(party=party, name="green", hex=shade)) == {"hex"}


def test_an_alliance_is_a_party_of_its_own_category() -> None:
    assert errors(Party(slug="bloc", title="Bloc", category="alliance", state="dissolved")) == set()


@pytest.mark.parametrize("field", ["category", "state", "status"])
def test_a_party_of_no_known_category_or_state_is_refused(field: str) -> None:
    assert errors(Party(slug="a", title="A", **{field: "other"})) == {field}


@pytest.mark.parametrize(
    ("kind", "word", "path"), [(Party, "party", "parties"), (Person, "person", "people"), (Event, "event", "events")]
)
def test_a_kind_has_a_word_and_a_path(kind: type[Any], word: str, path: str) -> None:
    assert (kind.kind_name, kind.path) == (word, path)


@pytest.mark.parametrize("kind", [Party, Person, Event], ids=lambda kind: kind.__name__)
def test_the_fields_that_carry_sources_exist(kind: type[Any]) -> None:
    assert set(kind.citable_fields) <= {field.name for field in kind._meta.concrete_fields}


@pytest.mark.parametrize(
    "part", [Ideology, MembershipCount, Colour, Role, Lineage, Position, Participant], ids=lambda part: part.__name__
)
def test_the_fields_that_recognise_a_part_exist(part: type[Any]) -> None:
    columns = {field.attname for field in part._meta.concrete_fields}
    assert part.natural_key and set(part.natural_key) <= columns and set(part.citable_fields) <= columns


def test_a_person_who_has_a_role_cannot_be_deleted(party: Party, person: Person) -> None:
    Role.objects.create(party=party, person=person)
    with pytest.raises(ProtectedError):
        person.delete()


def test_a_party_goes_with_its_roles(party: Party, person: Person) -> None:
    Role.objects.create(party=party, person=person)
    party.delete()
    assert not Role.objects.exists() and Person.objects.exists()


def test_a_party_that_another_comes_from_cannot_be_deleted(party: Party) -> None:
    other = Party.objects.create(slug="other", title="Other")
    Lineage.objects.create(party=other, kind="absorbed", other=party)
    with pytest.raises(ProtectedError):
        party.delete()


def test_a_participant_of_an_event_cannot_be_deleted(party: Party, event: Event) -> None:
    Participant.objects.create(event=event, article=party)
    with pytest.raises(ProtectedError):
        party.delete()


def test_events_come_newest_first() -> None:
    for date in ("2022-09-24", "2023", "2022"):
        Event.objects.create(slug=date, title=date, category="c", date=date)
    assert [event.date for event in Event.objects.all()] == ["2023", "2022-09-24", "2022"]
