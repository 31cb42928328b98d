"""Three states into one: what two editors did since a common base. Pure.

Field by field, row by row, prose line by line. Where both changed the same thing differently they overlap, and somebody
has to choose. A row deleted by one and edited by the other overlaps; its sources count as the row. New rows of one
natural key are one row, so that a form that is posted twice adds once. The order of rows never overlaps.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from common.diff.merge3 import merge_lines
from revisions.states import SILENT, Plain, RowKey, Shape, State, Values, loud, same_state

Side = Literal["mine", "theirs", "edited"]


@dataclass(frozen=True)
class Conflict:
    """Two edits that overlap. No `column`: it is about the row itself, deleted by one and edited by the other."""

    key: RowKey
    column: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def id(self) -> str:
        """What a form calls it. It stays the same while the conflict does."""
        return ":".join((self.key[0], str(self.key[1]), self.column))

    @property
    def seen(self) -> str:
        """A word for what they wrote: a choice is made against it."""
        value = loud(self.theirs) if isinstance(self.theirs, Mapping) else self.theirs
        return hashlib.sha256(json.dumps(value, default=str, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Choice:
    """What somebody decided: whose version, or one of their own. It holds while theirs is what they saw."""

    side: Side
    seen: str  # `Conflict.seen` of then
    value: Plain = None  # what somebody wrote instead


@dataclass
class Merge:
    state: dict[RowKey, Values] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(
    base: State,
    mine: State,
    theirs: State,
    root: RowKey,
    shapes: Mapping[str, Shape],
    choices: Mapping[str, Choice] | None = None,
) -> Merge:
    """Bring what `mine` changed since `base` into `theirs`. In the state, an open conflict stands as theirs."""
    merging = _Merging(base, mine, theirs, shapes, choices or {})
    if root in base and (root not in mine or root not in theirs):
        merging.whole(root)
    else:
        merging.rows()
    return merging.result


class _Merging:
    def __init__(
        self, base: State, mine: State, theirs: State, shapes: Mapping[str, Shape], choices: Mapping[str, Choice]
    ) -> None:
        self.base, self.theirs, self.shapes, self.choices = base, theirs, shapes, choices
        self.mine = _recognise_new_rows(base, mine, theirs, shapes)
        self.result = Merge()

    def whole(self, root: RowKey) -> None:
        """The aggregate was deleted by one side, or by both."""
        kept = self.theirs if root not in self.mine else self.mine
        if root in kept and not same_state(kept, self.base):
            row = self._choose(Conflict(root, "", self.base[root], self.mine.get(root), self.theirs.get(root)))
            self.result.state = dict(kept) if row is not None else {}

    def rows(self) -> None:
        keys = [*self.theirs, *(key for key in self.mine if key not in self.theirs)]
        followed: dict[RowKey, State] = {}  # rows that only one side has: what is about them follows that decision
        for key in [key for key in keys if self._about(key) is None]:
            row, side = self._row(key)
            if side is not None:
                followed[key] = side
            if row is not None:
                self.result.state[key] = row
        for key in [key for key in keys if self._about(key) is not None]:
            side = followed.get(self._about(key) or key)
            row = side.get(key) if side is not None else self._row(key)[0]
            if row is not None:
                self.result.state[key] = row

    def _row(self, key: RowKey) -> tuple[Values | None, State | None]:
        """The merged row, and the side that what is about it must follow, where one side had deleted it."""
        base, mine, theirs = self.base.get(key), self.mine.get(key), self.theirs.get(key)
        if mine is not None and theirs is not None:
            return self._fields(key, base, mine, theirs), None
        if base is None:
            return mine if theirs is None else theirs, None
        deleted_by, kept_by = (self.mine, self.theirs) if mine is None else (self.theirs, self.mine)
        if (mine is None and theirs is None) or not self._touched(key, kept_by):
            return None, deleted_by
        chosen = self._choose(Conflict(key, "", base, mine, theirs))
        return (None, deleted_by) if chosen is None else (chosen, kept_by)

    def _fields(self, key: RowKey, base: Values | None, mine: Values, theirs: Values) -> Values:
        shape = self.shapes[key[0]]
        return {
            column: self._value(key, column, shape, base, mine, theirs) if column not in SILENT else theirs[column]
            for column in theirs
        }

    def _value(self, key: RowKey, column: str, shape: Shape, base: Values | None, mine: Values, theirs: Values) -> Any:
        ours, other = mine[column], theirs[column]
        if ours == other:
            return other
        if base is not None and ours == base[column]:
            return other
        if base is not None and other == base[column]:
            return ours
        if column in shape.loose:
            return other
        if column in shape.prose and base is not None:
            merged = merge_lines(base[column], ours, other)
            if merged is not None:
                return merged
        return self._choose(Conflict(key, column, base[column] if base is not None else None, ours, other))

    def _choose(self, conflict: Conflict) -> Any:
        """What was chosen for the conflict; theirs while nobody has chosen, or while they go on changing."""
        choice = self.choices.get(conflict.id)
        if choice is None or choice.seen != conflict.seen:
            self.result.conflicts.append(conflict)
            return conflict.theirs
        return {"mine": conflict.mine, "theirs": conflict.theirs, "edited": choice.value}[choice.side]

    def _about(self, key: RowKey) -> RowKey | None:
        values = self.mine.get(key) or self.theirs.get(key) or self.base.get(key)
        return self.shapes[key[0]].row_spoken_of(values) if values else None

    def _touched(self, key: RowKey, side: State) -> bool:
        """Whether a side edited a row since the base, or what is about it."""
        shape = self.shapes[key[0]]
        if loud(side[key], shape) != loud(self.base[key], shape):
            return True
        before = {k: loud(v, self.shapes[k[0]]) for k, v in self.base.items() if self._spoken_of(k, v) == key}
        after = {k: loud(v, self.shapes[k[0]]) for k, v in side.items() if self._spoken_of(k, v) == key}
        return before != after

    def _spoken_of(self, key: RowKey, values: Values) -> RowKey | None:
        return self.shapes[key[0]].row_spoken_of(values)


def _recognise_new_rows(base: State, mine: State, theirs: State, shapes: Mapping[str, Shape]) -> dict[RowKey, Values]:
    """`mine` with each new row under the key of the new row of theirs that it equals, or shares a natural key with."""
    renamed: dict[RowKey, RowKey] = {}
    free = [key for key in theirs if key not in base and key not in mine]
    found: dict[RowKey, Values] = {}
    for with_about in (False, True):  # first the rows, then what is about them
        for key, values in mine.items():
            shape = shapes[key[0]]
            if (shape.about is not None) != with_about:
                continue
            row = _speaking_of(values, shape, renamed)
            twin = None if key in base or key in theirs else _twin(key, row, shape, free, theirs)
            if twin is not None:
                free.remove(twin)
                renamed[key] = twin
            found[twin or key] = row
    return found


def _speaking_of(values: Values, shape: Shape, renamed: Mapping[RowKey, RowKey]) -> Values:
    spoken = shape.row_spoken_of(values)
    if spoken is None or spoken not in renamed or shape.about is None:
        return values
    return {**values, shape.about[1]: renamed[spoken][1]}


def _twin(key: RowKey, values: Values, shape: Shape, free: list[RowKey], theirs: State) -> RowKey | None:
    candidates = [other for other in free if other[0] == key[0]]
    wanted = loud(values, shape)
    for other in candidates:
        if loud(theirs[other], shape) == wanted:
            return other
    natural = [values[column] for column in shape.natural_key]
    for other in candidates:
        if natural and [theirs[other][column] for column in shape.natural_key] == natural:
            return other
    return None
