"""What a revision changed in a root, in a form that can be stored, and that form in words.

Stored, so that histories and feeds read one table; in words only when printed, so that they speak the reader's
language: "slogan; membership count 50000 (2023); 1 source added".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from revisions.registry import counted, root_of, speaks_of_before

NAMED_ROWS = 3  # rows of one sort that are named; more are counted
LABEL_LENGTH = 60

ADDED, REMOVED, CHANGED = "+", "-", "~"


@dataclass(frozen=True)
class RowChange:
    """A row's version before a revision and after it; None where it was not there."""

    model: type[models.Model]
    old: Any
    new: Any

    @property
    def sign(self) -> str:
        return ADDED if self.old is None else REMOVED if self.new is None else CHANGED


def summarise(changes: Iterable[RowChange], was_public: bool = True) -> list[list[Any]]:
    """A JSON list of ["created"], ["deleted"], ["field", name, model], ["row", model, sign, label] and
    ["rows", model, sign, count].

    Where the root was not public before, rows that went, and those that say what was before, are counted and not named:
    nobody outside has ever seen what they say.
    """
    fields: list[list[Any]] = []
    rows: dict[tuple[str, str], list[RowChange]] = {}
    whole: list[list[Any]] = []
    for change in changes:
        if root_of(change.model) is None:
            rows.setdefault((change.model._meta.label_lower, change.sign), []).append(change)
        elif change.sign == CHANGED:
            fields += [["field", name, change.model._meta.label_lower] for name in changed_fields(change)]
        else:
            whole.append(["created" if change.sign == ADDED else "deleted"])
    for (label, sign), found in rows.items():
        unseen = sign == REMOVED or speaks_of_before(apps.get_model(label))
        counted_only = bool(whole) or (unseen and not was_public)
        fields += _rows(label, sign, found, counted_only)
    return whole + fields


def changed_fields(change: RowChange) -> list[str]:
    """Names of the fields that differ between the two versions of a row, in the order of the model."""
    return [
        field.name
        for field in change.model._meta.concrete_fields
        if field.name != "set_in" and getattr(change.old, field.attname) != getattr(change.new, field.attname)
    ]


def size_of(changes: Iterable[RowChange]) -> int:
    """Characters added less characters removed, over all texts and figures of the rows."""
    return sum(_length(change.model, change.new) - _length(change.model, change.old) for change in changes)


def _length(model: type[models.Model], row: Any) -> int:
    if row is None:
        return 0
    own = [
        field
        for field in model._meta.concrete_fields
        if field.editable
        and not field.is_relation
        and not field.primary_key
        and field.name != "position"
        and not isinstance(field, models.BooleanField)
    ]
    return sum(len(str(value)) for field in own if (value := getattr(row, field.attname)) is not None)


def _rows(label: str, sign: str, found: list[RowChange], counted_only: bool) -> list[list[Any]]:
    model = apps.get_model(label)
    if counted_only or counted(model) is not None or len(found) > NAMED_ROWS:
        return [["rows", label, sign, len(found)]]
    return [["row", label, sign, _label(model, change.new or change.old)] for change in found]


def _label(model: Any, row: Any) -> str:
    return model.row_label(vars(row))[:LABEL_LENGTH]


# In words


def summary_words(summary: list[list[Any]]) -> str:
    """The stored summary in the language of the interface; that something was created is for a tag to say.

    Rows of models that no longer exist are left out.
    """
    return "; ".join(words for item in summary if item != ["created"] and (words := _words(item)))


def is_creation(summary: list[list[Any]]) -> bool:
    return ["created"] in summary


def _words(item: list[Any]) -> str:
    match item:
        case ["deleted"]:
            return _("deleted")
        case ["field", name, label]:
            return field_words(label, name)
        case ["row", label, sign, text]:
            name = _model_name(label)
            return _with_sign(f"{name} {text}".strip(), sign) if name else ""
        case ["rows", label, sign, count]:
            return _with_sign(_count(label, count), sign) if _model_name(label) else ""
    return ""


def field_words(label: str, name: str) -> str:
    """A field's name as the form prints it; the name itself where the field is gone."""
    try:
        return str(apps.get_model(label)._meta.get_field(name).verbose_name)
    except (LookupError, FieldDoesNotExist):
        return name


def _model_name(label: str) -> str:
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return ""


def _count(label: str, count: int) -> str:
    model = apps.get_model(label)
    sentence = counted(model)
    if sentence is not None:
        return str(sentence % {"n": count})
    things = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    return _("%(count)s %(things)s") % {"count": count, "things": things}  # other languages turn it round: "names: 3"


def _with_sign(words: str, sign: str) -> str:
    if sign == ADDED:
        return _("%s added") % words
    return _("%s removed") % words if sign == REMOVED else words
