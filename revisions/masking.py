"""What stays of a version whose content is hidden: its place in the aggregate, and the word "hidden"."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from revisions.models import history_of
from revisions.registry import owner_field, root_of
from revisions.states import State

# Columns that say what sort of row it is, not what somebody wrote.
KEPT = frozenset({"kind", "status", "language", "country", "field", "position", "set_in", "row_type_id", "row_id"})


@cache
def blanks(model: type[models.Model]) -> dict[str, Any]:
    """The values that replace the content of a version, by column: empty, or the nearest to it that is allowed."""
    owner = owner_field(model)
    kept = {*KEPT, *getattr(model, "stays_when_hidden", ())}
    return {
        field.attname: _blank(field)
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in ("id", owner) and field.attname not in kept and not field.choices
    }


def content_of(model: type[models.Model], pk: int, first: int, last: int) -> models.QuerySet:
    """The versions that revisions `first` to `last` wrote of rows of root `pk`, and those that say such a row was
    deleted: they repeat its words.
    """
    versions = history_of(model).objects
    owner = owner_field(model)
    wrote = {"revision_id__gte": first, "revision_id__lte": last}
    repeated = versions.filter(id=OuterRef("id"), until=OuterRef("revision_id"), **wrote)
    of_root = versions.filter(**{f"{owner}_id" if owner else "id": pk})
    return of_root.filter(Q(**wrote) | Q(Exists(repeated), history_type="-"))


def without_remarks(state: State, models: Iterable[type[models.Model]]) -> State:
    """A state as everybody may read it: what is for editors is blank, and rows that say nothing else are not there."""
    private: dict[str, Any] = {model._meta.label_lower: model for model in models if getattr(model, "for_editors", ())}
    return {
        key: values if (model := private.get(key[0])) is None else {**values, **dict.fromkeys(model.for_editors, "")}
        for key, values in state.items()
        if key[0] not in private or private[key[0]].about_row is None
    }


def mask(row: Any) -> Any:
    """The blanked history row with "hidden" in place of its words. Nothing of this is ever saved."""
    for column in _words(row.instance_type):
        setattr(row, column, _("hidden"))
    return row


@cache
def _words(model: type[models.Model]) -> tuple[str, ...]:
    """The columns whose words are printed: plain text that no other code reads as an address, a date or a number."""
    root = root_of(model)
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField)
        and field.attname in blanks(model)
        and field.attname not in ("hex", "sha256", root.name_field if root else "")
    )


def _blank(field: models.Field) -> Any:
    if isinstance(field, models.CharField | models.TextField | models.FileField):
        return ""
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.ForeignKey) or field.null:
        return None
    return 0
