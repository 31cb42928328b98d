"""The country's parties at the foot of every page about its politics."""

import pytest

from articles.models import Status
from parties.models import Event, Participant, Party, Person
from revisions.models import Revision
from revisions.moments import AsOf, Present
from revisions.tracking.recording import recording
from tests.page_words import page_of


@pytest.fixture
def parties(db) -> None:
    """Parties of each state, an alliance, one of another country, one without a country; and a person."""
    with recording():
        for state in Party.State.values:
            make(f"The {state} party", state=state)
        make("A second active party")
        make("An alliance", category=Party.Category.ALLIANCE)
        make("A foreign party", country="KG")
        make("A stateless party", country="")
        make("A draft party", status=Status.DRAFT)
        make("An archived party", status=Status.ARCHIVED)
        Person.objects.create(slug="person", title="Person", status=Status.PUBLISHED, country="KZ")


def make(title: str, **values: str) -> Party:
    given = {"status": Status.PUBLISHED, "country": "KZ", "slug": title.lower().replace(" ", "-"), "title": title}
    return Party.objects.create(**(given | values))


def navbox(kind: str, slug: str, moment=None) -> dict[str, list[str]]:
    boxes = [box for box in page_of(kind, slug, moment).navboxes if box.title.startswith("Political parties")]
    return {group.label: [link.text for link in group.links] for box in boxes for group in box.groups}


def test_parties_are_grouped_by_their_state_and_by_title(parties):
    assert navbox("person", "person") == {
        "Active": ["A second active party", "The active party"],
        "Merged": ["The merged party"],
        "Banned": ["The banned party"],
        "Dissolved": ["The dissolved party"],
        "Others": ["The unknown party"],
        "Alliances": ["An alliance"],
    }


def test_the_navbox_is_named_for_the_country(parties):
    assert page_of("person", "person").navboxes[0].title == "Political parties of Kazakhstan"


def test_every_party_is_a_link(parties):
    links = [link for group in page_of("person", "person").navboxes[0].groups for link in group.links]
    assert all(link.url.startswith("/parties/") for link in links)


def test_a_party_of_another_country_has_the_navbox_of_its_own(parties):
    assert navbox("party", "a-foreign-party") == {"Active": ["A foreign party"]}


def test_a_party_without_a_country_has_no_navbox(parties):
    assert page_of("party", "a-stateless-party").navboxes == ()


@pytest.mark.parametrize("slug", ["the-active-party", "a-stateless-party", "a-foreign-party"])
def test_an_article_without_a_country_may_name_any_party(parties, slug):
    with recording():
        event = Event.objects.create(slug="congress", title="Congress", category="congress", status=Status.PUBLISHED)
        Participant.objects.create(event=event, article=Party.objects.get(slug=slug))
    assert page_of("event", "congress").navboxes == ()


def test_a_country_without_public_parties_has_no_navbox(db):
    Person.objects.create(slug="person", title="Person", status=Status.PUBLISHED, country="KG")
    assert page_of("person", "person").navboxes == ()


def test_a_country_is_a_list_that_the_page_depends_on(parties):
    moment = Present()
    page_of("person", "person", moment)
    assert "party:KZ" in moment.reads.lists


def test_the_navbox_of_then_is_as_it_was(parties):
    then = Revision.objects.latest("number").number
    with recording():
        party = Party.objects.get(slug="the-merged-party")
        party.state, party.title = Party.State.DISSOLVED, "Renamed"
        party.save()
    assert navbox("person", "person")["Dissolved"] == ["Renamed", "The dissolved party"]
    assert navbox("person", "person", AsOf(then))["Merged"] == ["The merged party"]
