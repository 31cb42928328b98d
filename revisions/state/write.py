"""Make an aggregate be a given state: the one verb behind restoring, undoing, undeleting and merging.

It writes what differs and nothing else, keeps primary keys, and is an ordinary save: history, Changes and checks come
with it. Call inside `recording()`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from revisions.moments import Present
from revisions.state.read import instance_of, owned_models, read_state, row_key, shapes
from revisions.state.stand_ins import relink, unlink
from revisions.states import RowKey, State, Values, loud
from revisions.tracking.tracked import Tracked


@dataclass(frozen=True)
class Missing:
    """Something that a row of an older state names and that is no longer there."""

    key: RowKey
    column: str
    label: str  # of the row
    target: str  # the sort of thing that is gone
    dropped: bool  # whether the row is left out; else only the field
    taken: bool = False  # nothing is gone: others have what the row claims for itself


def write_state(model: type[models.Model], pk: int, target: State, checked: bool = True) -> None:
    """Write `target` over the aggregate of root `pk`; an empty target deletes it.

    `checked=False` trusts a state that stood before, and is for what will be taken back. Raises ValidationError with
    what the checks of the models say, ProtectedError when other articles still name what would go.
    """
    present = read_state(Present(), model, pk)
    root = row_key(model, pk)
    if root not in target:
        if root in present:
            row = model._base_manager.get(pk=pk)
            unlink(row)
            row.delete()
        return
    for _attempt in range(2):  # the second for sources that went with a row that had to go and come back
        for key in [key for key in present if key not in target]:
            _delete(key, model)
        todo = [
            (key, values) for key, values in target.items() if key not in present or loud(values) != loud(present[key])
        ]
        if not todo:
            break
        back = root not in present
        _write_all(model, pk, sorted(todo, key=lambda item: _rank(model, item[0])), present, checked)
        if back:
            relink(model, pk)
        present = read_state(Present(), model, pk)


def without_missing(model: type[models.Model], pk: int, target: State) -> tuple[State, tuple[Missing, ...]]:
    """The state without what names rows that are no longer there, and what that was.

    A part that names something gone is left out, with its sources; a field of the root is left blank.
    """
    missing: list[Missing] = []
    kept: dict[RowKey, Values] = dict(target)
    classes = _models(model)
    for field, rows in _relations(model, target):
        there = set(field.related_model._base_manager.filter(pk__in=rows.values()).values_list("pk", flat=True))
        for key, pk_named in rows.items():
            if pk_named in there or key not in kept:
                continue
            dropped = key != row_key(model, pk)
            label = classes[key[0]].row_label(dict(target[key]))
            target_name = str(field.related_model._meta.verbose_name)
            missing.append(Missing(key, field.attname, label, target_name, dropped))
            if dropped:
                del kept[key]
            else:
                kept[key] = {**kept[key], field.attname: None}
    for key, values in list(kept.items()):
        part = classes[key[0]]
        if key != row_key(model, pk) and part.in_use(dict(values), pk):
            missing.append(
                Missing(key, "", part.row_label(dict(values)), str(part._meta.verbose_name), True, taken=True)
            )
            del kept[key]
    gone = {item.key for item in missing if item.dropped}
    by_label = shapes(model)
    for key, values in list(kept.items()):
        if by_label[key[0]].row_spoken_of(values) in gone:
            del kept[key]
    return kept, tuple(missing)


def _models(model: type[models.Model]) -> dict[str, Any]:
    return {part._meta.label_lower: part for part in (model, *owned_models(model))}


def _relations(model: type[models.Model], target: State) -> Iterable[tuple[Any, dict[RowKey, int]]]:
    """Each foreign key of the aggregate to another aggregate, with the ids that its rows name."""
    for label, part in _models(model).items():
        for field in part._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Tracked):
                rows = {
                    key: values[field.attname]
                    for key, values in target.items()
                    if key[0] == label and values.get(field.attname) is not None
                }
                if rows:
                    yield field, rows


def _rank(model: type[models.Model], key: RowKey) -> int:
    """The root first, then parts, then what speaks of them."""
    return list(_models(model)).index(key[0])


def _delete(key: RowKey, model: type[models.Model]) -> None:
    row = _models(model)[key[0]]._base_manager.filter(pk=key[1]).first()
    if row is not None:  # it may have gone with the row that it spoke of
        row.delete()


def _write_all(
    model: type[models.Model], pk: int, todo: list[tuple[RowKey, Values]], present: State, checked: bool
) -> None:
    """Write the rows; those that another row still stands in the way of come again after it has moved.

    Two rows that exchange a unique value stand in each other's way for ever: then they go and come back.
    """
    stuck: dict[RowKey, Exception] = {}
    while todo:
        left = []
        for key, values in todo:
            try:
                _write(model, pk, key, values, key in present and key not in stuck, checked)
            except (ValidationError, IntegrityError) as error:
                left.append((key, values, error))
        if len(left) == len(todo):
            again = [(key, values) for key, values, _ in left if key in present and key not in stuck]
            if not again:
                raise _as_validation_error(left[0][2])
            for key, _values in again:
                if _rank(model, key) == 0:
                    raise _as_validation_error(left[0][2])
                _delete(key, model)
            stuck.update({key: error for key, _, error in left})
        todo = [(key, values) for key, values, _ in left]


def _write(model: type[models.Model], pk: int, key: RowKey, values: Values, stored: bool, checked: bool) -> None:
    part = _models(model)[key[0]]
    row = instance_of(part, key, values, pk)
    row._state.adding = not stored
    with transaction.atomic():
        if checked:
            row.full_clean(validate_unique=True)
        # Not the model's own save: an article's would add redirects, and the state holds them already.
        Tracked.save(row)


def _as_validation_error(error: Exception) -> ValidationError:
    return error if isinstance(error, ValidationError) else ValidationError(str(error))
