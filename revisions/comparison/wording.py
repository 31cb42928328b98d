"""A state in words: what comparisons, previews and conflicts are computed from, and print.

A foreign key is printed as the name of what it points to, as that was called at the moment that is shown. The names are
fetched first (`names_at`); the wording itself asks nothing of the database.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from revisions.models import LATEST, history_of
from revisions.moments import Moment
from revisions.registry import Heading, Root, root_of
from revisions.state.read import owned_models
from revisions.states import SILENT, RowKey, State, Values
from revisions.tracking.tracked import Tracked

Names = Mapping[tuple[str, int], str]  # what a row is called, by label of its model and id


@dataclass(frozen=True)
class FieldWording:
    """A field of a row in words. Two are equal when the stored values are: a new name of what one points to is no edit.

    A silent field says nothing of its own (a blank, a default, a place): no row is described by it.
    """

    value: Any
    label: str = field(compare=False)
    words: str = field(compare=False)
    language: str = field(compare=False)  # of words that editors wrote; "" for what the interface says
    silent: bool = field(compare=False)

    @property
    def blank(self) -> bool:
        return self.value in (None, "")


@dataclass(frozen=True)
class RowWording:
    """A row: a few words for it, and its fields by column, in the order of the model."""

    label: str
    fields: Mapping[str, FieldWording]

    @property
    def text(self) -> str:
        """The whole row, a field a line."""
        fields = (field for field in self.fields.values() if not field.silent and field.words)
        return "\n".join(f"{field.label}: {field.words}" for field in fields)


@dataclass(frozen=True)
class Section:
    """A heading of the page, over the rows of one model; over the root's fields it names their columns."""

    heading: str
    model: str  # its label
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """A state in words: its rows by key, and the sections in which a page shows them."""

    sections: tuple[Section, ...]
    rows: Mapping[RowKey, RowWording]

    @property
    def fields(self) -> State:
        """The fields of each row, as a state of their own."""
        return {key: row.fields for key, row in self.rows.items()}


def wording_of(model: type[models.Model], state: State, names: Names) -> Wording:
    """The state of a root in words; without a name, what a row points to is called by its id."""
    parts = _parts(model)
    languages = (values.get("language") for (label, _pk), values in state.items() if label == model._meta.label_lower)
    language = str(next(languages, "") or "")
    rows = {
        key: RowWording(_row_label(key, state, parts), _fields(parts[key[0]], values, names, language))
        for key, values in state.items()
    }
    return Wording(sections(model), rows)


def sections(model: type[models.Model]) -> tuple[Section, ...]:
    """The sections of a root's page in its own order; then fields and parts that the order does not name."""
    root = root_of(model)
    order = root.page_order(model) if root else ()
    columns = {field.name: field.attname for field in model._meta.concrete_fields}
    further = [field.name for field in model._meta.concrete_fields if field.editable and field.name not in order]
    rest: list[type[models.Model]] = list(owned_models(model))
    heading, pending, found = _("Fields"), list[str](), list[Section]()
    for item in (*order, Heading(_("Further fields")), *further, Heading("")):
        if isinstance(item, str):
            pending += [columns[item]] if item in columns else []
            continue
        if pending:
            found.append(Section(heading, model._meta.label_lower, tuple(pending)))
            pending = []
        if isinstance(item, Heading):
            heading = str(item.text)
        elif item in rest:
            rest.remove(item)
            found.append(_part_section(item))
    return (*found, *map(_part_section, rest))


def names_at(moment: Moment, model: type[models.Model], *states: State, everything: bool = True) -> Names:
    """The names of all that the states of a root point to, as of the moment; as many queries as sorts of things.

    Without `everything` what was not public is not named.
    """
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    parts = _parts(model)
    for (label, _pk), values in (item for state in states for item in state.items()):
        for column in _columns(parts[label]).values():
            if isinstance(column, models.ForeignKey) and values.get(column.attname) is not None:
                wanted[column.related_model].add(values[column.attname])
    return {
        (target._meta.label_lower, pk): _name(root, row, everything)
        for target, pks in wanted.items()
        if (root := root_of(target)) is not None
        for pk, row in _rows_at(moment, target, pks).items()
    }


