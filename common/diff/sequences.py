"""Where two sequences of tokens (lines, words) differ, in time near-linear in their length whatever they hold.

The least difference costs quadratic time, which a public page cannot pay; so it is sought only where that is cheap:

1. What both begin and end with is the same.
2. Runs of tokens found in both anchor the rest: unique ones as in Bram Cohen's patience difference, and long repeated
   ones that both sides hold equally often. The longest chain that ascends in both sides is kept. What lies between two
   anchors is anchored again, by shorter runs.
3. In what remains, a token that only one side holds cannot be the same as anything and is set aside; the others are
   compared as by Eugene Myers, "An O(ND) Difference Algorithm" (1986), for `_FORESIGHT` edits at a time. Then the
   furthest path is taken for right and the search begins anew where it ends. Up to that many edits the result is least.

Pure: sequences in, dataclasses out.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["same", "removed", "added", "replaced"]

_RUNS = (8, 3, 1)  # lengths of the runs that anchor, tried in this order
_REPEATABLE = 8  # shorter runs anchor only where unique: " и " comes everywhere and would pull the sides awry
_FORESIGHT = 128  # edits; the work per token grows with it


@dataclass(frozen=True, slots=True)
class Span:
    """`old[old_start:old_end]` became `new[new_start:new_end]`. One of them is empty in "removed" and "added"."""

    kind: Kind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


class _Match(NamedTuple):
    """`length` tokens from `old` on are equal to those from `new` on."""

    old: int
    new: int
    length: int


class _Window(NamedTuple):
    """What is still to be compared: a half-open range of each side."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def spans(old: Sequence[str], new: Sequence[str]) -> tuple[Span, ...]:
    """Return the differences in order: they cover both sequences without gap or overlap, none of them empty.

    Positions count tokens from 0. Between two differences stands a "same" span: neighbours are never of one kind.
    """
    numbers: dict[str, int] = {}
    old_numbers = [numbers.setdefault(token, len(numbers)) for token in old]
    new_numbers = [numbers.setdefault(token, len(numbers)) for token in new]
    matches = _matches(old_numbers, new_numbers, _Window(0, len(old), 0, len(new)), _RUNS)
    return tuple(_between(_joined(matches), len(old), len(new)))


def _between(matches: Iterable[_Match], old_length: int, new_length: int) -> Iterator[Span]:
    old_place = new_place = 0
    for match in [*matches, _Match(old_length, new_length, 0)]:
        removed, added = match.old > old_place, match.new > new_place
        if removed or added:
            kind: Kind = "replaced" if removed and added else "removed" if removed else "added"
            yield Span(kind, old_place, match.old, new_place, match.new)
        old_place, new_place = match.old + match.length, match.new + match.length
        if match.length:
            yield Span("same", match.old, old_place, match.new, new_place)


def _joined(matches: Iterable[_Match]) -> Iterator[_Match]:
    last = _Match(0, 0, 0)
    for match in matches:
        if match.old == last.old + last.length and match.new == last.new + last.length:
            last = _Match(last.old, last.new, last.length + match.length)
        else:
            if last.length:
                yield last
            last = match
    if last.length:
        yield last


def _matches(old: list[int], new: list[int], window: _Window, runs: tuple[int, ...]) -> Iterator[_Match]:
    """What is the same within `window`, in order."""
    old_start, old_end, new_start, new_end = window
    while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
        old_start, new_start = old_start + 1, new_start + 1
    yield _Match(window.old_start, window.new_start, old_start - window.old_start)
    while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    middle = _Window(old_start, old_end, new_start, new_end)
    if not runs or old_end - old_start + new_end - new_start <= _FORESIGHT:
        yield from _by_edits(old, new, middle)
    else:
        for anchor in [*_anchors(old, new, middle, runs[0]), _Match(old_end, new_end, 0)]:
            yield from _matches(old, new, _Window(old_start, anchor.old, new_start, anchor.new), runs[1:])
            yield anchor
            old_start, new_start = anchor.old + anchor.length, anchor.new + anchor.length
    yield _Match(old_end, new_end, window.old_end - old_end)


def _anchors(old: list[int], new: list[int], window: _Window, length: int) -> Iterator[_Match]:
    """Runs of `length` tokens that tell their place, each lengthened as far as both sides agree."""
    old_end, new_end = window.old_start, window.new_start
    for old_start, new_start in _longest_ascent(_paired(old, new, window, length)):
        if old_start < old_end or new_start < new_end:
            continue  # within the anchor before, or astride its end
        back, ahead = 0, length
        while (
            old_start - back > old_end
            and new_start - back > new_end
            and old[old_start - back - 1] == new[new_start - back - 1]
        ):
            back += 1
        while (
            old_start + ahead < window.old_end
            and new_start + ahead < window.new_end
            and old[old_start + ahead] == new[new_start + ahead]
        ):
            ahead += 1
        old_end, new_end = old_start + ahead, new_start + ahead
        yield _Match(old_start - back, new_start - back, back + ahead)


