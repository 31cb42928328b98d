"""Shares and ranks: exact, rounded once, never from what is not known."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from elections.arithmetic.shares import (
    RANKED_KINDS,
    Contestant,
    Totals,
    decimal_places,
    denominator,
    ranks,
    share,
)

KINDS = ["party", "candidate", "independents", "against_all", "blank", "other"]
UNKNOWN = Totals(valid=None, cast=None, invalid=None)

counts = st.integers(0, 10**8)
percents = st.decimals(0, 100, places=2)
fields = st.lists(
    st.tuples(st.sampled_from(KINDS), st.none() | counts, st.none() | percents), min_size=1, max_size=12
).map(
    lambda rows: [
        Contestant(key, kind, key, f"c{key}", votes, percent, None) for key, (kind, votes, percent) in enumerate(rows)
    ]
)


def contestant(key: int = 1, **values) -> Contestant:
    given_values = {"kind": "party", "party": key, "label": f"c{key}", "votes": None, "percent": None, "seats": None}
    return Contestant(key=key, **(given_values | values))


# Places


@pytest.mark.parametrize(
    ("column", "places"),
    [
        (["53.90", "10.90", "8.59"], 2),
        (["53.9", "10.9"], 1),
        (["5", "7.5", None], 1),
        (["5.00", "7"], 0),
        ([None], 0),
        ([], 0),
        (["100"], 0),
        (["1E+2"], 0),
        (["0.125"], 3),
    ],
)
def test_places_are_those_of_the_most_precise_published_figure(column, places):
    assert decimal_places(None if figure is None else Decimal(figure) for figure in column) == places


@given(st.lists(st.decimals(0, 100, places=4), max_size=10))
def test_every_published_figure_fits_into_the_places(column):
    places = decimal_places(column)
    assert all(figure == figure.quantize(Decimal(1).scaleb(-places)) for figure in column)


# What shares are a share of


@pytest.mark.parametrize(
    ("base", "totals", "expected"),
    [
        ("valid", Totals(valid=90, cast=100, invalid=5), 90),
        ("", Totals(valid=90, cast=100, invalid=5), 90),
        ("valid", Totals(valid=None, cast=100, invalid=5), 95),
        ("valid", Totals(valid=None, cast=100, invalid=0), 100),
        ("valid", Totals(valid=None, cast=100, invalid=None), None),
        ("valid", Totals(valid=None, cast=None, invalid=5), None),
        ("cast", Totals(valid=90, cast=100, invalid=5), 100),
        ("cast", Totals(valid=90, cast=None, invalid=5), None),
        ("sum", Totals(valid=90, cast=100, invalid=5), 30),
        ("sum", UNKNOWN, 30),
        ("valid", UNKNOWN, None),
    ],
)
def test_the_denominator_is_the_base_that_the_law_names(base, totals, expected):
    field = [contestant(1, votes=20), contestant(2, votes=10, kind="against_all"), contestant(3)]
    assert denominator(base, totals, field) == expected


def test_the_sum_of_nothing_known_is_unknown():
    assert denominator("sum", UNKNOWN, [contestant(1), contestant(2, votes=0)]) is None


@given(fields, st.builds(Totals, st.none() | counts, st.none() | counts, st.none() | counts))
def test_the_sum_counts_every_option_whatever_the_published_totals(field, totals):
    votes = [found.votes for found in field if found.votes is not None]
    assert denominator("sum", totals, field) == (sum(votes) or None)


# Shares


@pytest.mark.parametrize(
    ("votes", "of", "places", "expected"),
    [
        (146_431, 6_366_441, 2, "2.30"),
        (103_328, 5_253_864, 1, "2.0"),  # 1.967, published as 1.9
        (1, 8, 2, "12.50"),
        (1, 200, 0, "1"),  # half up
        (1, 3, 0, "33"),
        (0, 10, 1, "0.0"),
        (10, 10, 0, "100"),
    ],
)
def test_a_share_is_rounded_once_half_up(votes, of, places, expected):
    assert str(share(votes, of, places)) == expected


@pytest.mark.parametrize(("votes", "of"), [(None, 10), (5, None), (5, 0), (None, None), (0, 0)])
def test_a_share_of_the_unknown_is_unknown(votes, of):
    assert share(votes, of, 2) is None


@given(st.lists(counts, min_size=1, max_size=20).filter(sum), st.integers(0, 4))
@example([1, 1, 1], 0)
def test_the_shares_of_all_contestants_sum_to_about_a_hundred(votes, places):
    shares = [share(figure, sum(votes), places) for figure in votes]
    assert abs(sum(shares) - 100) <= len(votes) * Decimal(1).scaleb(-places) / 2


@given(counts, counts, st.integers(1, 10**8), st.integers(0, 4))
def test_more_votes_are_no_smaller_share(one, other, of, places):
    fewer, more = sorted((one, other))
    assert share(fewer, of, places) <= share(more, of, places)


@given(st.integers(0, 10**8), st.integers(1, 10**8), st.integers(0, 4))
def test_a_share_is_within_half_a_place_of_the_exact_one(votes, of, places):
    exact = Decimal(100) * votes / of
    assert abs(share(votes, of, places) - exact) <= Decimal(1).scaleb(-places) / 2


# Ranks


def test_ranks_follow_the_votes_and_ties_share_one():
    field = [contestant(1, votes=5), contestant(2, votes=9), contestant(3, votes=5), contestant(4, votes=1)]
    assert ranks(field) == {2: 1, 1: 2, 3: 2, 4: 4}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - RANKED_KINDS))
def test_what_is_no_party_and_no_candidate_has_no_rank_and_takes_none(kind):
    assert ranks([contestant(1, votes=90, kind=kind), contestant(2, votes=10)]) == {2: 1}


def test_without_votes_the_published_shares_rank():
    field = [contestant(1, percent=Decimal("5.1")), contestant(2, percent=Decimal(60)), contestant(3)]
    assert ranks(field) == {2: 1, 1: 2}


def test_who_has_no_votes_where_others_have_is_not_ranked():
    assert ranks([contestant(1, votes=0), contestant(2, percent=Decimal(60))]) == {1: 1}


def test_seats_alone_rank_nobody():
    assert ranks([contestant(1, seats=25), contestant(2, seats=5)]) == {}


@given(fields)
def test_a_rank_is_one_more_than_those_with_more_votes(field):
    found = ranks(field)
    votes = {row.key: row.votes for row in field if row.kind in RANKED_KINDS and row.votes is not None}
    if votes:
        assert found == {key: 1 + sum(other > figure for other in votes.values()) for key, figure in votes.items()}


@given(fields)
def test_only_ranked_kinds_are_ranked_and_somebody_is_first(field):
    found = ranks(field)
    assert {row.kind for row in field if row.key in found} <= RANKED_KINDS
    assert not found or min(found.values()) == 1


@given(fields.flatmap(lambda field: st.tuples(st.just(field), st.permutations(field))))
def test_the_order_of_the_rows_changes_no_rank_and_no_denominator(orders):
    field, shuffled = orders
    assert ranks(field) == ranks(shuffled)
    assert denominator("sum", UNKNOWN, field) == denominator("sum", UNKNOWN, shuffled)


@pytest.mark.parametrize(("valid", "of"), [(1000, 900), (None, 850)])
def test_votes_for_contestants_leave_out_those_against_all(valid, of):
    field = [contestant(1, votes=500), contestant(2, votes=350), contestant(3, kind="against_all", votes=100)]
    assert denominator("for", Totals(valid, None, None), field) == of
