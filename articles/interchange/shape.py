"""Which columns of a row travel, and how a value looks in YAML. One shape for loading and dumping."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from articles.models import Article, Image, Part
from citations.models import Citation
from common.dates import PartialDateField

Resolver = Callable[[type[models.Model], str], int]


@cache
def fields(model: type[models.Model]) -> dict[str, models.Field]:
    """The columns that travel, by name: not keys, not the owner, not what is derived or ordered by place."""
    owner = getattr(model, "owner_field", None)
    return {
        field.name: field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and (field.editable or field.name in getattr(model, "travels", ()))
        and field.name not in ("id", "position", owner)
        and not (field.remote_field and getattr(field.remote_field, "parent_link", False))
    }


@cache
def parts(model: type[models.Model]) -> dict[str, type[Part]]:
    """The parts of a kind of article by the name of their list: {"names": Name, …}, in a settled order."""
    found = {
        str(relation.get_accessor_name()): relation.related_model
        for relation in model._meta.related_objects
        if isinstance(relation.related_model, type)
        and issubclass(relation.related_model, Part)
        and relation.field.name == relation.related_model.owner_field
    }
    return {name: found[name] for name in sorted(found)}


def to_yaml(row: models.Model, name: str, name_of: Callable[[type[models.Model], int], str]) -> Any:
    """The YAML value of a column, or None when it is empty or the default and so is not written."""
    field = fields(type(row))[name]
    value = getattr(row, field.attname)
    if value is None or value == field.get_default():
        return None
    if isinstance(field, models.ForeignKey):
        return name_of(field.related_model, value)
    if isinstance(value, Decimal):
        number = value.normalize()
        return int(number) if number == number.to_integral() else float(number)
    return value if isinstance(value, bool | int) else str(value)


def from_yaml(model: type[models.Model], name: str, value: Any, resolve: Resolver) -> tuple[str, Any]:
    """(attribute, value) for a YAML value. Raises ValidationError in words for what does not fit the column."""
    field = fields(model)[name]
    if isinstance(field, models.ForeignKey):
        return field.attname, resolve(field.related_model, str(value))
    if isinstance(field, PartialDateField) and isinstance(value, int | datetime.date):
        return field.attname, str(value)
    if isinstance(field, models.CharField | models.TextField) and not isinstance(value, str):
        raise ValidationError(f"{value!r} is not text. Put it in quotation marks.")
    if isinstance(field, models.BooleanField) and not isinstance(value, bool):
        raise ValidationError(f"{value!r} is neither true nor false.")
    if isinstance(field, models.IntegerField) and (not isinstance(value, int) or isinstance(value, bool)):
        raise ValidationError(f"{value!r} is not a whole number.")
    if isinstance(field, models.DecimalField):
        return field.attname, field.to_python(str(value))
    return field.attname, value


def set_columns(row: models.Model, values: dict[str, Any], resolve: Resolver) -> None:
    """Set the columns that travel; those not given return to their default. Raises ValidationError by column."""
    known = fields(type(row))
    unknown = sorted(set(values) - known.keys())
    if unknown:
        raise ValidationError(f"“{unknown[0]}” is no field here. There are: {', '.join(known)}.")
    for name, field in known.items():
        if name in values:
            try:
                setattr(row, *from_yaml(type(row), name, values[name], resolve))
            except ValidationError as error:
                raise ValidationError({name: error.messages}) from error
        elif name != "file":
            setattr(row, field.attname, field.get_default())


def copy_columns(source: Part, target: Part) -> Part:
    """Give `target` the columns of `source` that travel, and return it."""
    for field in fields(type(source)).values():
        setattr(target, field.attname, getattr(source, field.attname))
    return target


def reference_name(model: type[models.Model]) -> str:
    """The column by which YAML names a row of `model`: an article's slug, an image's name, a source's key."""
    for base, column in ((Article, "slug"), (Image, "name"), (Citation, "key")):
        if issubclass(model, base):
            return column
    raise TypeError(f"{model._meta.label} is not named in the interchange format")
