"""The forms by which a table of results is entered: the table itself, a row of it, and what is said when saving."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.sourcing.lines import parse_sources
from common.formatting import capitalise
from common.forms import set_choices
from common.text import refuse_control_characters
from elections.entering.columns import table_of
from elections.entering.figures import FigureError, read_count, read_share
from elections.entering.grid import FILE, ROWS, TableError, read_file, read_text
from elections.entering.plan import FIGURES, LEAVE, TOTALS, Contestants, Entered
from elections.models import Election, Result
from revisions.models import COMMENT_LENGTH

NEW = "new"  # a contestant without an article: its name alone
LISTED = 120  # so many parties are a list to choose from; of more only those near a name are offered
LONGEST = FILE // 4
NEWEST = 2**62


class TableForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Table of results"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 90, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Copied from a spreadsheet or a web page: a line for each party, with its name, votes, share, seats. Names "
            "may be in any script. Nothing is saved before you have seen what was understood."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        help_text=gettext_lazy("CSV or XLSX, of this site or any other. Of a workbook the first sheet is read."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        text, file = cleaned.get("text", ""), cleaned.get("file")
        if not file and not text.strip():
            raise ValidationError({"text": _("Paste a table, or choose a file.")})
        name = "file" if file else "text"
        try:
            table = table_of(read_file(file.name, file.read(FILE + 1)) if file else read_text(text))
        except TableError as error:
            raise ValidationError({name: str(error)}) from error
        if not any(column in table.columns for column in FIGURES):
            raise ValidationError({name: _("No column of votes, shares or seats was found.")})
        if not table.rows:
            raise ValidationError({name: _("There are heads, and no rows below them.")})
        cleaned["table"] = table
        return cleaned


class RowForm(forms.Form):
    """A row of the table: whom it means, and its figures as typed, each to be mended here."""

    label = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, required=False, validators=[refuse_control_characters]
    )
    target = forms.ChoiceField(
        label=gettext_lazy("Means"), error_messages={"required": gettext_lazy("Whom does this row mean?")}
    )

    def __init__(self, *args: Any, choices: Any, columns: Sequence[str], alone: str, **kwargs: Any) -> None:
        """`alone` is the kind of a contestant without an article."""
        super().__init__(*args, **kwargs)
        self.alone = alone
        set_choices(self, "target", choices)
        for name in columns:
            widget = forms.TextInput(attrs={"size": 9})
            self.fields[name] = forms.CharField(label=field_words(Result, name), required=False, widget=widget)

    @property
    def figures(self) -> list[Any]:
        return [field for field in self if field.name in FIGURES]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("target") == LEAVE:
            return cleaned
        if not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", _("This row has no name. Write one, or leave it out."))
        for name in FIGURES:
            if name in cleaned:
                try:
                    cleaned[name] = read_share(cleaned[name]) if name == "percent" else read_count(cleaned[name])
                except FigureError as error:
                    self.add_error(name, str(error))
        return cleaned

    @property
    def means(self) -> str:
        """What was chosen; a name alone is a contestant of that name."""
        chosen: str = self.cleaned_data["target"]
        return f"kind:{self.alone}" if chosen == NEW else chosen

    @property
    def entered(self) -> Entered:
        figures = {name: self.cleaned_data[name] for name in FIGURES if name in self.cleaned_data}
        return Entered(self.means, self.cleaned_data["label"], {} if self.means == LEAVE else figures)


class SaveForm(forms.Form):
    sources = forms.CharField(
        label=gettext_lazy("Source"),
        required=False,
        help_text=gettext_lazy("[@key] of what these figures are from."),
        widget=forms.TextInput(attrs={"size": 60, "class": "source-line"}),
    )
    comment = forms.CharField(
        label=gettext_lazy("What you changed, and why"),
        max_length=COMMENT_LENGTH,
        required=False,
        validators=[refuse_control_characters],
        widget=forms.TextInput(attrs={"size": 60}),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=NEWEST)
    columns = forms.CharField(widget=forms.HiddenInput)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=ROWS)

    def clean_sources(self) -> Any:
        lines = parse_sources(self.cleaned_data["sources"], ("",))
        if any(line.remark or any(cite.states for cite in line.cites) for line in lines):
            raise ValidationError(_("Only what supports these figures: disputes and remarks are written on the form."))
        return lines

    def is_whole(self) -> bool:
        """Whether the page that was posted is one of ours; then what is wrong in it stands beside its fields."""
        return self.is_valid() or not {"count", "columns", "base"} & self.errors.keys()


def all_different(rows: Iterable[RowForm]) -> bool:
    """Whether no two rows mean the same contestant; the second of two says so."""
    taken: set[str] = set()
    different = True
    for row in rows:
        key = row.means
        if key == LEAVE:
            continue
        if key.startswith("kind:"):
            key = f"{key}:{row.cleaned_data['label']}"
        if key in taken:
            row.add_error("target", _("Another row means the same."))
            different = False
        taken.add(key)
    return different


def choices_of(known: Contestants, near: Iterable[str]) -> list[Any]:
    """Whom a row can mean: those near first, then everybody (of many, who is in the election), kinds, totals."""
    everybody = {f"{known.word}:{pk}": title for pk, title in known.titles.items()}
    stored = {f"row:{pk}": row.label for pk, row in known.rows.items() if known.article_of(row) is None}
    all_of_them = everybody | stored
    nearest = [(target, all_of_them[target]) for target in near if target in all_of_them]
    if len(everybody) > LISTED:
        there = {getattr(row, f"{known.word}_id") for row in known.rows.values()}
        everybody = {target: title for target, title in everybody.items() if int(target.split(":")[1]) in there}
    kinds = [(f"kind:{kind}", capitalise(str(label))) for kind, label in Result.Kind.choices]
    totals = [(f"total:{name}", field_words(Election, name)) for name in TOTALS]
    return [
        ("", _("— choose —")),
        *([(_("Perhaps"), nearest)] if nearest else []),
        (_("With an article"), list(everybody.items())),
        *([(_("Rows of this election"), list(stored.items()))] if stored else []),
        (_("Without an article"), [(NEW, _("this name alone")), *kinds]),
        (_("Of the election"), totals),
        (LEAVE, _("leave out")),
    ]


def field_words(model: Any, name: str) -> str:
    return capitalise(str(model._meta.get_field(name).verbose_name))
