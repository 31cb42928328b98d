"""A person's elections: what the elections' own articles say of the person."""

import pytest

from articles.models import Status
from elections.models import Candidacy, Election, Result
from parties.models import Person
from revisions.tracking.recording import recording
from tests.page_words import headings, listed, page_of, section


@pytest.fixture
def person(db) -> Person:
    """A candidate of 2019 with a result, in 2023 without one; in 2024 in an election that is a draft."""
    with recording():
        person = Person.objects.create(slug="person", title="Person", status=Status.PUBLISHED, country="KZ")
        statuses = {"2023": Status.PUBLISHED, "2019": Status.PUBLISHED, "2024": Status.DRAFT}
        elections = {
            year: Election.objects.create(slug=f"e-{year}", title=f"Election {year}", date=year, status=status)
            for year, status in statuses.items()
        }
        Result.objects.create(
            election=elections["2019"], person=person, kind=Result.Kind.CANDIDATE, label="Alpha", votes=1234
        )
        Candidacy.objects.create(election=elections["2019"], person=person, label="Alpha")
        Candidacy.objects.create(election=elections["2023"], person=person, remark="third place", constituency="No. 7")
        Candidacy.objects.create(election=elections["2024"], person=person)
    return person


def test_elections_stand_oldest_first_with_what_is_known(person):
    assert listed(page_of("person", "person"), "Elections") == [
        "Election 2019 (Alpha, 1,234 votes)",
        "Election 2023 (third place, No. 7)",
    ]


def test_one_vote_is_one_vote(person):
    with recording():
        result = Result.objects.get(person=person)
        result.votes = 1
        result.save()
    assert listed(page_of("person", "person"), "Elections")[0] == "Election 2019 (Alpha, 1 vote)"


def test_an_election_prints_no_marks_on_the_page_of_a_person(person):
    facts = section(page_of("person", "person"), "Elections").blocks[0].facts
    assert all(fact.marks == () and fact.disclosure is None for fact in facts)


def test_who_never_stood_has_no_elections(db):
    Person.objects.create(slug="person", title="Person", status=Status.PUBLISHED)
    assert "Elections" not in headings(page_of("person", "person"))


def test_the_candidates_of_the_demo_have_their_elections(demo):
    assert listed(page_of("person", "nurlan-auesbayev"), "Elections") == [
        "2022 Kazakh presidential election"
        " (fifth with 2.22 per cent, Nationwide Social Democratic Party, 176,116 votes)"
    ]
