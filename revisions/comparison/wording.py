"""Columns and values in words: what comparisons, previews and conflicts print.

A foreign key is printed as the label of what it names, as it was called at the moment that is shown.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from revisions.models import LATEST
from revisions.moments import Moment
from revisions.registry import root_of
from revisions.state.read import owned_models
from revisions.states import RowKey, State, Values


class Wording:
    """Words for the states of one root. `know` fetches all labels that a state needs, one query a sort of thing.

    Without `everything` what was not public is not named.
    """

    def __init__(self, model: type[models.Model], everything: bool = True) -> None:
        self.model, self.everything = model, everything
        self.models: dict[str, Any] = {part._meta.label_lower: part for part in (model, *owned_models(model))}
        self.root_language = ""
        self._labels: dict[tuple[int, str, int], str] = {}

    def know(self, state: State, moment: Moment) -> None:
        """Fetch the labels of everything that the state names, as it was called at the moment."""
        for (label, _pk), values in state.items():
            if label == self.model._meta.label_lower:
                self.root_language = str(values.get("language") or "")
        wanted: dict[Any, set[int]] = defaultdict(set)
        for (label, _pk), values in state.items():
            for field in self._relations(label):
                if values.get(field.attname) is not None:
                    wanted[field.related_model].add(values[field.attname])
        for target, pks in wanted.items():
            for pk, words in self._labels_of(target, pks, moment).items():
                self._labels[id(state), target._meta.label_lower, pk] = words

    def value(self, state: State, label: str, column: str, value: Any) -> str:
        """A value of a row in words; "" for what is empty."""
        if value is None or value == "":
            return ""
        field = self._field(label, column)
        if isinstance(field, models.ForeignKey):
            found = self._labels.get((id(state), field.related_model._meta.label_lower, value))
            return found or f"#{value}"
        if field is not None and field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Decimal):
            return format(value.normalize(), "f")
        return str(value) if not hasattr(value, "isoformat") else date_format(value)

    def column(self, label: str, column: str) -> str:
        """A column's name as the form prints it."""
        field = self._field(label, column)
        return capfirst(str(field.verbose_name)) if field is not None else column

    def language(self, label: str, column: str, values: Values) -> str:
        """The language of what an editor wrote in a column: the row's own, else that of the root."""
        field = self._field(label, column)
        if field is None or type(field) not in (models.CharField, models.TextField) or field.choices:
            return ""
        return str(values.get("language") or self.root_language)

    def group(self, label: str) -> str:
        """The heading over a part's rows."""
        return capfirst(str(self.models[label]._meta.verbose_name_plural))

    def row(self, state: State, key: RowKey) -> str:
        """A few words for a row: its own, or the fact that it speaks of."""
        model, values = self.models[key[0]], state[key]
        if values.get("hidden"):
            return _("hidden")
        if model.about_row is None:
            return model.row_label(dict(values)) or capfirst(str(model._meta.verbose_name))
        return self._fact(state, model, values)

    def columns_of(self, label: str, values: Values) -> Iterable[str]:
        """The columns of a row that say something: no empty ones, not where it stands, not what its label says."""
        model = self.models[label]
        silent = {"hidden", "set_in", "position", *(model.about_row or ())}
        if model.about_row is not None:
            silent.add("field")
        silent |= {field.attname for field in model._meta.concrete_fields if not field.editable}
        return [
            column
            for column, value in values.items()
            if column not in silent and value not in (None, "") and value != self._field(label, column).get_default()
        ]

    def _fact(self, state: State, model: Any, values: Values) -> str:
        type_column, id_column = model.about_row
        field = values.get("field", "")
        if values[type_column] is None:
            return self.column(self.model._meta.label_lower, field) if field else _("the whole article")
        for label, part in self.models.items():
            key = (label, values[id_column])
            if key in state and part.about_row is None and _is_of_type(part, values[type_column]):
                words = f"{capfirst(str(part._meta.verbose_name))}: {self.row(state, key)}"
                return f"{words}, {self.column(label, field)}" if field else words
        return _("a row that is gone")

    def _field(self, label: str, column: str) -> Any:
        return next((f for f in self.models[label]._meta.concrete_fields if f.attname == column), None)

    def _labels_of(self, target: Any, pks: set[int], moment: Moment) -> dict[int, str]:
        """Labels of roots at the moment; of those that were not there, as they were last called."""
        root: Any = root_of(target)
        found: dict[int, str] = {}

        def words(row: Any) -> str:
            named: str = (root.mention or root.label)(row)
            return named if self.everything or root.public(row) else _("not public")

        concrete = [model for model in (target, *target.__subclasses__()) if hasattr(model, "history")]
        for model in concrete:
            for row in moment.rows(model, id__in=pks - found.keys()):
                found[row.id] = words(row)
        for model in concrete:
            missing = pks - found.keys()
            if missing:
                for row in model.history.model.objects.filter(id__in=missing, **LATEST):
                    found[row.id] = words(row)
        return found

    def _relations(self, label: str) -> list[Any]:
        return [
            field
            for field in self.models[label]._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and root_of(field.related_model) is not None
        ]


def _is_of_type(model: Any, content_type_id: int) -> bool:
    return model.content_type_id() == content_type_id
