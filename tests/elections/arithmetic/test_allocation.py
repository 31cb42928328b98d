"""Votes become seats as each method says, in the textbooks and in the Mazhilis; nothing is drawn by lot in silence."""

import itertools
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from elections.arithmetic.allocation import METHODS, dhondt, largest_remainder, over_threshold, sainte_lague
from tests.places import DEMO

ELECTIONS = DEMO / "elections"

# The six parties and ten seats by which English textbooks tell the methods apart (e.g. the article "Largest remainder
# method" of Wikipedia); seats of the divisor methods worked out by hand from the tables of quotients.
TEXTBOOK = {"Yellow": 47_000, "White": 16_000, "Red": 15_900, "Green": 12_000, "Blue": 6_000, "Pink": 3_100}


@pytest.mark.parametrize(
    ("method", "seats"),
    [(largest_remainder, (5, 2, 1, 1, 1, 0)), (dhondt, (5, 2, 2, 1, 0, 0)), (sainte_lague, (4, 2, 2, 1, 1, 0))],
)
def test_the_textbook_tells_the_methods_apart(method, seats):
    found = method(TEXTBOOK, 10)
    assert tuple(found.seats[name] for name in TEXTBOOK) == seats
    assert (found.undecided, found.tied) == (0, frozenset())


def mazhilis(year: int) -> tuple[dict[str, int], dict[str, int], dict]:
    """Votes and official list seats of the parties, and the election; where all seats are from lists they are those."""
    election = yaml.safe_load((ELECTIONS / f"mazhilis-{year}.yaml").read_text())
    rows = [row for row in election["results"] if row.get("kind", "party") == "party" and not row.get("round")]
    votes = {row.get("party") or row["label"]: row["votes"] for row in rows if row.get("votes")}
    column = "seats_list" if any("seats_list" in row for row in rows) else "seats"
    seats = {row.get("party") or row["label"]: row[column] for row in rows if row.get(column)}
    return votes, seats, election


def valid_votes(election: dict, votes: dict[str, int]) -> int:
    """As published; cast less invalid ones; where neither is known (2012) the sum of the lists."""
    if "valid" in election:
        return election["valid"]
    return election["cast"] - election["invalid"] if "cast" in election else sum(votes.values())


LIST_SEATS = {
    1999: [4, 2, 2, 2],
    2004: [7, 1, 1, 1],
    2007: [98],
    2012: [83, 8, 7],
    2016: [84, 7, 7],
    2021: [76, 12, 10],
    2023: [40, 8, 6, 6, 5, 4],
}


@pytest.mark.parametrize("year", LIST_SEATS)
def test_the_official_list_seats_of_the_mazhilis_follow_from_its_votes(year):
    votes, official, election = mazhilis(year)
    passed = over_threshold(votes, Decimal(str(election["threshold"])), valid_votes(election, votes))
    assert sum(official.values()) == election["seats_list"]
    found = {name: seats for name, seats in largest_remainder(passed, sum(official.values())).seats.items() if seats}
    assert found == official
    assert sorted(found.values(), reverse=True) == LIST_SEATS[year]


def test_in_2004_the_base_of_the_threshold_decides():
    votes, _official, election = mazhilis(2004)
    [bloc] = [name for name in votes if "aist" in name.lower()]
    assert bloc in over_threshold(votes, Decimal(7), election["valid"])
    assert bloc not in over_threshold(votes, Decimal(7), election["cast"])


def test_equals_are_left_to_a_lot():
    for method in (largest_remainder, dhondt, sainte_lague):
        found = method({"a": 100, "b": 100, "c": 50}, 1)
        assert (sum(found.seats.values()), found.undecided, found.tied) == (0, 1, {"a", "b"})


@pytest.mark.parametrize("method", [largest_remainder, dhondt, sainte_lague])
@pytest.mark.parametrize(("votes", "seats"), [({}, 5), ({"a": 0}, 5), ({"a": 10}, 0), ({"a": 10}, -1)])
def test_where_nothing_can_be_given_nothing_is(method, votes, seats):
    assert not any(method(votes, seats).seats.values())


counts = st.dictionaries(st.integers(0, 50), st.integers(0, 10**7), min_size=1, max_size=12).filter(
    lambda votes: any(votes.values())
)
methods = st.sampled_from(sorted(METHODS))
divisors = st.sampled_from(["dhondt", "sainte-lague"])


@given(methods, counts, st.integers(0, 200))
def test_all_seats_are_given_or_left_to_a_lot(method, votes, seats):
    found = METHODS[method](votes, seats)
    assert sum(found.seats.values()) + found.undecided == seats
    assert found.undecided < len(found.tied) or found.undecided == 0


@given(methods, counts, st.integers(0, 200), st.randoms())
def test_the_order_of_the_rows_changes_nothing(method, votes, seats, chance):
    shuffled = list(votes.items())
    chance.shuffle(shuffled)
    one, other = METHODS[method](votes, seats), METHODS[method](dict(shuffled), seats)
    assert (dict(one.seats), one.undecided, one.tied) == (dict(other.seats), other.undecided, other.tied)


@given(methods, counts, st.integers(0, 200))
def test_more_votes_never_mean_fewer_seats(method, votes, seats):
    found = METHODS[method](votes, seats).seats
    by_votes = sorted(votes, key=lambda key: votes[key])
    assert all(found[less] <= found[more] for less, more in itertools.pairwise(by_votes))


@given(divisors, counts, st.integers(0, 150))
def test_a_larger_house_takes_no_seat_from_anybody(method, votes, seats):
    small, large = METHODS[method](votes, seats).seats, METHODS[method](votes, seats + 1).seats
    assert all(small[key] <= large[key] for key in votes)


@given(divisors, counts, st.integers(0, 150), st.integers(1, 10**6), st.data())
def test_who_gains_votes_loses_no_seat_by_it(method, votes, seats, gain, data):
    key = data.draw(st.sampled_from(sorted(votes)))
    before = METHODS[method](votes, seats).seats[key]
    assert METHODS[method]({**votes, key: votes[key] + gain}, seats).seats[key] >= before


@given(counts, st.integers(1, 200))
def test_the_largest_remainder_stays_within_the_quota(votes, seats):
    total = sum(votes.values())
    found = largest_remainder(votes, seats)
    assert all(
        votes[key] * seats // total <= given <= votes[key] * seats // total + 1 for key, given in found.seats.items()
    )