def _rows_at(moment: Moment, target: type[models.Model], pks: set[int]) -> dict[int, Any]:
    """Rows of roots at the moment; those that were not there, as they last were."""
    found: dict[int, Any] = {}
    concrete = [model for model in (target, *target.__subclasses__()) if hasattr(model, "history")]
    for model in concrete:
        found |= {row.id: row for row in moment.rows(model, id__in=pks - found.keys())}
    for model in concrete:
        if missing := pks - found.keys():
            found |= {row.id: row for row in history_of(model).objects.filter(id__in=missing, **LATEST)}
    return found


def _name(root: Root, row: Any, everything: bool) -> str:
    return (root.mention or root.label)(row) if everything or root.public(row) else _("not public")


def _row_label(key: RowKey, state: State, parts: Mapping[str, type[Tracked]]) -> str:
    """A few words for a row: its own, or the fact that it speaks of."""
    part, values = parts[key[0]], state[key]
    if values.get("hidden"):
        return _("hidden")
    if part.about_row is not None:
        return _fact(part.about_row, values, state, parts)
    return part.row_label(dict(values)) or capfirst(str(part._meta.verbose_name))


def _fact(about: tuple[str, str], values: Values, state: State, parts: Mapping[str, type[Tracked]]) -> str:
    type_id, pk = values.get(about[0]), values.get(about[1], 0)
    name = values.get("field", "")
    if type_id is None:
        root = next(iter(parts.values()))
        return _column_label(root, name) if name else _("the whole article")
    for label, part in parts.items():
        if (label, pk) in state and part.about_row is None and part.content_type_id() == type_id:
            words = f"{capfirst(str(part._meta.verbose_name))}: {_row_label((label, pk), state, parts)}"
            return f"{words}, {_column_label(part, name)}" if name else words
    return _("a row that is gone")


def _fields(part: type[Tracked], values: Values, names: Names, root_language: str) -> dict[str, FieldWording]:
    columns = _columns(part)
    language = str(values.get("language") or root_language)
    return {
        column: FieldWording(
            value,
            _column_label(part, column),
            _("hidden") if values.get("hidden") else value_words(columns.get(column), value, names),
            language if _is_text(columns.get(column)) else "",
            _is_silent(part, column, value),
        )
        for column, value in values.items()
        if column not in SILENT
    }


def value_words(column: models.Field | None, value: Any, names: Names) -> str:
    """A stored value in words; "" for a blank."""
    if value is None or value == "":
        return ""
    if isinstance(column, models.ForeignKey):
        return names.get((column.related_model._meta.label_lower, value)) or f"#{value}"
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value) if not hasattr(value, "isoformat") else date_format(value)


def _is_silent(part: type[Tracked], column: str, value: Any) -> bool:
    """Whether a value says nothing of its own; what a row is about stands in its label."""
    about = (*part.about_row, "field") if part.about_row else ()
    stored = _columns(part).get(column)
    if stored is None or not stored.editable or column in ("position", *about):
        return True
    return value in (None, "") or value == stored.get_default()


def _is_text(column: models.Field | None) -> bool:
    return column is not None and type(column) in (models.CharField, models.TextField) and not column.choices


def _column_label(part: type[models.Model], column: str) -> str:
    """A column's name as the form prints it."""
    found = _columns(part).get(column)
    return capfirst(str(found.verbose_name)) if found is not None else column


def _part_section(part: type[models.Model]) -> Section:
    return Section(capfirst(str(part._meta.verbose_name_plural)), part._meta.label_lower)


@cache
def _columns(part: type[models.Model]) -> dict[str, models.Field]:
    return {field.attname: field for field in part._meta.concrete_fields}


def _parts(model: type[models.Model]) -> dict[str, type[Tracked]]:
    """The root's model and those of its parts, by label."""
    return {part._meta.label_lower: part for part in (model, *owned_models(model)) if issubclass(part, Tracked)}
