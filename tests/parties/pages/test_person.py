"""A person's page: birth and death, offices, and the roles that parties record."""

import pytest

from articles.models import Status
from parties.models import Party, Person, Position, Role
from revisions.tracking.recording import recording
from tests.page_words import headings, infobox, listed, page_of, section


@pytest.fixture
def person(db) -> Person:
    return Person.objects.create(slug="zoe", title="Zoe", status=Status.PUBLISHED)


def test_the_infobox_tells_what_is_known_in_order(person):
    person.born, person.birth_place, person.died = "1965-03-01", "Almaty", "2022-12"
    person.residence, person.occupation = "Astana", "engineer"
    person.save()
    assert list(infobox(page_of("person", "zoe")).items()) == [
        ("Born", ["1 March 1965"]),
        ("Place of birth", ["Almaty"]),
        ("Died", ["December 2022"]),
        ("Residence", ["Astana"]),
        ("Occupation", ["engineer"]),
    ]


def test_what_is_unknown_has_no_row_and_no_section(person):
    page = page_of("person", "zoe")
    assert (page.infobox, headings(page)) == ((), [])


def test_positions_stand_in_their_order_with_their_period(person):
    with recording():
        Position.objects.create(person=person, title="deputy of the Mazhilis", start_date="2023-03")
        Position.objects.create(person=person, title="vice-minister", former=True, position=1)
        Position.objects.create(person=person, title="NATO envoy", on_date="2004", position=2)
    assert listed(page_of("person", "zoe"), "Positions") == [
        "Deputy of the Mazhilis (from March 2023)",
        "Vice-minister (former)",
        "NATO envoy (2004)",
    ]


def test_roles_in_parties_are_told_without_marks(person):
    with recording():
        party = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, country="KZ")
        Role.objects.create(party=party, person=person, title="chairman", start_date="2023")
        Role.objects.create(party=party, person=person, kind=Role.Kind.FOUNDER, position=1)
    page = page_of("person", "zoe")
    assert listed(page, "Roles in parties") == ["Alpha (chairman, from 2023)", "Alpha (founder)"]
    facts = section(page, "Roles in parties").blocks[0].facts
    assert all(fact.marks == () and fact.disclosure is None for fact in facts)
    assert facts[0].values[0].url == "/parties/alpha/"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_what_a_party_that_is_not_public_says_of_a_person_is_nobodys_business(person, status):
    with recording():
        Role.objects.create(party=Party.objects.create(slug="alpha", title="Alpha", status=status), person=person)
    assert section(page_of("person", "zoe"), "Roles in parties") is None
