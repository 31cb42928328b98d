"""The columns of a model by name: Django's `get_field` also gives relations of others, which are no columns."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model


def field_of(model: type[Model], name: str) -> Field:
    """The column called `name` or `name_id`. Raises FieldDoesNotExist where the model has no such column."""
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise FieldDoesNotExist(f"{model._meta.label}.{name} is no column")
    return field


def target_of(model: type[Model], name: str) -> type[Model]:
    """The model that a foreign key names. Raises FieldDoesNotExist where the model has no such foreign key."""
    field = field_of(model, name)
    if not isinstance(field, ForeignKey):
        raise FieldDoesNotExist(f"{model._meta.label}.{name} is no foreign key")
    return field.related_model
