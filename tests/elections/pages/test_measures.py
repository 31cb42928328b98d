"""Figures of an election as a whole, each only where what it needs is known."""

import pytest

from articles.models import Status
from elections.models import Election, Result
from revisions.tracking.recording import recording
from tests.page_words import column, page_of, section, table


def measures(slug: str) -> dict[str, str]:
    return column(table(page_of("election", slug), "Computed figures"), "Figure")


def test_the_measures_of_2023(demo):
    assert measures("mazhilis-2023") == {
        "Turnout": "54.19%",
        "Wasted votes": "146,431",
        "Below the threshold": "1",
        "Majority": "50",
        "Effective number of parties by votes": "2.84",
        "Effective number of parties by seats": "2.06",
        "Disproportionality": "9.25",
    }


def test_an_incomplete_result_has_no_measure_of_all_parties(demo):
    assert "Disproportionality" not in measures("mazhilis-1995")


def test_a_presidential_election_has_neither_majority_of_seats_nor_wasted_votes(demo):
    assert {"Majority", "Wasted votes"}.isdisjoint(measures("president-2019"))


@pytest.fixture
def bare(db) -> Election:
    return Election.objects.create(slug="e", title="E", date="2023", status=Status.PUBLISHED)


def test_an_election_without_figures_has_no_measures(bare):
    assert section(page_of("election", "e"), "Computed figures") is None


def test_a_rounded_number_of_voters_makes_no_turnout(bare):
    with recording():
        bare.registered, bare.cast, bare.registered_rounded = 1000, 500, True
        bare.save()
    assert section(page_of("election", "e"), "Computed figures") is None


def test_one_unknown_number_of_votes_leaves_wasted_votes_unknown(bare):
    with recording():
        bare.seats_total = 3
        bare.save()
        Result.objects.create(election=bare, label="A", votes=10, seats=3)
        Result.objects.create(election=bare, label="B", seats=0)
    assert list(measures("e")) == ["Majority", "Effective number of parties by seats"]
