"""Two sequences are covered to the last token, and what is the same is found wherever it stands."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.diff.sequences import Span, spans

few = st.lists(st.sampled_from("abc"), max_size=40)
many = st.lists(st.text(max_size=2), max_size=60)


def told(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str, str]]:
    """Kind, old tokens, new tokens of each span."""
    return [
        (span.kind, "".join(old[span.old_start : span.old_end]), "".join(new[span.new_start : span.new_end]))
        for span in spans(old, new)
    ]


def same(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens are found to be the same."""
    return sum(span.old_end - span.old_start for span in spans(old, new) if span.kind == "same")


def longest_common(old: Sequence[str], new: Sequence[str]) -> int:
    """The most tokens that can be the same: the textbook's table, in quadratic time."""
    row = [0] * (len(new) + 1)
    for token in old:
        above = row
        row = [0]
        for place, other in enumerate(new):
            row.append(above[place] + 1 if token == other else max(above[place + 1], row[place]))
    return row[-1]


def assert_exact(old: Sequence[str], new: Sequence[str]) -> None:
    old_place = new_place = 0
    last = None
    for span in spans(old, new):
        assert (span.old_start, span.new_start) == (old_place, new_place)
        removed, added = old[span.old_start : span.old_end], new[span.new_start : span.new_end]
        expected = {"same": removed == added != [], "removed": bool(removed) and not added}
        expected |= {"added": bool(added) and not removed, "replaced": bool(removed) and bool(added)}
        assert expected[span.kind]
        assert "same" in (last, span.kind) or last is None
        last, old_place, new_place = span.kind, span.old_end, span.new_end
    assert (old_place, new_place) == (len(old), len(new))


# What is told


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("abc", "abc", [("same", "abc", "abc")]),
        ("", "ab", [("added", "", "ab")]),
        ("ab", "", [("removed", "ab", "")]),
        ("ab", "xyz", [("replaced", "ab", "xyz")]),
        ("abc", "axc", [("same", "a", "a"), ("replaced", "b", "x"), ("same", "c", "c")]),
        ("abc", "ac", [("same", "a", "a"), ("removed", "b", ""), ("same", "c", "c")]),
        ("ac", "abc", [("same", "a", "a"), ("added", "", "b"), ("same", "c", "c")]),
        ("aaa", "aa", [("same", "aa", "aa"), ("removed", "a", "")]),
    ],
)
def test_each_kind_of_difference_is_told_with_its_place(old, new, expected):
    assert told(list(old), list(new)) == expected


def test_positions_count_tokens_of_each_side_from_zero():
    assert spans(["one", "two", "three"], ["one", "three", "four"]) == (
        Span("same", 0, 1, 0, 1),
        Span("removed", 1, 2, 1, 1),
        Span("same", 2, 3, 1, 2),
        Span("added", 3, 3, 2, 3),
    )


def test_neighbouring_changed_lines_are_one_span():
    assert told("abcd", "axyd") == [("same", "a", "a"), ("replaced", "bc", "xy"), ("same", "d", "d")]


@pytest.mark.parametrize("length", [5, 40, 1000, 20_000])
def test_changes_on_both_sides_of_an_equal_line_stay_two(length):
    old = [f"line {number}\n" for number in range(length)]
    place = length // 2
    new = [*old]
    new[place - 1], new[place + 1] = "mine\n", "theirs\n"
    assert [span for span in spans(old, new) if span.kind != "same"] == [
        Span("replaced", place - 1, place, place - 1, place),
        Span("replaced", place + 1, place + 2, place + 1, place + 2),
    ]


def test_every_second_line_of_a_long_text_changed_leaves_the_others_the_same():
    old = [f"line {number}\n" for number in range(4000)]
    new = [f"{line[:-1]}!\n" if number % 2 else line for number, line in enumerate(old)]
    assert [span.kind for span in spans(old, new)] == ["same", "replaced"] * 2000


def test_a_large_part_put_in_changes_nothing_around_it():
    old = [f"line {number % 700}\n" for number in range(3000)]
    part = [f"new {number}\n" for number in range(5000)]
    new = [*old[:1234], *part, *old[1234:]]
    assert told(old, new) == [
        ("same", "".join(old[:1234]), "".join(old[:1234])),
        ("added", "", "".join(part)),
        ("same", "".join(old[1234:]), "".join(old[1234:])),
    ]


def test_a_part_moved_is_removed_in_one_place_and_added_in_the_other():
    old = [f"line {number}\n" for number in range(2000)]
    new = [*old[:100], *old[300:1500], *old[100:300], *old[1500:]]
    assert [span.kind for span in spans(old, new)] == ["same", "removed", "same", "added", "same"]


def test_a_text_that_repeats_itself_is_compared_place_by_place():
    sentence = ["the", "same", "words", "come", "again", "and", "again", "."]
    old = sentence * 1000
    new = [*old]
    for place in range(7, len(new), 150):
        new[place] = "changed"
    assert same(old, new) == len(old) - len(range(7, len(new), 150))


# Anything at all


@given(few, few)
@example(list("abcab"), list("bcaba"))
def test_few_different_tokens_are_covered_exactly_and_as_much_as_can_be_is_the_same(old, new):
    assert_exact(old, new)
    assert same(old, new) == longest_common(old, new)


@given(many, many)
def test_any_tokens_are_covered_exactly(old, new):
    assert_exact(old, new)


@given(st.integers(0, 2**32), st.sampled_from([2, 5, 50, 5000]), st.sampled_from([2, 4, 15, 100]))
def test_long_sequences_with_many_edits_are_covered_exactly(seed, vocabulary, every):
    chance = random.Random(seed)
    old = [str(chance.randrange(vocabulary)) for _ in range(1000)]
    new = []
    for token in old:
        edit = chance.randrange(3 * every)
        new += [[], [token, "added"], [str(chance.randrange(vocabulary))]][edit] if edit < 3 else [token]
    assert_exact(old, new)
    assert_exact(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["word"] * 20_000, ["word"] * 13_000),
        (["word", " "] * 5000, ["word", " ", "edit", " "] * 3000),
        ([str(number) for number in range(9000)], [str(number) for number in reversed(range(9000))]),
        ([str(number) for number in range(5000)], [f"new {number}" for number in range(6000)]),
        (list("ab" * 3000), list("abb" * 2000)),
    ],
    ids=["one token", "one token and edits", "backwards", "all replaced", "two tokens"],
)
def test_hostile_sequences_are_covered_exactly(old, new):
    assert_exact(old, new)
