"""Forms of articles and of their parts."""

from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.sources import (
    SUFFIX,
    SourceLine,
    SourcesField,
    doubts_of,
    lines_of,
    own_initial,
    own_source_fields,
)
from articles.kinds import kinds
from articles.models import Part, original_digest
from articles.prose.checking import check_prose
from articles.prose.tags import dated
from articles.sourcing.lines import fact_key_of, set_sources
from common.forms import AsTypedForm


class ProseFields:
    """Checks lead and body together, since they share their notes; faults stand beside the field. Tags get a date."""

    def _check_prose(self, cleaned: dict[str, Any]) -> None:
        for field in cleaned.keys() & {"lead", "body"}:
            cleaned[field] = dated(cleaned[field] or "", timezone.now().date())
        try:
            check_prose(cleaned.get("lead") or "", cleaned.get("body") or "")
        except ValidationError as error:
            for field, messages in error.error_dict.items():
                self.add_error(field, messages)  # type: ignore[attr-defined]  # of the form it is mixed into


class ArticleForm(ProseFields, AsTypedForm):
    """The form of a kind: its own columns with a source line beside each that carries sources."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk:
            kwargs["initial"] = {**own_initial(instance), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        for (_article, _type, _row, name), words in doubts_of(instance).items():
            if f"{name}{SUFFIX}" in self.fields:
                self.fields[f"{name}{SUFFIX}"].widget.doubts = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_prose(cleaned)
        return cleaned


@cache
def article_form(kind: str) -> type[ArticleForm]:
    """The form class of a kind, with its source lines declared."""
    model = kinds()[kind]
    return type(f"{model.__name__}Form", (ArticleForm,), {**own_source_fields(model)})


class PartForm(ProseFields, AsTypedForm):
    """A row of an article's form, with one source line for the row and its fields."""

    sources = SourcesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        source_lines, doubts = kwargs.pop("source_lines", {}), kwargs.pop("doubts", {})
        instance = kwargs.get("instance")
        if instance is not None and instance.pk and source_lines:
            kwargs["initial"] = {
                "sources": source_lines.get(fact_key_of(instance), ""),
                **(kwargs.get("initial") or {}),
            }
        super().__init__(*args, **kwargs)
        model: type[Part] = self._meta.model
        line = SourceLine()
        if model.citable_fields:
            line = SourceLine(_("[@key] for the row; %s: [@key] for one field") % model.citable_fields[0])
        if instance is not None and instance.pk and doubts:
            line.doubts = doubts.get((instance.owner_id, *fact_key_of(instance), ""), ())
        self.fields["sources"] = SourcesField(("", *model.citable_fields), label=_("Sources"), widget=line)
        self.fields["position"].required = False
        self.fields["position"].widget.attrs["class"] = "row-order"
        if instance is None or instance.pk is None:
            self.initial["position"] = self.fields["position"].initial = None

    def clean_position(self) -> int:
        """Left blank, the row goes to the end."""
        position = self.cleaned_data.get("position")
        return 10_000 if position is None else position


class TranslationForm(PartForm):
    """A translation remembers the text that it translates; whoever brings it up to date says so."""

    brought_up_to_date = forms.BooleanField(
        label=gettext_lazy("It says what the text above says now"),
        required=False,
        help_text=gettext_lazy("Readers are told that a translation is out of date until somebody ticks this."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_prose(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """The article is saved before its parts: its text is the new one already."""
        if self.cleaned_data.get("brought_up_to_date"):
            self.instance.original = original_digest(self.instance.article)
        return super().save(commit)


class PartFormSet(BaseInlineFormSet):
    """The rows of one sort; sources are saved with their row."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(index),
            "source_lines": lines_of(self.instance),
            "doubts": doubts_of(self.instance),
        }

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Any:
        row = super().save_new(form, commit=False)
        if row.position >= 10_000:
            row.position = 1 + max((other.position for other in self.get_queryset()), default=0) + self._added()
        if commit:
            row.save()
            self._save_sources(form, row)
        return row

    def save_existing(self, form: forms.ModelForm, obj: Any, commit: bool = True) -> Any:
        row = super().save_existing(form, obj, commit=commit)
        if commit:
            self._save_sources(form, row)
        return row

    def _added(self) -> int:
        """How many rows this save has added before: they keep the order in which they were typed."""
        self._count = getattr(self, "_count", -1) + 1
        return self._count

    def _save_sources(self, form: forms.ModelForm, row: Part) -> None:
        set_sources(row.owner_id, row, form.cleaned_data["sources"])
