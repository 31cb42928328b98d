"""Differences of two states, row by row and field by field. Pure.

`apply(a, differences(a, b))` gives b: a comparison on screen leaves nothing out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from revisions.states import SILENT, RowKey, State, Values


@dataclass(frozen=True)
class FieldDifference:
    column: str
    old: Any
    new: Any


@dataclass(frozen=True)
class RowDifference:
    """A row before and after; None where it is not there. `fields` are those that differ in a row that stays."""

    key: RowKey
    old: Values | None
    new: Values | None
    fields: tuple[FieldDifference, ...] = ()

    @property
    def sign(self) -> str:
        """ "+" added, "-" removed, "~" changed, "=" the same."""
        if self.old is None:
            return "+"
        if self.new is None:
            return "-"
        return "~" if self.fields else "="


def differences(old: State, new: State, unchanged: bool = False) -> tuple[RowDifference, ...]:
    """How `old` becomes `new`, in the order of the rows, removed ones where they stood. `unchanged`: all rows."""
    found = (_row(key, old.get(key), new.get(key)) for key in _merged_order(list(old), list(new)))
    return tuple(row for row in found if unchanged or row.sign != "=")


def apply(state: State, changes: Iterable[RowDifference]) -> dict[RowKey, Values]:
    """The state after the changes. Raises ValueError where a change does not fit the state."""
    after = dict(state)
    for change in changes:
        present = after.pop(change.key, None)
        if (present is None) != (change.old is None):
            raise ValueError(f"{change.key}: the change expects another state")
        if change.new is None:
            continue
        after[change.key] = (
            change.new if present is None else {**present, **{field.column: field.new for field in change.fields}}
        )
    return after


def _row(key: RowKey, old: Values | None, new: Values | None) -> RowDifference:
    fields: tuple[FieldDifference, ...] = ()
    if old is not None and new is not None:
        fields = tuple(
            FieldDifference(column, old.get(column), new.get(column))
            for column in {**old, **new}
            if column not in SILENT and old.get(column) != new.get(column)
        )
    return RowDifference(key, old, new, fields)


def _merged_order(old: list[RowKey], new: list[RowKey]) -> list[RowKey]:
    """The rows of `new` in their order, each removed row after the row that it followed in `old`."""
    kept = set(new)
    following: dict[RowKey | None, list[RowKey]] = {}
    last: RowKey | None = None
    for key in old:
        if key in kept:
            last = key
        else:
            following.setdefault(last, []).append(key)
    order = list(following.get(None, ()))
    for key in new:
        order += [key, *following.get(key, ())]
    return order
