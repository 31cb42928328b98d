"""Many revisions at once: the histories that the benchmarks measure.

It leaves what `recording()` and `save()` would have left: versions, Revisions with their seals and hashes, Changes,
`set_in` and the live rows, and the history verifies. It keeps the rows that it meets in memory, so that a revision
costs no query of its own; what it has made is written in batches.

It runs no checks but the constraints of the database, and nothing that a model's own `save()` adds: text is normalised,
but whoever calls it vouches for the values. Rows are not deleted here, and addresses do not change: a former address
needs its redirect.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils import timezone

from common.fields import field_of
from revisions.intervals import node_of
from revisions.log.changes import Written, describe, follow_status, root_rows
from revisions.models import LATEST, Change, HistoryRow, Revision, history_of
from revisions.registry import Root, pointers, root_of
from revisions.tracking.locking import one_writer
from revisions.tracking.recording import Recording, UntrackedWrite, current, row_seals
from revisions.tracking.records import version_of
from revisions.tracking.tracked import Tracked

BATCH = 2000  # versions that are held back before they are written
LIVE_BATCH = 200  # live rows in one statement


@dataclass(frozen=True)
class Edit:
    """One revision: rows, each with the new values of some of its fields.

    Of a stored row only its key counts, its values are read again. An unsaved part is added as it stands, and has its
    key once the edits of its batch are written.
    """

    user: User | None
    comment: str
    action: str
    changes: Sequence[tuple[Tracked, Mapping[str, Any]]]


def bulk_record(edits: Iterable[Edit]) -> int:
    """Write each edit as a revision, unless it changes nothing. Returns the number of revisions.

    The write lock is taken once; everything is one transaction. Raises UntrackedWrite inside a recording.
    """
    if current() is not None:
        raise UntrackedWrite("bulk_record() makes revisions of its own: call it outside recording()")
    with one_writer():
        writer = _Writer()
        for batch in _batches(edits):
            writer.meet(batch)
            for edit in batch:
                writer.record(edit)
            writer.flush()
        writer.write_live_rows()
    return writer.revisions


def _batches(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    batch: list[Edit] = []
    versions = 0
    for edit in edits:
        batch.append(edit)
        versions += len(edit.changes)
        if versions >= BATCH:
            yield batch
            batch, versions = [], 0
    if batch:
        yield batch


@dataclass(slots=True)
class _Row:
    """A row as it is by now."""

    live: Tracked
    newest: HistoryRow | None  # None: the row is new
    changed: set[str] = field(default_factory=set)  # fields in which the stored live row is behind


@dataclass(frozen=True)
class _Pending:
    """A revision that is not written yet."""

    recording: Recording
    number: int
    written: Written
    changes: list[Change]


class _Writer:
    def __init__(self) -> None:
        previous = Revision.objects.order_by("-number").first()
        self.number = previous.number if previous else 0
        self.hash = previous.hash if previous else ""
        self.time = previous.created_at if previous else timezone.now()
        self.revisions = 0
        self._rows: dict[tuple[type[Tracked], int], _Row] = {}
        self._roots: dict[Root, dict[int, Any]] = defaultdict(dict)
        self._pending: list[_Pending] = []
        self._ended: dict[type[HistoryRow], list[HistoryRow]] = defaultdict(
            list
        )  # stored versions that pending ones replace

    # Reading: a few queries a batch.

    def meet(self, batch: Iterable[Edit]) -> None:
        """Bring the rows of a batch into memory, and the roots that they name."""
        self._insert_new(batch)
        wanted: dict[Any, set[int]] = defaultdict(set)
        for edit in batch:
            for row, _values in edit.changes:
                if (type(row), row.pk) not in self._rows:
                    wanted[type(row)].add(row.pk)
        for model, pks in wanted.items():
            self._read(model, pks)

    def _insert_new(self, batch: Iterable[Edit]) -> None:
        new: dict[Any, dict[int, Any]] = defaultdict(dict)
        for edit in batch:
            for row, values in edit.changes:
                if row._state.adding and id(row) not in new[type(row)]:
                    _set(row, values)
                    new[type(row)][id(row)] = row
        for model, rows in new.items():
            QuerySet(model).bulk_create(rows.values())

    def _read(self, model: Any, pks: set[int]) -> None:
        live = model._base_manager.in_bulk(list(pks))
        newest = {row.id: row for row in history_of(model).objects.filter(id__in=pks, **LATEST)}
        root = root_of(model)
        named: dict[Root, set[int]] = defaultdict(set)
        for pk in pks:
            if pk not in live:
                raise ObjectDoesNotExist(f"{model._meta.label} {pk} is not there")
            self._rows[model, pk] = _Row(live[pk], newest.get(pk))
            if root is not None:
                self._roots[root][pk] = live[pk]
            for column, other, _own in pointers(model):
                if getattr(live[pk], column) is not None:
                    named[other].add(getattr(live[pk], column))
        for other, ids in named.items():
            self._root_rows(other, ids)

    def _root_rows(self, root: Root, pks: set[int]) -> dict[int, Any]:
        """The roots' rows as they are by now."""
        known = self._roots[root]
        missing = pks - known.keys()
        if missing:
            known.update(root_rows(root, missing))
        return known

    # Making revisions, in memory.

    def record(self, edit: Edit) -> None:
        recording = Recording(edit.user, edit.comment, edit.action, saved_at=max(timezone.now(), self.time))
        number = self.number + 1
        written: dict[type[HistoryRow], list[HistoryRow]] = defaultdict(list)
        replaced: dict[type[HistoryRow], list[HistoryRow]] = defaultdict(list)
        shown_or_hidden = False
        for instance, values in edit.changes:
            row = self._rows[type(instance), instance.pk]
            old = row.newest
            if not _change(row, values, number):
                continue
            history = history_of(type(instance))
            row.newest = version_of(row.live, "~" if old else "+", number, recording.saved_at)
            written[history].append(row.newest)
            if old is not None:
                self._end(history, old, number)
                if old.revision_id != number:
                    replaced[history].append(old)
                root = root_of(type(instance))
                shown_or_hidden |= root is not None and root.public(old) != root.public(row.newest)
        if written:
            self.number, self.time = number, recording.saved_at
            changes = list(describe(number, [(written, replaced)], self._root_rows))
            self._pending.append(_Pending(recording, number, written, changes))
            if shown_or_hidden:  # reaches back into the log
                self.flush()
                follow_status(changes, written)

    def _end(self, history: type[HistoryRow], old: HistoryRow, number: int) -> None:
        old.until, old.node = number, node_of(old.revision_id, number)
        if old.pk is not None:
            self._ended[history].append(old)

    # Writing.

    def flush(self) -> None:
        """Write what is pending."""
        for history, ended in self._ended.items():
            history.objects.bulk_update(ended, ["until", "node"], batch_size=BATCH)
        versions: dict[type[HistoryRow], list[HistoryRow]] = defaultdict(list)
        for pending in self._pending:
            for history, rows in pending.written.items():
                versions[history] += rows
        for history, rows in versions.items():
            history.objects.bulk_create(rows)
        Revision.objects.bulk_create(self._chained())
        Change.objects.bulk_create([change for pending in self._pending for change in pending.changes])
        self.revisions += len(self._pending)
        self._pending.clear()
        self._ended.clear()

    def _chained(self) -> Iterator[Revision]:
        """The pending revisions with their hashes: only now their versions have ids."""
        for pending in self._pending:
            revision = pending.recording.revision(pending.number, row_seals(pending.written), self.hash)
            self.hash = revision.hash
            yield revision

    def write_live_rows(self) -> None:
        """Bring the live rows to their newest version, each once."""
        behind: dict[type[Tracked], list[_Row]] = defaultdict(list)
        for (model, _pk), row in self._rows.items():
            if row.changed:
                behind[model].append(row)
        for model, rows in behind.items():
            names = sorted(set().union(*(row.changed for row in rows)))
            # A plain queryset: that of tracked models refuses what leaves no history, and here it is written.
            plain: QuerySet[Tracked] = QuerySet(model)
            plain.bulk_update([row.live for row in rows], names, batch_size=LIVE_BATCH)


def _set(row: Tracked, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.normalise()


def _change(row: _Row, values: Mapping[str, Any], number: int) -> bool:
    """Give the row its values and say in `set_in` what `number` set; False when it equals its newest version."""
    live, newest = row.live, row.newest
    _set(live, values)
    if newest is None:
        live.set_in = live.set_in or {"": number}
        row.changed.add("set_in")
        return True
    root = root_of(type(live))
    changed = []
    for name in values:
        column = field_of(type(live), name)
        value = column.to_python(getattr(live, column.attname))  # as the database would give it back
        setattr(live, column.attname, value)
        if value != getattr(newest, column.attname):
            changed.append(column.name)
    if root is not None and root.name_field in changed:
        raise UntrackedWrite(f"{live._meta.label} {live.pk}: its address does not change in bulk")
    if changed:
        live.set_in = {**live.set_in, **dict.fromkeys(changed, number)}
        row.changed.update(changed, ["set_in"])
    return bool(changed)
