"""Nodes: every version that stands at a revision is filed where that revision looks."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from revisions.intervals import BITS, node_of, nodes_at
from revisions.models import OPEN

numbers = st.integers(min_value=1, max_value=2**BITS - 1) | st.integers(min_value=1, max_value=200)


@given(numbers, numbers, numbers)
@example(1, 2, 1)
@example(8, 16, 8)
@example(1, 2**BITS - 1, 2 ** (BITS - 1))
def test_what_stands_at_a_revision_is_filed_under_one_of_its_nodes(first: int, second: int, number: int) -> None:
    revision, until = sorted((first, second))
    if revision <= number < until:
        assert node_of(revision, until) in nodes_at(number)


@given(st.lists(numbers, min_size=2, unique=True), numbers)
def test_each_node_holds_at_most_one_version_of_a_row(revisions: list[int], number: int) -> None:
    ordered = sorted(revisions)
    nodes = [node_of(*version) for version in pairwise(ordered)]
    assert len(nodes) == len(set(nodes))


@given(numbers)
def test_a_revision_looks_at_a_few_dozen_nodes(number: int) -> None:
    assert len(nodes_at(number)) <= BITS + 1


def test_a_version_replaced_within_its_own_revision_has_a_node_too() -> None:
    assert node_of(7, 7) == 7


def test_before_the_first_revision_nothing_stood() -> None:
    assert nodes_at(0) == [0]


def test_numbers_that_nobody_will_reach_are_beyond_the_tree() -> None:
    assert 2**BITS < OPEN
