"""Parts on the form, and the registry by which later apps add theirs."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models

from articles.admin.forms import PartForm, PartFormSet, TranslationForm
from articles.models import Identifier, Name, Statement, Translation
from common.forms import IdFieldsAdmin, PlainNumberInput

PERIOD = ("start_date", "end_date", "on_date", "former")


class PartInline(IdFieldsAdmin, admin.StackedInline):
    """Rows of parts, each a few lines of fields with its source line last; relations are completed while typing."""

    form = PartForm
    formset = PartFormSet
    extra = 0
    formfield_overrides = {models.DecimalField: {"widget": PlainNumberInput}}

    def formfield_for_dbfield(self, db_field: models.Field, request: Any, **kwargs: Any) -> Any:
        """Relations offer "add" only: four icons a field would bury forty rows."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.ForeignKey) and field is not None:
            widget = field.widget
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        return field

    @property
    def fk_name(self) -> str:  # type: ignore[override]  # Django takes a constant here
        return self.model.owner_field

    def get_autocomplete_fields(self, request: Any) -> list[str]:
        return [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and field.name != self.model.owner_field
        ]


class NameInline(PartInline):
    model = Name
    fields = (("text", "language", "kind", "in_infobox"), ("meaning", "start_date", "end_date", "position"), "sources")


class StatementInline(PartInline):
    model = Statement
    fields = (("label", "value"), ("placement", "language", *PERIOD, "position"), "sources")
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2, "cols": 60})}}


class IdentifierInline(PartInline):
    model = Identifier
    fields = (("scheme", "value", "position"), "sources")


class TranslationInline(PartInline):
    model = Translation
    form = TranslationForm
    fields = (
        ("language", "title", "position"),
        "short_description",
        "lead",
        "body",
        "brought_up_to_date",
        "sources",
    )
    classes = ("collapse",)


@dataclass(frozen=True)
class Entry:
    kinds: tuple[str, ...]
    position: int
    inline: type[InlineModelAdmin]


_entries: list[Entry] = [
    Entry((), 10, NameInline),
    Entry((), 900, StatementInline),
    Entry((), 910, IdentifierInline),
    Entry((), 920, TranslationInline),
]


def register_inline(position: int, inline: type[InlineModelAdmin], *kinds: str) -> None:
    """Add an inline to the forms of `kinds` (none: all), in the order of the page."""
    _entries.append(Entry(kinds, position, inline))


def inlines_of(kind: str) -> list[type[InlineModelAdmin]]:
    """The inlines of a kind's form, by position."""
    found = [entry for entry in _entries if not entry.kinds or kind in entry.kinds]
    return [entry.inline for entry in sorted(found, key=lambda entry: entry.position)]
