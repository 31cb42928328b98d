"""The state of an aggregate as plain values: what comparing, merging and restoring work on. Pure: no rows, no queries.

A state holds each row of a root and its parts under (label of the model, id), as {column: value} without key columns.
An empty state is an aggregate that is not there. `set_in` travels along but says nothing of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

RowKey = tuple[str, int]
Plain = str | int | float | Decimal | date | Mapping[str, int] | None  # the value of a column
Values = Mapping[str, Any]
State = Mapping[RowKey, Values]

SILENT = frozenset({"set_in"})  # columns that are no difference


@dataclass(frozen=True)
class Shape:
    """What comparing and merging must know of a model."""

    columns: tuple[str, ...]
    natural_key: tuple[str, ...] = ()
    loose: frozenset[str] = frozenset()  # columns whose difference is no overlap
    prose: frozenset[str] = frozenset()  # columns that merge line by line
    about: tuple[str, str] | None = None  # columns (content type, id) of the row that this row speaks of
    content_types: Mapping[int, str] | None = None  # label of the model by id of its content type

    def row_spoken_of(self, values: Values) -> RowKey | None:
        """The key of the row that a row of this shape is about; None for the root itself."""
        if self.about is None:
            return None
        type_id, pk = (values[column] for column in self.about)
        label = (self.content_types or {}).get(type_id)
        return (label, pk) if label and pk is not None else None


def loud(values: Values, shape: Shape | None = None) -> dict[str, Any]:
    """The values that count as a difference; with a shape also without the loose ones."""
    loose = shape.loose if shape else frozenset()
    return {name: value for name, value in values.items() if name not in SILENT and name not in loose}


def same_state(one: State, other: State) -> bool:
    """Whether two states hold the same rows with the same values."""
    return one.keys() == other.keys() and all(loud(values) == loud(other[key]) for key, values in one.items())
