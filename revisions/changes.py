"""What a revision did, as Changes: one for each root that it edited or touched, one for each list.

A root is edited (`own`) when it or one of its parts changed, touched when a row that points at it did, before or after.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from revisions.models import LATEST, Change
from revisions.registry import Root, pointers, root_of
from revisions.summaries import RowChange, size_of, summarise

Written = Mapping[Any, list[Any]]  # history model -> its rows of one revision, in the order of writing
RootRows = Callable[[Root, set[int]], Mapping[int, Any]]  # the roots' rows right after a revision, by id


def changes_of(number: int, written: Written) -> list[Change]:
    """The Changes of revision `number`, unsaved; `written` holds all its versions."""
    replaced = {
        history: list(history.objects.filter(id__in={row.id for row in rows}, until=number).exclude(revision_id=number))
        for history, rows in written.items()
    }
    return describe(number, written, replaced, root_rows)


def describe(number: int, written: Written, replaced: Written, rows_of: RootRows) -> list[Change]:
    """The Changes of a revision by its versions and those of earlier revisions that they replaced."""
    touched: dict[Root, dict[int, bool]] = defaultdict(dict)
    edits: dict[tuple[Root, int], list[RowChange]] = defaultdict(list)
    keys: set[str] = set()
    for history, rows in sorted(written.items(), key=_place):
        model: type[Model] = history.instance_type
        before = replaced[history]
        changed = list(_row_changes(model, before, rows))
        for column, root, own in pointers(model):
            for row in [*rows, *before]:
                pk = getattr(row, column)
                if pk is not None:
                    touched[root][pk] = own or touched[root].get(pk, False)
                if column == "id":
                    keys.update(root.list_keys(row))
            if own:
                for change in changed:
                    edits[root, getattr(change.new or change.old, column)].append(change)
    return [
        Change(
            revision_id=number,
            content_type=ContentType.objects.get_for_model(root.model),
            object_id=pk,
            label=root.label(row)[:300] if row else "",
            kind=root.namespace(row) if row else "",
            own=own,
            published=shown,
            public=shown,
            summary=summarise(edits[root, pk]) if own else [],
            size=size_of(edits[root, pk]) if own else 0,
        )
        for root, pks in touched.items()
        for rows_by_pk in [rows_of(root, set(pks))]
        for pk, own in sorted(pks.items())
        for row in [rows_by_pk.get(pk)]
        for shown in [row is not None and not _is_deleted(row) and root.public(row)]
    ] + [Change(revision_id=number, key=key) for key in sorted(keys)]


def follow_status(changes: Iterable[Change], written: Written) -> None:
    """Let earlier changes follow a root out of the public and back: what was said of a draft stays unsaid."""
    moved = {pk for history, rows in written.items() if root_of(history.instance_type) for pk in (r.id for r in rows)}
    for change in changes:
        if change.own and change.content_type_id and change.object_id in moved:
            earlier = Change.objects.filter(
                content_type_id=change.content_type_id, object_id=change.object_id, own=True,
                revision_id__lt=change.revision_id,
            )  # fmt: skip
            last = earlier.order_by("-revision_id").values_list("published", flat=True).first()
            if last is not None and last != change.published:
                same = Change.objects.filter(content_type_id=change.content_type_id, object_id=change.object_id)
                same.filter(published=True).exclude(public=change.published).update(public=change.published)


def _place(item: tuple[Any, list[Any]]) -> tuple[bool, bool, str]:
    """Where a summary tells of a sort of row: the root first, then its parts, then what speaks of them."""
    model = item[0].instance_type
    return model.about_row is not None, root_of(model) is None, model._meta.label


def _row_changes(model: type[Model], replaced: list[Any], rows: list[Any]) -> Iterable[RowChange]:
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
    for model in [root.model, *root.model.__subclasses__()]:
        missing = pks - found.keys()
        if missing and hasattr(model, "history"):
            found.update({row.id: row for row in model.history.model.objects.filter(id__in=missing, **LATEST)})
    return found
