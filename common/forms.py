"""Form fields that leave text as typed, and ask the database for nothing that is no id."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, ModelAdmin
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import numberformat

from common.http import number_in


class AsTypedForm(forms.ModelForm):
    """A form whose text fields keep their edges: Django's strip eats no-break spaces and final line ends.

    ASCII spaces around a line are taken off where rows are stored (`Tracked.normalise`), for every way in.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.strip = False


def set_choices(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Give a field its choices where they are known only now. Raises TypeError for a field that has none."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} has no choices")
    field.choices = choices


class IdSelect(AutocompleteSelect):
    """A choice by id that is completed while typing. A word posted in place of an id selects nothing.

    Django's own asks the database for whatever was posted, which no database takes.
    """

    def optgroups(self, name: str, value: Iterable[Any], attrs: Any = None) -> Any:
        ids = [one for one in value if number_in(str(one)) is not None]
        return super().optgroups(name, ids, attrs)


class IdField(forms.ModelChoiceField):
    """A choice by id. What no database takes for an id is no choice, and the database is not asked."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value and number_in(value) is None:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return super().to_python(value)


class IdFieldsAdmin(BaseModelAdmin):
    """A form or an inline whose foreign keys take ids only; those of `autocomplete_fields` are completed in typing."""

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("form_class", IdField)
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = IdSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class IdListAdmin(ModelAdmin):
    """A list that is asked for ids, by its address or by ticked rows: what is none is left out, as Django does."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        asked = (value for name, values in request.GET.lists() if name != SEARCH_VAR for value in values)
        if any(value.isdigit() and number_in(value) is None for value in asked):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        if request.method == "POST":
            posted = request.POST.copy()
            ticked = [one for one in posted.getlist(ACTION_CHECKBOX_NAME) if number_in(one) is not None]
            posted.setlist(ACTION_CHECKBOX_NAME, ticked)
            request.POST = posted  # type: ignore[assignment]  # as upload handlers do
        return super().changelist_view(request, extra_context)


class PlainNumberInput(forms.NumberInput):
    """A decimal without the zeros that its column adds: 53.9, not 53.9000."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            return numberformat.format(value.normalize(), ".", use_l10n=False) if value else "0"
        return super().format_value(value)
