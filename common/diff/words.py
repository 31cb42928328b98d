"""Differences of two texts word by word, tidied for reading.

The fewest edits are not the easiest to read. Two repairs, after Neil Fraser's "Diff Strategies" (2006):

- What was only added or only removed often fits at several places: "C [new. C ]old." says the same as
  "[C new. ]C old." It is moved to the best one: at the end of a paragraph, else of a line, a sentence, a word.
- Where nearly all was rewritten, a space, a comma or a stray "and" that happens to be the same only breaks up the
  reading. It is shown as rewritten too. Line breaks are kept: they hold the two texts side by side.

Pure: texts in, dataclasses out. Nothing is lost: `reconstruct` gives both texts back to the character.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from common.diff.sequences import Span, spans

_NO_BREAK = "\u00a0\u202f"  # a change of one must not hide in a run of spaces
_JOINERS = "\u200c\u200d"
_SENTENCE_ENDS = frozenset(".!?…:;。！？؟۔»”)")
_LONGEST_STRAY = 5  # tokens that are the same within what was rewritten: " и в ", " — "
_WORDS_PER_STRAY_WORD = 3  # that changed on either side of it


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. What came in place of a removed one follows it."""

    kind: Literal["same", "removed", "added"]
    text: str


def word_differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces in reading order, none empty. Same and removed ones make `old`, same and added ones `new`.

    A token is a word (letters, digits and their marks, of any script), a punctuation character, a run of spaces, a
    no-break space or a line feed.
    """
    pattern = _token_pattern(old + new)
    old_tokens, new_tokens = pattern.findall(old), pattern.findall(new)
    moved = _moved_to_borders(spans(old_tokens, new_tokens), old_tokens, new_tokens)
    return tuple(_pieces(_without_strays(moved, old_tokens, new_tokens), old_tokens, new_tokens))


def reconstruct(pieces: Iterable[Piece]) -> tuple[str, str]:
    """Return the old and the new text."""
    pieces = tuple(pieces)
    old = "".join(piece.text for piece in pieces if piece.kind != "added")
    new = "".join(piece.text for piece in pieces if piece.kind != "removed")
    return old, new


def _token_pattern(text: str) -> re.Pattern[str]:
    # `re` knows no class of combining marks: name those that occur, which are few.
    marks = "".join(character for character in set(text) if unicodedata.category(character).startswith("M"))
    mark = f"[{_JOINERS}{marks}]"
    return re.compile(
        rf"[^\W_]+(?:{mark}+[^\W_]*)*"
        rf"|[{_NO_BREAK}]|\n|[^\S\n{_NO_BREAK}]+"
        rf"|.(?:\u200d\S|{mark})*",  # woman, joiner, laptop: one sign
        re.DOTALL,
    )


def _pieces(found: Iterable[Span], old: list[str], new: list[str]) -> Iterator[Piece]:
    for span in found:
        removed = "".join(old[span.old_start : span.old_end])
        added = "".join(new[span.new_start : span.new_end])
        if span.kind == "same":
            yield Piece("same", added)
            continue
        if removed:
            yield Piece("removed", removed)
        if added:
            yield Piece("added", added)


def _moved_to_borders(found: Sequence[Span], old: list[str], new: list[str]) -> Iterator[Span]:
    """Move each pure addition and removal, within the same tokens around it, to where it reads best."""
    ends = Span("same", 0, 0, 0, 0), Span("same", len(old), len(old), len(new), len(new))  # room for what is moved off
    moved = [ends[0], *found, ends[1]]
    for index, span in enumerate(moved[1:-1], 1):
        if span.kind not in ("added", "removed"):
            continue
        before, after = moved[index - 1], moved[index + 1]  # the same on both sides, perhaps empty
        back, ahead = before.new_end - before.new_start, after.new_end - after.new_start
        if span.kind == "added":
            step = _best_step(new, span.new_start, span.new_end, back, ahead)
        else:
            step = _best_step(old, span.old_start, span.old_end, back, ahead)
        moved[index - 1 : index + 2] = _shifted(before, 0, step), _shifted(span, step, step), _shifted(after, step, 0)
    return (span for span in moved if span.old_start < span.old_end or span.new_start < span.new_end)


def _shifted(span: Span, start: int, end: int) -> Span:
    return Span(span.kind, span.old_start + start, span.old_end + end, span.new_start + start, span.new_end + end)


def _best_step(tokens: list[str], start: int, end: int, back: int, ahead: int) -> int:
    """How far to move the range `start` to `end`, at most `back` or `ahead`, for the best borders and equal texts."""
    lowest = highest = 0
    while lowest > -back and tokens[start + lowest - 1] == tokens[end + lowest - 1]:
        lowest -= 1
    while highest < ahead and tokens[start + highest] == tokens[end + highest]:
        highest += 1

    def worth(step: int) -> tuple[int, int]:
        return _border(tokens, start + step) + _border(tokens, end + step), -abs(step)

    return max(range(lowest, highest + 1), key=worth)


def _border(tokens: list[str], place: int) -> int:
    """How good a border lies before the token at `place`: of text or paragraph, line, sentence, word, none."""
    if place in (0, len(tokens)) or tokens[max(place - 2, 0) : place] == ["\n", "\n"]:
        return 5
    if tokens[place - 1] == "\n":
        return 4
    if tokens[place - 1].isspace():
        return 3 if place > 1 and tokens[place - 2] in _SENTENCE_ENDS else 2
    return 1 if tokens[place].isspace() else 0


def _without_strays(found: Iterable[Span], old: list[str], new: list[str]) -> list[Span]:
    """Gather neighbouring changes, and those with a stray between them, into one."""
    old_words = list(accumulate(map(_is_word, old), initial=0))
    new_words = list(accumulate(map(_is_word, new), initial=0))

    def words(span: Span) -> int:
        return max(
            old_words[span.old_end] - old_words[span.old_start], new_words[span.new_end] - new_words[span.new_start]
        )

    def is_stray(left: Span, span: Span, right: Span) -> bool:
        return (
            span.new_end - span.new_start <= _LONGEST_STRAY
            and words(span) * _WORDS_PER_STRAY_WORD <= min(words(left), words(right))
            # Two additions that nothing was removed for are no rewriting: «a» «b» where a b was.
            and (left.old_start < left.old_end or right.old_start < right.old_end)
            and (left.new_start < left.new_end or right.new_start < right.new_end)
            and "\n" not in new[span.new_start : span.new_end]
        )

    gathered: list[Span] = []
    for span in found:
        gathered.append(span)
        if span.kind == "same":
            continue
        if len(gathered) > 1 and gathered[-2].kind != "same":
            gathered[-2:] = [_joined(gathered[-2], span)]
        while len(gathered) > 2 and is_stray(*gathered[-3:]):
            gathered[-3:] = [_joined(gathered[-3], gathered[-1])]
    return gathered


def _joined(first: Span, last: Span) -> Span:
    return Span("replaced", first.old_start, last.old_end, first.new_start, last.new_end)


def _is_word(token: str) -> bool:
    return token[0].isalnum()
