"""An assembly's page, and the country's elections at the foot of every page."""

import pytest

from articles.models import Status
from elections.models import Assembly, AssemblySize, Candidacy, Election
from parties.models import Person
from revisions.tracking.recording import recording
from tests.page_words import headings, infobox, page_of, rows, table


def elections_navbox(kind: str, slug: str) -> dict[str, list[str]]:
    boxes = [box for box in page_of(kind, slug).navboxes if box.title.startswith("Elections")]
    return {group.label: [link.text for link in group.links] for box in boxes for group in box.groups}


def held(slug: str) -> list[str]:
    return [row["Election"] for row in rows(table(page_of("assembly", slug), "Elections"))]


def test_the_size_of_an_assembly_is_told_over_time(demo):
    assert infobox(page_of("assembly", "mazhilis")) == {
        "Assembly": ["Chamber"],
        "Seats": ["67 (1995)", "77 (1999)", "107 (2007, 9 appointed)", "98 (2023)"],
    }


def test_the_elections_to_an_assembly_stand_oldest_first(demo):
    found = held("mazhilis")
    assert len(found) == 8
    assert (found[0], found[-1]) == ("1995 Kazakh legislative election", "2023 Kazakh legislative election")


def test_elections_to_another_assembly_are_not_listed(demo):
    assert held("president-of-kazakhstan") == [
        "2019 Kazakh presidential election",
        "2022 Kazakh presidential election",
    ]


def test_the_countrys_elections_are_grouped_by_category_and_named_by_their_year(demo):
    assert elections_navbox("party", "baytaq-green-party") == {
        "Legislative": ["1995", "1999", "2004", "2007", "2012", "2016", "2021", "2023"],
        "Presidential": ["2019", "2022"],
    }


@pytest.fixture
def house(db) -> Assembly:
    with recording():
        house = Assembly.objects.create(slug="house", title="House", status=Status.PUBLISHED)
        Election.objects.create(
            slug="house-2023", title="Election", date="2023", assembly=house, status=Status.PUBLISHED
        )
    return house


def test_an_assembly_without_a_country_lists_its_elections_too(house):
    assert held("house") == ["Election"]


def test_a_draft_is_on_no_list(house):
    with recording():
        house.country = "KZ"
        house.save()
        election = Election.objects.get()
        election.country, election.status = "KZ", Status.DRAFT
        election.save()
    page = page_of("assembly", "house")
    assert "Elections" not in headings(page)
    assert elections_navbox("assembly", "house") == {}


def test_a_page_without_a_country_has_no_navbox(house):
    assert page_of("assembly", "house").navboxes == ()


def test_an_article_without_a_country_may_name_an_election_without_one(house):
    with recording():
        person = Person.objects.create(
            slug="person", title="Person", status=Status.PUBLISHED, body="Stood in [[house-2023|2023]]."
        )
        Candidacy.objects.create(election=Election.objects.get(), person=person)
    assert page_of("person", "person").navboxes == ()


def test_an_assembly_without_sizes_has_no_row_of_seats(house):
    assert infobox(page_of("assembly", "house")) == {"Assembly": ["Chamber"]}


def test_a_size_of_an_unknown_day_is_a_number(house):
    AssemblySize.objects.create(assembly=house, size=107, appointed=9)
    assert infobox(page_of("assembly", "house"))["Seats"] == ["107 (9 appointed)"]
