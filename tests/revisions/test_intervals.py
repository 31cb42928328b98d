"""Nodes: every version that stands at a revision is filed where that revision looks."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from revisions.intervals import node_of, nodes_at

BITS = 40  # of the numbers that anybody will reach: a thousand saves a second for thirty years
numbers = st.integers(min_value=1, max_value=2**BITS - 1) | st.integers(min_value=1, max_value=200)


@given(numbers, numbers, numbers)
@example(1, 2, 1)
@example(8, 16, 8)
@example(1, 2**BITS - 1, 2 ** (BITS - 1))
def test_what_stands_at_a_revision_is_filed_under_one_of_its_nodes(first: int, second: int, number: int) -> None:
    revision, until = sorted((first, second))
    if revision <= number < until:
        assert node_of(revision, until) in nodes_at(number, head=until)


@given(numbers, numbers, numbers, numbers)
def test_a_version_closed_while_a_page_is_read_is_found_too(first: int, second: int, number: int, head: int) -> None:
    """Until there are twice as many revisions as when the reading began."""
    revision, until = sorted((first, second))
    if revision <= number <= head and number < until <= 2 * head:
        assert node_of(revision, until) in nodes_at(number, head)


@given(st.lists(numbers, min_size=2, unique=True), numbers)
def test_each_node_holds_at_most_one_version_of_a_row(revisions: list[int], number: int) -> None:
    ordered = sorted(revisions)
    nodes = [node_of(*version) for version in pairwise(ordered)]
    assert len(nodes) == len(set(nodes))


@given(numbers, numbers)
def test_a_revision_looks_at_a_few_nodes(number: int, head: int) -> None:
    assert len(nodes_at(number, head)) <= max(number, head).bit_length() + 2


def test_a_version_replaced_within_its_own_revision_has_a_node_too() -> None:
    assert node_of(7, 7) == 7


def test_before_the_first_revision_nothing_stood() -> None:
    assert nodes_at(0, 1000) == [0]
