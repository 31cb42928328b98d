"""Form fields that leave text as typed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import numberformat


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


class PlainNumberInput(forms.NumberInput):
    """A decimal without the zeros that its column adds: 53.9, not 53.9000."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            return numberformat.format(value.normalize(), ".", use_l10n=False) if value else "0"
        return super().format_value(value)
