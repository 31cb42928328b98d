"""A comparison leaves nothing out: applied to one state it gives the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisions.state.differences import FieldDifference, apply, differences
from revisions.states import State, same_state

values = st.fixed_dictionaries({"text": st.sampled_from(["", "a", "b"]), "votes": st.none() | st.integers(0, 2)})
states = st.dictionaries(st.tuples(st.sampled_from(["name", "result"]), st.integers(1, 5)), values, max_size=6)


@given(states, states)
def test_differences_applied_give_the_other_state(old: State, new: State) -> None:
    assert same_state(apply(old, differences(old, new)), new)


@given(states)
def test_equal_states_do_not_differ(state: State) -> None:
    assert differences(state, state) == ()


def test_a_changed_row_names_the_fields_that_differ() -> None:
    [row] = differences({("name", 1): {"text": "a", "votes": 1}}, {("name", 1): {"text": "a", "votes": None}})
    assert (row.sign, row.fields) == ("~", (FieldDifference("votes", 1, None),))


def test_blank_and_zero_differ() -> None:
    assert differences({("name", 1): {"votes": 0}}, {("name", 1): {"votes": None}}) != ()


def test_a_removed_row_stands_where_it_stood() -> None:
    old = {("name", pk): {"text": str(pk)} for pk in (1, 2, 3)}
    new = {key: row for key, row in old.items() if key != ("name", 2)}
    assert [row.key[1] for row in differences(old, new, unchanged=True)] == [1, 2, 3]


def test_who_set_a_fact_is_no_difference() -> None:
    assert differences({("name", 1): {"set_in": {"": 1}}}, {("name", 1): {"set_in": {"": 2}}}) == ()


def test_differences_do_not_fit_another_state() -> None:
    with pytest.raises(ValueError, match="another state"):
        apply({}, differences({("name", 1): {"text": "a"}}, {}))
