"""The differences of two states in words, as a reader sees them: in the page's own order, prose word by word."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.diff.words import Piece, word_differences
from revisions.comparison.wording import FieldWording, Section, Wording
from revisions.state.differences import RowDifference, differences

LONG_RUN = 400  # characters that stay the same: longer runs are folded
KEPT = 120  # of them, on each side of a change


@dataclass(frozen=True)
class Run:
    """A run of text: "same", "removed", "added", or "folded": the same, and too long to read again."""

    kind: str
    text: str

    @property
    def length(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class FieldDiff:
    """A field of a row: its label, what it was and what it is, whole (`old`, `new`) and as runs."""

    label: str
    old: str
    new: str
    runs: tuple[Run, ...]
    language: str = ""  # of words that editors wrote; "" for what the interface says

    @property
    def old_runs(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.kind != "added")

    @property
    def new_runs(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.kind != "removed")


@dataclass(frozen=True)
class RowDiff:
    """A row of a part. `sign`: "+" added, "-" removed, "~" changed."""

    label: str
    sign: str
    fields: tuple[FieldDiff, ...]

    @property
    def word(self) -> str:
        return {"+": _("added"), "-": _("removed"), "~": _("changed")}[self.sign]

    @property
    def whole(self) -> bool:
        """Whether the row came or went as a whole: then its fields have one side only."""
        return self.sign != "~"

    @property
    def kind(self) -> str:
        return {"+": "added", "-": "removed", "~": "changed"}[self.sign]


@dataclass(frozen=True)
class GroupDiff:
    """Fields of the root under one heading, or the rows of one part; `same` are the labels of what did not change."""

    heading: str
    fields: tuple[FieldDiff, ...] = ()
    rows: tuple[RowDiff, ...] = ()
    same: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.fields or self.rows)


@dataclass(frozen=True)
class Comparison:
    groups: tuple[GroupDiff, ...]

    @property
    def changed(self) -> tuple[GroupDiff, ...]:
        return tuple(group for group in self.groups if group.changed)

    @property
    def same(self) -> tuple[GroupDiff, ...]:
        return tuple(group for group in self.groups if not group.changed and group.same)


def compare(old: Wording, new: Wording) -> Comparison:
    """How one state of a root becomes another, both in words."""
    found: dict[str, list[RowDifference]] = {}
    for row in differences(old.fields, new.fields, unchanged=True):
        found.setdefault(row.key[0], []).append(row)
    groups = []
    for section in new.sections:
        rows = found.get(section.model, [])
        groups.append(_root_group(section, rows) if section.columns else _part_group(section, rows, old, new))
    return Comparison(tuple(group for group in groups if group.changed or group.same))


def _root_group(section: Section, rows: list[RowDifference]) -> GroupDiff:
    """Fields of the root; those that are blank in both states are left out."""
    fields, same = [], []
    for old, new in ((row.old or {}, row.new or {}) for row in rows):
        for column in section.columns:
            sides = [side[column] for side in (old, new) if column in side]
            if all(side.blank for side in sides):
                continue
            if old.get(column) != new.get(column):
                fields.append(field_diff(old.get(column), new.get(column)))
            else:
                same.append(sides[0].label)
    return GroupDiff(section.heading, tuple(fields), (), tuple(same))


def _part_group(section: Section, rows: list[RowDifference], old: Wording, new: Wording) -> GroupDiff:
    labels = {row.key: (new.rows.get(row.key) or old.rows[row.key]).label for row in rows}
    changed = (RowDiff(labels[row.key], row.sign, _fields(row)) for row in rows if row.sign != "=")
    same = (labels[row.key] for row in rows if row.sign == "=")
    return GroupDiff(section.heading, (), tuple(changed), tuple(same))


def _fields(row: RowDifference) -> tuple[FieldDiff, ...]:
    """The fields that changed; of a row that came or went as a whole, those that are not silent."""
    if row.sign == "~":
        return tuple(field_diff(change.old, change.new) for change in row.fields if change.column != "hidden")
    words = [word for word in (row.old or row.new or {}).values() if not word.silent]
    return tuple(field_diff(None, word) if row.old is None else field_diff(word, None) for word in words)


def field_diff(old: FieldWording | None, new: FieldWording | None) -> FieldDiff:
    """A field before and after; None where it is not there, at most on one side."""
    before, after = (side.words if side else "" for side in (old, new))
    side = new or old
    label, language = (side.label, side.language) if side else ("", "")
    return FieldDiff(label, before, after, runs(before, after), language)


def runs(old: str, new: str) -> tuple[Run, ...]:
    """Two texts as runs, long equal ones folded. Dates and numbers change whole."""
    if " " in old or " " in new or "\n" in old + new or old == new:
        pieces: tuple[Piece, ...] = word_differences(old, new)
    else:
        pieces = tuple(piece for piece in (Piece("removed", old), Piece("added", new)) if piece.text)
    return tuple(run for at, piece in enumerate(pieces) for run in _fold(piece, at == 0, at == len(pieces) - 1))


def _fold(piece: Piece, first: bool, last: bool) -> Iterable[Run]:
    if piece.kind != "same" or len(piece.text) <= LONG_RUN:
        yield Run(piece.kind, piece.text)
        return
    head = 0 if first else piece.text.rfind(" ", 0, KEPT) + 1
    tail = len(piece.text) if last else len(piece.text) - KEPT + piece.text[-KEPT:].find(" ") + 1
    for kind, text in (("same", piece.text[:head]), ("folded", piece.text[head:tail]), ("same", piece.text[tail:])):
        if text:
            yield Run(kind, text)
