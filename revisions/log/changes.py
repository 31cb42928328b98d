"""What a revision did, as Changes: one for each root that it edited or touched, one for each list.

A root is edited (`own`) when it or one of its parts changed, touched when a row that points at it did, before or after.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from revisions.log.summaries import RowChange, size_of, summarise
from revisions.models import LATEST, Change, HistoryRow, history_of, models_with_history
from revisions.registry import Root, pointers, root_of

Written = Mapping[type[HistoryRow], list[HistoryRow]]  # the rows of one revision, in the order of writing
ROOTS_AT_ONCE = 200
FEW = 20  # edited roots whose earlier changes are asked for one by one
RootRows = Callable[[Root, set[int]], Mapping[int, Any]]  # the roots' rows right after a revision, by id


def changes_of(number: int, batches: Iterable[Written]) -> Iterator[Change]:
    """The Changes of revision `number`, unsaved. Its versions come in batches, all of one aggregate in the same."""
    return describe(number, ((written, _replaced(number, written)) for written in batches), root_rows)


def in_batches(number: int, histories: Iterable[type[HistoryRow]]) -> Iterator[Written]:
    """The versions of a large revision by aggregates, so that memory does not grow with the revision."""
    by_root: dict[Root, list[tuple[type[HistoryRow], str]]] = defaultdict(list)
    for history in histories:
        column, root = owner_column(history.instance_type)
        by_root[root].append((history, column))
    for tables in by_root.values():
        owners: set[int] = set()
        for history, column in tables:
            owners.update(history.objects.filter(revision_id=number).values_list(column, flat=True))
        for batch in chunked(sorted(owners)):
            found = {
                history: list(history.objects.filter(**{"revision_id": number, f"{column}__in": batch}))
                for history, column in tables
            }
            yield {history: rows for history, rows in found.items() if rows}


def chunked(items: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(items), ROOTS_AT_ONCE):
        yield items[start : start + ROOTS_AT_ONCE]


def _replaced(number: int, written: Written) -> Written:
    """The versions that those of revision `number` replaced."""
    return {
        history: list(history.objects.filter(id__in={row.id for row in rows}, until=number).exclude(revision_id=number))
        for history, rows in written.items()
    }


def describe(number: int, batches: Iterable[tuple[Written, Written]], rows_of: RootRows) -> Iterator[Change]:
    """The Changes of a revision by its versions and those of earlier revisions that they replaced, batch by batch."""
    touched: dict[Root, dict[int, bool]] = defaultdict(dict)
    said: dict[tuple[Root, int], tuple[list[Any], int]] = {}
    keys: set[str] = set()
    for written, replaced in batches:
        for history, rows in written.items():
            for column, root, own in pointers(history.instance_type):
                for row in [*rows, *replaced[history]]:
                    pk = getattr(row, column)
                    if pk is not None:
                        touched[root][pk] = own or touched[root].get(pk, False)
                    if column == "id":
                        keys.update(root.list_keys(row))
        said |= {
            aggregate: (summarise(found, _was_public(aggregate[0], found)), size_of(found))
            for aggregate, found in _edits(written, replaced).items()
        }
    for root, pks in touched.items():
        for batch in chunked(sorted(pks)):
            rows_by_pk = rows_of(root, set(batch))
            for pk in batch:
                yield _change(number, root, pk, rows_by_pk.get(pk), pks[pk], said.get((root, pk), ([], 0)))
    yield from (Change(revision_id=number, key=key) for key in sorted(keys))


def _edits(written: Written, replaced: Written) -> dict[tuple[Root, int], list[RowChange]]:
    """What changed in each aggregate, in the order in which a summary tells it."""
    edits: dict[tuple[Root, int], list[RowChange]] = defaultdict(list)
    for history, rows in sorted(written.items(), key=_place):
        model = history.instance_type
        column, root = owner_column(model)
        for change in _row_changes(model, replaced[history], rows):
            edits[root, getattr(change.new or change.old, column)].append(change)
    return edits


def _was_public(root: Root, changes: Iterable[RowChange]) -> bool:
    """Whether the root was public right before; one whose own row did not change was what it is."""
    own = next((change for change in changes if issubclass(change.model, root.model)), None)
    return own is None or (own.old is not None and root.public(own.old))


def owner_column(model: type[Model]) -> tuple[str, Root]:
    """The column of a row that names the root it belongs to, and that root."""
    return next((column, root) for column, root, own in pointers(model) if own)


def _change(number: int, root: Root, pk: int, row: Any, own: bool, said: tuple[list[Any], int]) -> Change:
    shown = row is not None and not _is_deleted(row) and root.public(row)
    return Change(
        revision_id=number,
        content_type=ContentType.objects.get_for_model(root.model),
        object_id=pk,
        label=root.label(row)[:300] if row else "",
        kind=root.namespace(row) if row else "",
        own=own,
        published=shown,
        public=shown,
        summary=said[0] if own else [],
        size=said[1] if own else 0,
    )


def follow_status(changes: Iterable[Change], written: Iterable[type[HistoryRow]]) -> None:
    """Let earlier changes follow a root out of the public and back: what was said of a draft stays unsaid.

    `written` are the history models of the revision's versions.
    """
    kinds = {root_of(history.instance_type) for history in written} - {None}
    if not kinds:
        return
    moved_types = {ContentType.objects.get_for_model(root.model).pk for root in kinds if root}
    edited = {
        (change.content_type_id, change.object_id): change
        for change in changes
        if change.own and change.content_type_id in moved_types
    }
    roots = edited.keys() if len(edited) < FEW else _with_earlier(edited, moved_types)
    for root in roots:
        _follow(edited[root])


def _with_earlier(
    edited: Mapping[tuple[int, int | None], Change], types: Collection[int]
) -> set[tuple[int, int | None]]:
    """Of many edited roots those that an earlier revision edited: an import is mostly of new ones."""
    found: set[tuple[int, int | None]] = set()
    number = min(change.revision_id for change in edited.values())
    for batch in chunked(sorted({pk for _type, pk in edited if pk})):
        earlier = Change.objects.filter(
            content_type_id__in=types, object_id__in=batch, own=True, revision_id__lt=number
        ).order_by()
        found.update(earlier.values_list("content_type_id", "object_id").distinct())
    return found & edited.keys()


def _follow(change: Change) -> None:
    """Let what the log says of a root be as public as the root is after a change."""
    same = Change.objects.filter(content_type_id=change.content_type_id, object_id=change.object_id)
    earlier = same.filter(own=True, revision_id__lt=change.revision_id).order_by("-revision_id")
    last = earlier.values_list("published", flat=True).first()
    if last is not None and last != change.published:
        same.filter(published=True).exclude(public=change.published).update(public=change.published)


def _place(item: tuple[type[HistoryRow], list[HistoryRow]]) -> tuple[bool, bool, str]:
    """Where a summary tells of a sort of row: the root first, then its parts, then what speaks of them."""
    model = item[0].instance_type
    return getattr(model, "about_row", None) is not None, root_of(model) is None, model._meta.label


def _row_changes(model: type[Model], replaced: list[HistoryRow], rows: list[HistoryRow]) -> Iterable[RowChange]:
    """Each row's version before the revision and after it; a row that came and went within it is none."""
    before = {row.id: row for row in replaced if row.history_type != "-"}
    after = {row.id: row for row in rows}
    for pk, newest in after.items():
        old, new = before.get(pk), newest if newest.history_type != "-" else None
        if old is not None or new is not None:
            yield RowChange(model, old, new)


def _is_deleted(row: Any) -> bool:
    """Whether `row` is a history row: `root_rows` gives one only where no live row is left."""
    return hasattr(row, "history_type")


def root_rows(root: Root, pks: set[int]) -> dict[int, Any]:
    """The roots' rows as they stand; for deleted ones the last history row."""
    found: dict[int, Any] = root.model._default_manager.in_bulk(list(pks))
    for model in models_with_history(root.model):
        missing = pks - found.keys()
        if missing:
            found.update({row.id: row for row in history_of(model).objects.filter(id__in=missing, **LATEST)})
    return found
