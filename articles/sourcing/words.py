"""A fact in a few words: a field's value as pages write it, a row by what it names and says."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from articles.sourcing.disputes import in_words
from common.formatting import format_number


def model_of(row: Any) -> Any:
    """The model of a live or a history row."""
    return getattr(type(row), "instance_type", type(row))


def model_of_type(type_id: int) -> type[Model]:
    """The model of a content type. Raises LookupError where the code has no such model any more."""
    model = ContentType.objects.get_for_id(type_id).model_class()
    if model is None:
        raise LookupError(f"content type {type_id} has no model")
    return model


def named_by(row: Any, *fields: str) -> set[int]:
    """The ids of the articles that a row names in its words, and by these fields."""
    model = model_of(row)
    wanted = {field for field, label in getattr(model, "stand_ins", {}).items() if label}
    wanted |= {field for field in fields if field and model._meta.get_field(field).is_relation}
    return {pk for field in wanted if (pk := getattr(row, f"{field}_id")) is not None}


def field_words(row: Any, field: str, titles: Mapping[int, str]) -> str:
    """A field of a live or a history row in words; `titles` has the articles that `named_by` gives. Runs no query."""
    found = model_of(row)._meta.get_field(field)
    if found.is_relation:
        return titles.get(getattr(row, found.attname) or 0, "")
    value = getattr(row, field)
    if found.choices:
        return str(dict(found.flatchoices).get(value, value))
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value)
    return in_words(value) if isinstance(value, str) else str(value if value is not None else "")


def row_words(row: Any, titles: Mapping[int, str]) -> str:
    """A live or a history row: the articles that it names, and what it says of itself."""
    model = model_of(row)
    own = model.row_label({field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields})
    said = [titles[pk] for pk in _in_order(row) if pk in titles]
    return ", ".join([*said, *([own] if own and own not in said else [])])


def _in_order(row: Any) -> Iterable[int]:
    stand_ins = getattr(model_of(row), "stand_ins", {})
    return [getattr(row, f"{field}_id") or 0 for field, label in stand_ins.items() if label]
