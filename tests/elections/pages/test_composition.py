"""An assembly's elections and its composition through them."""

import pytest

from articles.models import Status
from elections.charts.composition import Composition
from elections.models import Assembly, Election, Result
from parties.models import Party
from revisions.tracking.recording import recording
from tests.page_words import blocks, column, page_of, table


def test_each_election_says_who_won_and_how_many_voted(demo):
    found = table(page_of("assembly", "mazhilis"), "Elections")
    assert column(found, "Outcome")["2021 Kazakh legislative election"] == (
        "Nur Otan 76, Aq Jol 12, People's Party of Kazakhstan 10"
    )
    assert column(found, "Turnout")["2021 Kazakh legislative election"] == "63.25%"
    assert column(found, "Seats")["2023 Kazakh legislative election"] == "98"


def test_an_office_says_who_was_elected(demo):
    found = column(table(page_of("assembly", "president-of-kazakhstan"), "Elections"), "Outcome")
    assert found["2019 Kazakh presidential election"] == "Kassym-Jomart Tokayev (Elected)"


def test_a_party_keeps_its_number_through_its_renames(demo):
    [chart] = blocks(page_of("assembly", "mazhilis"), Composition)
    largest = {row.year: row.parts[0].part.label for row in chart.rows}
    assert {year: largest[year] for year in ("2004", "2016", "2023")} == dict.fromkeys(
        ("2004", "2016", "2023"), "Amanat"
    )


def test_parties_without_an_article_are_not_thrown_together(demo):
    [chart] = blocks(page_of("assembly", "mazhilis"), Composition)
    first = next(row for row in chart.rows if row.year == "1995")
    assert len({drawn.part.label for drawn in first.parts}) == 4


@pytest.fixture
def long_lived(db) -> Assembly:
    with recording():
        house = Assembly.objects.create(slug="house", title="House", status=Status.PUBLISHED)
        party = Party.objects.create(slug="p", title="P", status=Status.PUBLISHED)
        for year in range(1900, 1930):
            election = Election.objects.create(
                slug=f"e{year}", title=f"Election of {year}", date=str(year), assembly=house, status=Status.PUBLISHED
            )
            Result.objects.create(election=election, party=party, label="P", seats=5)
    return house


def test_of_many_elections_the_newest_are_drawn_and_all_are_listed(long_lived):
    page = page_of("assembly", "house")
    [chart] = blocks(page, Composition)
    assert (len(chart.rows), chart.rows[0].year) == (24, "1929")
    assert chart.note == "The last 24 of 30 elections."
    assert len(table(page, "Elections").rows) == 30
