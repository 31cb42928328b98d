"""Results as computed, on the pages of the demo: shares, changes of seats, what the published figures say."""

from decimal import Decimal

import pytest
import yaml

from elections.models import Election, Result
from parties.models import Lineage, Party
from revisions.tracking.recording import recording
from tests.page_words import column, page_of, rows, table
from tests.places import DEMO

ELECTIONS = DEMO / "elections"
SLUGS = sorted(path.stem for path in ELECTIONS.glob("*.yaml"))
# Printed as 1.9 by its source; 103,328 of 5,253,864 are 1.967 per cent.
ODD = {("mazhilis-1999", "Renaissance Party of Kazakhstan"): "2.0%"}


def published(slug: str) -> dict[str, str]:
    """The published shares of an election by the first cell of their row, with the places of the most precise one."""
    record = yaml.safe_load((ELECTIONS / f"{slug}.yaml").read_text(encoding="utf-8"))
    shares = {}
    for result in record["results"]:
        if "percent" in result and not result.get("round"):
            title = page_of("person", result["person"]).title if "person" in result else result["label"]
            shares[title] = Decimal(str(result["percent"]))
    places = max((-share.as_tuple().exponent for share in shares.values()), default=0)
    return {label: f"{share:.{places}f}%" for label, share in shares.items()}


def results(slug: str):
    return table(page_of("election", slug), "Results")


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "mazhilis-1995"])
def test_computed_shares_are_the_published_ones(demo, slug):
    expected = published(slug) | {label: share for (election, label), share in ODD.items() if election == slug}
    assert expected
    printed = column(results(slug), "%")
    assert {label: printed[label] for label in expected} == expected


def test_the_one_share_that_a_source_prints_wrong_is_computed(demo):
    assert column(results("mazhilis-1999"), "%")["Renaissance Party of Kazakhstan"] == "2.0%"
    assert published("mazhilis-1999")["Renaissance Party of Kazakhstan"] == "1.9%"


@pytest.mark.parametrize(
    ("slug", "label", "change"),
    [
        ("mazhilis-2023", "Amanat", "−14"),
        ("mazhilis-2023", "Respublica", "New"),
        ("mazhilis-2023", "Baytaq", "New"),
        ("mazhilis-2023", "Nationwide Social Democratic Party", "+4"),
        ("mazhilis-2023", "Independents", ""),
        ("mazhilis-2023", "Against all", ""),
        ("mazhilis-2021", "Adal", "±0"),
        ("mazhilis-2016", "Birlik", "±0"),  # its predecessor Adilet stood, and won nothing
        ("mazhilis-2012", "Adilet", "±0"),  # with one seat in 2004, absent in 2007
        ("mazhilis-2007", "Nur Otan", "+56"),  # over its own 42, not those of the parties that it absorbed
        ("mazhilis-2004", "AIST (Agrarian and Civic parties)", "−5"),  # 13 and 3 seats of its members
        ("mazhilis-2004", "Opposition bloc of Communists and DCK", "−3"),
        ("mazhilis-1999", "Communist Party of Kazakhstan", "+1"),
        ("mazhilis-1999", "Otan", ""),  # the results of 1995 are not complete
        ("mazhilis-1995", "Communist Party of Kazakhstan", ""),
    ],
)
def test_seats_change_against_the_election_before(demo, slug, label, change):
    assert column(results(slug), "+/–")[label] == change


def test_who_was_absent_last_time_is_noted(demo):
    words = "Nationwide Social Democratic Party did not stand at the election before."
    assert words in results("mazhilis-2023").notes


def test_the_seats_of_every_complete_election_are_those_elected(demo):
    for slug in SLUGS:
        election = Election.objects.get(slug=slug)
        if election.complete and election.seats_elected:
            seats = [int(row["Seats"]) for row in rows(results(slug)) if row["Seats"]]
            assert sum(seats) == election.seats_elected, slug


@pytest.fixture
def elections(db) -> tuple[Party, Election, Election]:
    """A party at two elections to no assembly and at one of them with a published share only."""
    with recording():
        party = Party.objects.create(slug="alpha", title="Alpha", status="published", country="KZ")
        first = Election.objects.create(slug="first", title="First", date="2019", status="published", country="KZ")
        second = Election.objects.create(slug="second", title="Second", date="2023", status="published", country="KZ")
        Result.objects.create(election=first, party=party, label="Alpha", votes=50, seats=5)
        Result.objects.create(election=second, party=party, label="Alpha", percent=Decimal("12.5"), seats=4)
    return party, first, second


def test_without_totals_the_published_share_is_printed(elections):
    assert column(results("second"), "%") == {"Alpha": "12.5%"}


def test_elections_to_no_assembly_are_not_compared(elections):
    assert column(results("second"), "+/–") == {"Alpha": ""}


def test_a_result_is_not_computed_from_one_round(elections):
    _, first, _ = elections
    Result.objects.create(election=first, round=1, label="Alpha in the first round", votes=950)
    first.percent_base = Election.Base.SUM
    first.save()
    assert column(results("first"), "%") == {"Alpha": "100%"}


def test_the_seats_of_a_party_that_was_absorbed_are_not_the_absorbers(demo):
    """Only origins count: the parties that merged into a new one, the members of a bloc."""
    before = column(results("mazhilis-2007"), "+/–")
    with recording():
        otan, asar = (Party.objects.get(slug=slug) for slug in ("amanat", "asar"))
        Lineage.objects.create(party=otan, other=asar, kind=Lineage.Kind.ABSORBED, label="Asar again")
    assert column(results("mazhilis-2007"), "+/–") == before
