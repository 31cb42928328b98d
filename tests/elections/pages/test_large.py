"""An election with 500 contestants, a party with 300 elections: as many queries, and charts that can be read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Status
from elections.charts.bars import Bars
from elections.charts.composition import Composition
from elections.charts.hemicycle import Hemicycle
from elections.charts.lines import Lines
from elections.models import Assembly, Election, Result
from parties.models import Party
from revisions.tracking.recording import recording
from tests.page_words import blocks, page_of, table

pytestmark = pytest.mark.first_database

PUBLISHED = Status.PUBLISHED


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.fixture
def contestants(db):
    def build(slug: str, count: int) -> None:
        with recording():
            house = Assembly.objects.create(slug=f"house-{slug}", title="House", status=PUBLISHED)
            election = Election.objects.create(
                slug=slug,
                title=slug,
                date="2023",
                assembly=house,
                status=PUBLISHED,
                seats_total=600,
                threshold=1,
                valid=count * 1000,
            )
            for number in range(count):
                party = Party.objects.create(slug=f"{slug}-{number}", title=f"Party {number}", status=PUBLISHED)
                Result.objects.create(
                    election=election,
                    party=party,
                    label=f"Party {number} with a long name",
                    votes=1000,
                    seats=1,
                    position=number,
                )

    return build


def test_five_hundred_contestants_cost_as_many_queries_as_five(contestants, client):
    contestants("few", 5)
    contestants("many", 500)
    assert queries(client, "/elections/many/") == queries(client, "/elections/few/")
    page = page_of("election", "many")
    assert len(table(page, "Results").rows) == 500
    [seats], [votes] = blocks(page, Hemicycle), blocks(page, Bars)
    assert [group.group.label for group in seats.groups][11:] == ["489 others", "not known by party"]
    assert sum(group.group.seats for group in seats.groups) == 600
    assert len(votes.bars) == 15 and "485 more have" in votes.note


@pytest.fixture
def long_history(db):
    def build(slug: str, count: int) -> None:
        with recording():
            house = Assembly.objects.create(slug=f"house-{slug}", title=f"House {slug}", status=PUBLISHED)
            party = Party.objects.create(slug=slug, title=slug, status=PUBLISHED)
            for number in range(count):
                election = Election.objects.create(
                    slug=f"{slug}-{number}",
                    title=f"Election {number}",
                    date=str(1700 + number),
                    assembly=house,
                    status=PUBLISHED,
                    seats_total=100,
                    valid=1000,
                )
                Result.objects.create(election=election, party=party, label=slug, votes=100 + number, seats=number % 50)

    return build


def test_three_hundred_elections_cost_as_many_queries_as_three(long_history, client):
    long_history("young", 3)
    long_history("old", 300)
    for kind, slug in (("parties", ""), ("assemblies", "house-")):
        assert queries(client, f"/{kind}/{slug}old/") == queries(client, f"/{kind}/{slug}young/")
    [chart] = blocks(page_of("party", "old"), Lines)
    assert chart.paths[0].count("L") == 299 and len(chart.dots) < 10
    assert 2 <= len(chart.ticks) <= 9
    [composed] = blocks(page_of("assembly", "house-old"), Composition)
    assert len(composed.rows) == 24


def test_comparing_two_old_parties_costs_as_many_queries_as_two_young_ones(long_history, client):
    for slug, count in (("a", 3), ("b", 3), ("c", 60), ("d", 60)):
        long_history(slug, count)
    young = queries(client, "/parties/compare/?a=a&b=b")
    assert queries(client, "/parties/compare/?a=c&b=d") == young