def _paired(old: list[int], new: list[int], window: _Window, length: int) -> list[tuple[int, int]]:
    """Places of the runs that both sides hold equally often, the first with the first and so on, by old place."""
    old_places = _places(old, window.old_start, window.old_end, length)
    new_places = _places(new, window.new_start, window.new_end, length)
    most = len(old) if length >= _REPEATABLE else 1
    return sorted(
        pair
        for run, places in old_places.items()
        if len(places) <= most and len(places) == len(new_places.get(run, ()))
        for pair in zip(places, new_places[run], strict=True)
    )


def _places(tokens: list[int], start: int, end: int, length: int) -> dict[tuple[int, ...], list[int]]:
    places = defaultdict(list)
    runs = zip(*(tokens[start + shift : end] for shift in range(length)), strict=False)
    for place, run in enumerate(runs, start):
        places[run].append(place)
    return places


def _longest_ascent(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of `pairs`, which ascend in their first member, that ascends in the second too."""
    lowest: list[int] = []  # the lowest second member that ends a chain of this length
    enders: list[int] = []  # and the pair that it stands in
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(lowest, second)
        lowest[length : length + 1] = [second]
        enders[length : length + 1] = [index]
        before.append(enders[length - 1] if length else -1)
    chain = []
    index = enders[-1] if enders else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _by_edits(old: list[int], new: list[int], window: _Window) -> Iterator[_Match]:
    """What is the same within `window` by the fewest edits, as far as `_FORESIGHT` sees; one token a match."""
    old_range, new_range = range(window.old_start, window.old_end), range(window.new_start, window.new_end)
    in_both = {old[place] for place in old_range} & {new[place] for place in new_range}
    old_places = [place for place in old_range if old[place] in in_both]
    new_places = [place for place in new_range if new[place] in in_both]
    old_shared = [old[place] for place in old_places]
    new_shared = [new[place] for place in new_places]
    old_at = new_at = 0
    while old_at < len(old_shared) and new_at < len(new_shared):
        matches, old_at, new_at = _furthest(old_shared, new_shared, old_at, new_at)
        for match in matches:
            for step in range(match.length):
                yield _Match(old_places[match.old + step], new_places[match.new + step], 1)


def _furthest(old: list[int], new: list[int], old_start: int, new_start: int) -> tuple[list[_Match], int, int]:
    """Myers' greedy search from one place: to both ends, or to where `_FORESIGHT` edits lead furthest.

    `reached[d]` is the old place that the present number of edits reaches on diagonal d (old less new, counted from
    the start), -1 where none; a negative d counts from the end of the list, as Python does. `last[d]` is the index in
    `steps` of the last match on the way there. Plain numbers: a million small objects would keep the collector busy.
    """
    reached, last = [-1] * (2 * _FORESIGHT + 3), [-1] * (2 * _FORESIGHT + 3)
    steps: list[int] = []  # four a match: old place, new place, length, index of the match before it
    old_end, new_end = len(old), len(new)
    shift = old_start - new_start
    for edits in range(_FORESIGHT + 1):
        # No diagonal takes more removals than there are old tokens, nor more additions than there are new ones.
        lowest = -edits + 2 * max(0, edits - (new_end - new_start))
        highest = edits - 2 * max(0, edits - (old_end - old_start))
        for diagonal in range(lowest, highest + 1, 2):
            by_removal, by_addition = reached[diagonal - 1], reached[diagonal + 1]
            if by_addition - diagonal - shift > new_end:
                by_addition = -1
            if edits == 0:
                place, before = old_start, -1
            elif by_addition > by_removal or by_removal == old_end:
                place, before = by_addition, last[diagonal + 1]
            else:
                place, before = by_removal + 1 if by_removal >= 0 else -1, last[diagonal - 1]
            begin, other = place, place - diagonal - shift
            while 0 <= place < old_end and other < new_end and old[place] == new[other]:
                place, other = place + 1, other + 1
            reached[diagonal], last[diagonal] = place, before
            if place > begin:
                last[diagonal] = len(steps)
                steps += begin, begin - diagonal - shift, place - begin, before
            if place == old_end and other == new_end:
                return _way(steps, last[diagonal]), place, other
    # A diagonal that is not reached counts for less than the edits made, so that it never wins.
    furthest = max(range(lowest, highest + 1, 2), key=lambda diagonal: 2 * reached[diagonal] - diagonal)
    return _way(steps, last[furthest]), reached[furthest], reached[furthest] - furthest - shift


def _way(steps: list[int], index: int) -> list[_Match]:
    matches = []
    while index >= 0:
        begin, other, length, index = steps[index : index + 4]
        matches.append(_Match(begin, other, length))
    return matches[::-1]
