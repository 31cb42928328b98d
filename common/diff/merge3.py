"""Three versions of a text into one, line by line. Pure.

Edits of different lines go together, also of neighbouring ones; two edits of one line, or two different insertions at
one place, overlap. (diff3 counts neighbours as overlapping; paragraphs of prose are lines, and editors of two
paragraphs are not in each other's way.)
"""

from dataclasses import dataclass

from common.diff.sequences import spans


@dataclass(frozen=True)
class Hunk:
    """Lines `start` to `end` of the base, replaced by `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]

    def overlaps(self, other: "Hunk") -> bool:
        if self.start == self.end == other.start == other.end:
            return True  # two insertions at one place: which comes first?
        if self.start == self.end:
            return other.start < self.start < other.end
        if other.start == other.end:
            return self.start < other.start < self.end
        return self.start < other.end and other.start < self.end


def merge_lines(base: str, mine: str, theirs: str) -> str | None:
    """`base` with the edits of both; None where they overlap. Lines end with LF; every other character stays."""
    lines = base.split("\n")
    ours, others = _hunks(lines, mine.split("\n")), _hunks(lines, theirs.split("\n"))
    kept = [hunk for hunk in others if hunk not in ours]
    if any(hunk.overlaps(other) for hunk in ours for other in _near(kept, hunk)):
        return None
    merged, position = [], 0
    for hunk in sorted([*ours, *kept], key=lambda hunk: (hunk.start, hunk.end)):
        merged += [*lines[position : hunk.start], *hunk.lines]
        position = hunk.end
    return "\n".join([*merged, *lines[position:]])


def _hunks(base: list[str], text: list[str]) -> list[Hunk]:
    return [
        Hunk(span.old_start, span.old_end, tuple(text[span.new_start : span.new_end]))
        for span in spans(base, text)
        if span.kind != "same"
    ]


def _near(hunks: list[Hunk], hunk: Hunk) -> list[Hunk]:
    return [other for other in hunks if other.start <= hunk.end and hunk.start <= other.end]
