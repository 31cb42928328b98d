"""Reading an aggregate, a root with all its parts, as a plain state at any moment."""

from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from common.fields import target_of
from revisions.moments import Moment
from revisions.registry import owner_field, root_of
from revisions.states import RowKey, Shape, State
from revisions.tracking.tracked import Tracked, tracked_model


@cache
def owned_models(model: type[models.Model]) -> tuple[type[Tracked], ...]:
    """The models of a root's parts, those that speak of other rows last. In the order of definition."""
    found = []
    for part in apps.get_models():
        owner = owner_field(part)
        if issubclass(part, Tracked) and owner and root_of(part) is None and issubclass(model, target_of(part, owner)):
            found.append(part)
    return tuple(sorted(found, key=lambda part: part.about_row is not None))


def columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that a state holds: all but the keys that tell which row it is."""
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name != "id" and field.name != owner_field(model)
    )


def shapes(model: type[models.Model]) -> dict[str, Shape]:
    """The shape of a root's model and of each of its parts, by label."""
    return {part._meta.label_lower: _shape(part) for part in (model, *owned_models(model))}


def row_key(model: type[models.Model], pk: int) -> RowKey:
    return (model._meta.label_lower, pk)


def read_state(moment: Moment, model: type[models.Model], pk: int) -> State:
    """The aggregate of root `pk` of a concrete model at a moment; empty where it is not there. One query a model.

    Rows whose content is hidden carry `hidden`: True; they can be shown as such, never restored.
    """
    state: dict[RowKey, dict[str, Any]] = {}
    for part in (model, *owned_models(model)):
        owner = owner_field(part)
        by = {f"{owner}_id": pk} if owner else {"id": pk}
        for row in moment.rows(part, **by):
            values = {column: _plain(getattr(row, column)) for column in columns(part)}
            if getattr(row, "hidden", False):
                values["hidden"] = True
            state[row_key(part, row.id)] = values
        if not state:
            break  # no root, no parts
    return state


def instance_of(model: type[models.Model], key: RowKey, values: Any, owner_id: int) -> Any:
    """A live instance with the state's values under the row's own key; whether it is stored already is the caller's."""
    given = {column: values[column] for column in columns(model)}
    owner = owner_field(model)
    if owner:
        given[f"{owner}_id"] = owner_id
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name == "id":
            given[field.attname] = key[1]
    return model(**given)


def _shape(model: type[models.Model]) -> Shape:
    tracked = tracked_model(model)
    about = tracked.about_row
    return Shape(
        columns=columns(model),
        natural_key=tuple(tracked.natural_key),
        loose=frozenset(tracked.loose),
        prose=frozenset(field.attname for field in model._meta.concrete_fields if isinstance(field, models.TextField)),
        about=about,
        content_types=_content_types() if about else None,
    )


def _content_types() -> dict[int, str]:
    """Labels of the tracked models by the id of their content type; cached by Django."""
    tracked = [model for model in apps.get_models() if issubclass(model, Tracked)]
    return {kind.pk: model._meta.label_lower for model, kind in ContentType.objects.get_for_models(*tracked).items()}


def _plain(value: Any) -> Any:
    """A file by its name; everything else is a plain value already."""
    return str(value) if isinstance(value, models.fields.files.FieldFile) else value
