"""The differences of two states as a reader sees them: in the page's own order, in words, prose word by word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from common.diff.words import Piece, word_differences
from revisions.comparison.wording import Wording
from revisions.registry import Heading, root_of
from revisions.state.differences import RowDifference, differences
from revisions.state.read import row_key
from revisions.states import State, Values

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
class ComparedField:
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
class ComparedRow:
    """A row of a part. `sign`: "+" added, "-" removed, "~" changed."""

    label: str
    sign: str
    fields: tuple[ComparedField, ...]

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
class ComparedGroup:
    """Fields of the root under one heading, or the rows of one part; `same` are the labels of what did not change."""

    heading: str
    fields: tuple[ComparedField, ...] = ()
    rows: tuple[ComparedRow, ...] = ()
    same: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.fields or self.rows)


@dataclass(frozen=True)
class Comparison:
    groups: tuple[ComparedGroup, ...]

    @property
    def changed(self) -> tuple[ComparedGroup, ...]:
        return tuple(group for group in self.groups if group.changed)

    @property
    def same(self) -> tuple[ComparedGroup, ...]:
        return tuple(group for group in self.groups if not group.changed and group.same)


def compare(model: type[models.Model], pk: int, old: State, new: State, wording: Wording) -> Comparison:
    """How the state `old` of a root becomes `new`. The wording knows both."""
    found: dict[str, list[RowDifference]] = {}
    root = row_key(model, pk)
    own: RowDifference | None = None
    for row in differences(old, new, unchanged=True):
        if row.key == root:
            own = row
        else:
            found.setdefault(row.key[0], []).append(row)
    printer = _Printer(old, new, wording)
    groups: list[ComparedGroup] = []
    entry: Any = root_of(model)
    heading, pending = _("Fields"), []
    order = (*entry.page_order(model), Heading(_("Further fields")), *_unordered(model, entry.page_order(model)))
    for item in order:
        if isinstance(item, str):
            pending.append(item)
            continue
        groups += _root_group(printer, model, own, pending, heading)
        pending = []
        if isinstance(item, Heading):
            heading = str(item.text)
        elif rows := found.pop(item._meta.label_lower, None):
            groups.append(printer.rows(item._meta.label_lower, rows))
    groups += _root_group(printer, model, own, pending, heading)
    groups += [printer.rows(label, rows) for label, rows in found.items()]
    return Comparison(tuple(groups))


def _unordered(model: type[models.Model], order: Iterable[Any]) -> list[str]:
    """Fields that editors fill and the page order does not name."""
    named = {item for item in order if isinstance(item, str)}
    return [field.name for field in model._meta.concrete_fields if field.editable and field.name not in named]


def _root_group(
    printer: "_Printer", model: type[models.Model], own: RowDifference | None, names: Iterable[str], heading: str
) -> list[ComparedGroup]:
    if own is None:
        return []
    columns = [f.attname for name in names for f in model._meta.concrete_fields if f.name == name]
    return printer.root(own, columns, heading)


class _Printer:
    def __init__(self, old: State, new: State, wording: Wording) -> None:
        self.old, self.new, self.wording = old, new, wording

    def root(self, own: RowDifference, columns: list[str], heading: str) -> list[ComparedGroup]:
        fields, same = [], []
        for column in columns:
            before, after = (own.old or {}).get(column), (own.new or {}).get(column)
            if column not in (own.old or own.new or {}) or column == "set_in":
                continue
            if before in (None, "") and after in (None, ""):
                continue
            if before != after:
                fields.append(self.field(own.key[0], column, own.old, own.new))
            else:
                same.append(self.wording.column(own.key[0], column))
        return [ComparedGroup(heading, tuple(fields), (), tuple(same))] if fields or same else []

    def rows(self, label: str, found: list[RowDifference]) -> ComparedGroup:
        changed, same = [], []
        for row in found:
            words = self.wording.row(self.old if row.new is None else self.new, row.key)
            if row.sign == "=":
                same.append(words)
            else:
                changed.append(ComparedRow(words, row.sign, tuple(self.fields(row))))
        return ComparedGroup(self.wording.group(label), (), tuple(changed), tuple(same))

    def fields(self, row: RowDifference) -> Iterable[ComparedField]:
        label = row.key[0]
        if row.sign == "~":
            for change in row.fields:
                if change.column != "hidden":
                    yield self.field(label, change.column, row.old, row.new)
            return
        for column in self.wording.columns_of(label, row.old or row.new or {}):
            yield self.field(label, column, row.old, row.new)

    def field(self, label: str, column: str, old: Values | None, new: Values | None) -> ComparedField:
        before = self._value(self.old, label, column, old)
        after = self._value(self.new, label, column, new)
        language = self.wording.language(label, column, new or old or {})
        return ComparedField(self.wording.column(label, column), before, after, runs(before, after), language)

    def _value(self, state: State, label: str, column: str, values: Values | None) -> str:
        if values is None:
            return ""
        if values.get("hidden"):
            return _("hidden")
        return self.wording.value(state, label, column, values.get(column))


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
