"""Deleting a root: what others say of it stays, their links go, and come back with it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db.models import ProtectedError

from articles.models import FactCitation, FactNote, Image, Name
from citations.models import Author, Citation
from elections.models import Assembly, Election, Result
from parties.models import Event, Lineage, Participant, Party, Person, Role
from revisions.actions.delete import delete
from revisions.actions.restore import Aim, carry_out
from revisions.models import Action, Change, Revision
from revisions.moments import head
from revisions.state.stand_ins import referrers
from revisions.tracking.recording import recording
from tests.revisions.lively import GIF

pytestmark = pytest.mark.django_db


def gone(root: Any) -> int:
    delete(type(root), root.pk, None, "a test")
    return head()


def back(root: Any, number: int) -> None:
    carry_out(Aim(type(root), root.pk, Action.UNDELETE, number, head()), None, "back")


@pytest.fixture
def role(party: Party, person: Person) -> Role:
    return Role.objects.create(party=party, person=person, title="chair")


@pytest.fixture
def election(party: Party, person: Person) -> Election:
    assembly = Assembly.objects.create(slug="mazhilis", title="Mazhilis")
    made = Election.objects.create(slug="mazhilis-2023", title="2023", assembly=assembly)
    Result.objects.create(election=made, party=party, label="Baytaq", leader=person, votes=4)
    return made


@pytest.fixture
def sourced(party: Party) -> Party:
    """A party with a name, a source beside it, and a source and a remark beside the title."""
    with recording():
        source = Citation.objects.create(key="a", title="News")
        name = Name.objects.create(article=party, text="Baytaq", language="en")
        FactCitation.objects.create(article=party, citation=source, field="title", locator="p. 4")
        FactCitation.objects.create(article=party, row_type_id=Name.content_type_id(), row_id=name.pk, citation=source)
        FactNote.objects.create(article=party, field="title", text="Checked")
    return party


# What others keep


def test_a_row_keeps_the_name_and_loses_the_link(role: Role, person: Person) -> None:
    gone(person)
    role.refresh_from_db()
    assert (role.person_id, role.label) == (None, "Azamatkhan Amirtaev")


def test_a_name_that_stands_there_already_stays(person: Person, party: Party) -> None:
    role = Role.objects.create(party=party, person=person, label="Azamathan Ämirtai")
    gone(person)
    role.refresh_from_db()
    assert role.label == "Azamathan Ämirtai"


def test_a_long_title_is_cut_to_the_column_that_takes_it(person: Person, role: Role) -> None:
    person.title = "x" * 300
    person.save()
    gone(person)
    role.refresh_from_db()
    assert role.label == "x" * 200


def test_a_field_without_words_of_its_own_goes_blank(election: Election, person: Person) -> None:
    gone(person)
    assert election.results.get().leader_id is None


def test_an_assembly_goes_and_its_election_stays(election: Election) -> None:
    gone(election.assembly)
    election.refresh_from_db()
    assert election.assembly_id is None


def test_a_party_goes_from_elections_events_and_other_parties_at_once(party: Party, election: Election) -> None:
    other = Party.objects.create(slug="nur", title="Nur")
    lineage = Lineage.objects.create(party=other, kind="absorbed", other=party)
    event = Event.objects.create(slug="congress", title="Congress", category="congress")
    participant = Participant.objects.create(event=event, article_id=party.pk)
    number = gone(party)
    for row in (lineage, participant, election.results.get()):
        row.refresh_from_db()
        assert row.label == "Baytaq" and row.history.last().revision_id == number


def test_a_person_named_twice_by_one_row_goes_from_both_places(election: Election, person: Person) -> None:
    result = Result.objects.create(election=election, person=person, leader=person, label="Amirtaev", kind="candidate")
    gone(person)
    result.refresh_from_db()
    assert (result.person_id, result.leader_id) == (None, None)


def test_an_event_that_takes_part_in_itself_can_be_deleted(db: None) -> None:
    event = Event.objects.create(slug="congress", title="Congress", category="congress")
    Participant.objects.create(event=event, article_id=event.pk)
    gone(event)
    assert not Event.objects.exists() and not Participant.objects.exists()


def test_the_preview_names_each_row_of_others_once(role: Role, election: Election, person: Person) -> None:
    found = [(type(referrer.row), referrer.field.name, referrer.stand_in) for referrer in referrers(Person, person.pk)]
    assert sorted(found, key=str) == [(Result, "leader", ""), (Role, "person", "label")]


def test_the_rows_of_an_article_itself_are_not_in_the_way(sourced: Party) -> None:
    assert list(referrers(Party, sourced.pk)) == []


# One revision


def test_a_deletion_is_one_revision_with_all_that_it_changed(role: Role, person: Person, editor: User) -> None:
    before = head()
    opened = delete(Person, person.pk, editor, "no sources")
    revision = Revision.objects.get(number=before + 1)
    assert (opened.number, head()) == (before + 1, before + 1)
    assert (revision.action, revision.username, revision.comment) == ("delete", "aigerim", "no sources")
    own = Change.objects.filter(revision=revision, own=True)
    assert set(own.values_list("object_id", flat=True)) == {person.pk, role.party_id}


def test_parts_sources_and_remarks_go_with_the_article(sourced: Party) -> None:
    gone(sourced)
    assert not any(model.objects.exists() for model in (Party, Name, FactCitation, FactNote))


def test_deleting_what_is_not_there_makes_no_revision(party: Party) -> None:
    number = gone(party)
    assert delete(Party, party.pk or 0, None, "again").number is None and head() == number


# What cannot do without


def test_a_source_that_facts_rest_on_stays(sourced: Party) -> None:
    before = head()
    with pytest.raises(ProtectedError):
        gone(Citation.objects.get())
    assert Citation.objects.get().title == "News" and head() == before


def test_a_source_that_nothing_rests_on_goes_with_its_authors(db: None) -> None:
    source = Citation.objects.create(key="a", title="News")
    Author.objects.create(citation=source, literal="Азаттық")
    gone(source)
    assert not Author.objects.exists()


def test_a_picture_that_an_article_shows_stays(party: Party) -> None:
    image = Image.objects.create(name="flag", file=ContentFile(GIF, "flag.gif"), alt="a", credit="c", licence="l")
    party.image = image
    party.save()
    with pytest.raises(ProtectedError):
        gone(image)
    assert [referrer.stand_in for referrer in referrers(Image, image.pk)] == [None]


def test_a_result_whose_name_alone_stands_there_already_is_in_the_way(election: Election, party: Party) -> None:
    Result.objects.create(election=election, label="Baytaq", votes=5)
    with pytest.raises(ProtectedError) as refused:
        gone(party)
    assert {row.votes for row in refused.value.protected_objects} == {4}
    assert election.results.get(votes=4).party_id == party.pk


# And back


def test_links_come_back_and_the_words_that_stood_for_them_go(role: Role, person: Person) -> None:
    back(person, gone(person))
    role.refresh_from_db()
    assert (role.person_id, role.label) == (person.pk, "")


def test_a_name_of_its_own_stays_beside_the_link_that_comes_back(person: Person, party: Party) -> None:
    role = Role.objects.create(party=party, person=person, label="Azamathan Ämirtai")
    back(person, gone(person))
    role.refresh_from_db()
    assert (role.person_id, role.label) == (person.pk, "Azamathan Ämirtai")


def test_a_name_of_its_own_that_is_the_title_stays_too(person: Person, party: Party) -> None:
    role = Role.objects.create(party=party, person=person, label=person.title)
    back(person, gone(person))
    role.refresh_from_db()
    assert (role.person_id, role.label) == (person.pk, "Azamatkhan Amirtaev")


def test_a_name_that_somebody_corrected_meanwhile_stays(role: Role, person: Person) -> None:
    number = gone(person)
    role.refresh_from_db()
    role.label = "Azamathan Ämirtai"
    role.save()
    back(person, number)
    role.refresh_from_db()
    assert (role.person_id, role.label) == (person.pk, "Azamathan Ämirtai")


def test_a_link_that_somebody_set_to_another_meanwhile_stays(role: Role, person: Person) -> None:
    number = gone(person)
    other = Person.objects.create(slug="other", title="Other")
    role.refresh_from_db()
    role.person = other
    role.save()
    back(person, number)
    role.refresh_from_db()
    assert role.person_id == other.pk


def test_a_row_that_somebody_deleted_meanwhile_stays_deleted(role: Role, person: Person) -> None:
    number = gone(person)
    role.refresh_from_db()
    role.delete()
    back(person, number)
    assert not Role.objects.exists()


def test_a_link_taken_away_before_the_deletion_does_not_come_back(role: Role, person: Person) -> None:
    role.person, role.label = None, "Somebody"
    role.save()
    back(person, gone(person))
    role.refresh_from_db()
    assert role.person_id is None


def test_links_come_back_in_the_revision_that_brings_the_article_back(role: Role, person: Person) -> None:
    back(person, gone(person))
    assert role.history.last().revision_id == head()


def test_a_second_deletion_and_return_is_like_the_first(role: Role, person: Person) -> None:
    for _ in range(2):
        back(person, gone(person))
    role.refresh_from_db()
    assert (role.person_id, role.label) == (person.pk, "")


def test_fields_without_words_of_their_own_get_their_link_back(election: Election, person: Person) -> None:
    back(person, gone(person))
    assert election.results.get().leader_id == person.pk


def test_parts_and_sources_come_back_under_the_same_keys(sourced: Party) -> None:
    rows = [(model, set(model.objects.values_list("pk", flat=True))) for model in (Name, FactCitation, FactNote)]
    back(sourced, gone(sourced))
    assert rows == [(model, set(model.objects.values_list("pk", flat=True))) for model, _keys in rows]
    assert FactCitation.objects.get(field="title").locator == "p. 4"
