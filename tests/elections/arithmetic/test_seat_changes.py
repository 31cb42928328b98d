"""Changes of seats against the election before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.arithmetic.seat_changes import SeatChange, seat_change
from tests.elections.arithmetic.test_shares import contestant, fields

NOBODY = (True, [])
LAST = (True, [contestant(1, seats=76), contestant(2, seats=12), contestant(3)])


@pytest.mark.parametrize(
    ("now", "earlier", "origins", "expected"),
    [
        pytest.param(contestant(1, seats=62), [LAST], {}, SeatChange(-14), id="lost"),
        pytest.param(contestant(2, seats=12), [LAST], {}, SeatChange(0), id="kept"),
        pytest.param(contestant(2, seats=13), [LAST], {}, SeatChange(1), id="won"),
        pytest.param(contestant(9, seats=6), [LAST], {}, SeatChange(new=True), id="never stood"),
        pytest.param(contestant(9, seats=6), [], {}, SeatChange(), id="first election known"),
        pytest.param(contestant(9, seats=6), [(False, [])], {}, SeatChange(), id="last results incomplete"),
        pytest.param(
            contestant(1, seats=3), [(False, [contestant(1, seats=2)])], {}, SeatChange(1), id="own row known"
        ),
        pytest.param(contestant(3, seats=1), [LAST], {}, SeatChange(), id="last seats unknown"),
        pytest.param(contestant(1), [LAST], {}, SeatChange(), id="seats unknown"),
        pytest.param(contestant(1, seats=1, party=None), [LAST], {}, SeatChange(), id="no party"),
        pytest.param(
            contestant(1, seats=4), [NOBODY, LAST], {}, SeatChange(4, absent_last_time=True), id="absent last time"
        ),
        pytest.param(
            contestant(1, seats=4), [(False, []), LAST], {}, SeatChange(), id="perhaps absent from incomplete results"
        ),
        pytest.param(contestant(8, seats=80), [LAST], {8: [1, 2]}, SeatChange(-8), id="both origins' seats"),
        pytest.param(contestant(8, seats=80), [LAST], {8: [1, 7]}, SeatChange(4), id="one origin stood"),
        pytest.param(contestant(8, seats=80), [LAST], {8: [1, 3]}, SeatChange(), id="an origin's seats unknown"),
        pytest.param(contestant(1, seats=62), [LAST], {1: [2]}, SeatChange(-14), id="own seats before origins"),
        pytest.param(
            contestant(8, seats=0), [NOBODY, LAST], {8: [1]}, SeatChange(0, absent_last_time=True), id="origin earlier"
        ),
        pytest.param(
            contestant(1, seats=62), [LAST, (True, [contestant(1, seats=1)])], {}, SeatChange(-14), id="newest"
        ),
    ],
)
def test_seats_change_against_the_election_before(now, earlier, origins, expected):
    assert seat_change(now, earlier, origins) == expected


@given(fields.flatmap(lambda field: st.tuples(st.just(field), st.permutations(field))), st.booleans())
def test_the_order_of_the_rows_changes_no_change(orders, complete):
    field, shuffled = orders
    now = contestant(0, seats=5)
    assert seat_change(now, [(complete, field)], {0: [1, 2]}) == seat_change(now, [(complete, shuffled)], {0: [1, 2]})


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 100)), max_size=8, unique_by=lambda row: row[0]))
def test_a_party_new_now_is_nobody_among_the_earlier(rows):
    field = [contestant(key, seats=seats) for key, seats in rows]
    change = seat_change(contestant(1, seats=5), [(True, field)], {})
    assert change.new == (1 not in {key for key, _ in rows})
