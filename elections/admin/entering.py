"""Enter a whole table of results: pasted or uploaded, shown as understood beside what is stored, saved at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.formatting import capitalise
from articles.sourcing import parse_sources
from elections.entering import (
    FIGURES,
    LEAVE,
    TOTALS,
    Entered,
    Faults,
    Known,
    Meant,
    Planned,
    known_contestants,
    meant_rows,
    plan,
    save,
)  # fmt: skip
from elections.models import Election, Result
from elections.tables.columns import NAME, table_of
from elections.tables.figures import FigureError, read_count, read_share
from elections.tables.grid import FILE, ROWS, TableError, read_file, read_text
from parties.models import Person
from revisions.models import COMMENT_LENGTH, Change
from revisions.moments import head
from revisions.recording import current, recording
from revisions.text import refuse_control_characters

NEW = "new"  # a contestant without an article: its name alone
LONGEST = FILE // 4


class TableForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Table of results"), required=False, strip=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 90, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Copied from a spreadsheet or a web page: a line for each party, with its name, votes, share, seats. Names "
            "may be in any script. Nothing is saved before you have seen what was understood."
        ),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("or a file"), required=False,
        help_text=gettext_lazy("CSV or XLSX, of this site or any other. Of a workbook the first sheet is read."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        text, file = cleaned.get("text", ""), cleaned.get("file")
        if not file and not text.strip():
            raise ValidationError({"text": _("Paste a table, or choose a file.")})
        name = "file" if file else "text"
        try:
            grid = read_file(file.name, file.read(FILE + 1)) if file else read_text(text)
        except TableError as error:
            raise ValidationError({name: str(error)}) from error
        cleaned["table"] = table_of(grid)
        return cleaned


class RowForm(forms.Form):
    """A row of the table: whom it means, and its figures as typed, each to be mended here."""

    label = forms.CharField(label=gettext_lazy("Name"), max_length=200, validators=[refuse_control_characters])
    target = forms.ChoiceField(
        label=gettext_lazy("Means"), error_messages={"required": gettext_lazy("Whom does this row mean?")}
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Any, columns: Sequence[str], alone: str, **kwargs: Any) -> None:
        """`alone` is the kind of a contestant without an article."""
        super().__init__(*args, **kwargs)
        self.alone = alone
        target: Any = self.fields["target"]
        target.choices = choices
        for name in columns:
            words = _field_words(Result, name)
            self.fields[name] = forms.CharField(label=words, required=False, widget=forms.TextInput(attrs={"size": 9}))

    @property
    def figures(self) -> list[Any]:
        return [field for field in self if field.name in FIGURES]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("target") == LEAVE:
            return cleaned
        for name in FIGURES:
            if name in cleaned:
                try:
                    cleaned[name] = read_share(cleaned[name]) if name == "percent" else read_count(cleaned[name])
                except FigureError as error:
                    self.add_error(name, str(error))
        return cleaned

    @property
    def entered(self) -> Entered:
        cleaned = self.cleaned_data
        target = cleaned["target"]
        if target == NEW:
            target = f"kind:{self.alone}"
        leaves = target == LEAVE
        return Entered(
            target, cleaned["label"], {} if leaves else {name: cleaned[name] for name in FIGURES if name in cleaned}
        )


class SaveForm(forms.Form):
    sources = forms.CharField(
        label=gettext_lazy("Source"), required=False, help_text=gettext_lazy("[@key] of what these figures are from."),
        widget=forms.TextInput(attrs={"size": 60, "class": "source-line"}),
    )  # fmt: skip
    comment = forms.CharField(
        label=gettext_lazy("What you changed, and why"), max_length=COMMENT_LENGTH, required=False,
        validators=[refuse_control_characters], widget=forms.TextInput(attrs={"size": 60}),
    )  # fmt: skip
    base = forms.IntegerField(widget=forms.HiddenInput)
    columns = forms.CharField(widget=forms.HiddenInput)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=ROWS)

    def clean_sources(self) -> Any:
        return parse_sources(self.cleaned_data["sources"], ("",))


@dataclass(frozen=True)
class ChangeRow:
    whom: str
    what: str
    was: str
    now: str


def enter_results_view(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """GET asks for a table; POST of it shows what was understood; POST of that shows what would change, or saves."""
    if "save" not in request.POST:
        return _answer(model_admin, request, object_id)
    comment = request.POST.get("comment", "") or _("Results entered as a table")
    with recording(user=request.user, comment=comment):  # type: ignore[arg-type]  # the admin lets no other in
        return _answer(model_admin, request, object_id)  # what is compared is read under the lock


def _answer(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    election = model_admin.get_object(request, object_id)
    if election is None:
        raise Http404
    if not model_admin.has_change_permission(request, election):
        raise PermissionDenied
    if request.method != "POST":
        return _page(model_admin, request, election, {"box": TableForm()})
    if "count" not in request.POST:
        return _read(model_admin, request, election)
    return _show(model_admin, request, election, request.POST, known_contestants(election), ())


def _read(model_admin: ModelAdmin, request: HttpRequest, election: Election) -> HttpResponse:
    box = TableForm(request.POST, request.FILES)
    if not box.is_valid():
        return _page(model_admin, request, election, {"box": box})
    table = box.cleaned_data["table"]
    known = known_contestants(election)
    columns = [name for name in FIGURES if name in table.columns]
    if not columns:
        box.add_error(None, _("No column of votes, shares or seats was found."))
        return _page(model_admin, request, election, {"box": box})
    data: dict[str, Any] = {
        "base": head(),
        "columns": ",".join(columns),
        "count": len(table.rows),
        "comment": "",
        "sources": "",
    }
    found = meant_rows(table, known)
    for place, (row, one) in enumerate(zip(table.rows, found, strict=True)):
        data[f"row{place}-label"] = row.get(NAME, "")
        data[f"row{place}-target"] = one.target
        data.update({f"row{place}-{name}": row.get(name, "") for name in columns})
    return _show(model_admin, request, election, data, known, found)


def _show(
    model_admin: ModelAdmin, request: HttpRequest, election: Election, data: Any, known: Known, found: Sequence[Meant]
) -> HttpResponse:  # fmt: skip
    """What was understood and what it would change; saves when asked to and nothing stands in the way."""
    save_form = SaveForm(data)
    if not save_form.is_valid() and {"count", "columns", "base"} & save_form.errors.keys():
        return _page(model_admin, request, election, {"box": TableForm()}, status=400)
    columns = [name for name in str(data["columns"]).split(",") if name in FIGURES]
    count = save_form.cleaned_data["count"]
    alone = Result.Kind.CANDIDATE if known.model is Person else Result.Kind.PARTY
    rows = [
        RowForm(data, prefix=f"row{place}", columns=columns, alone=alone,
                choices=_choices(known, found[place].near if found else (data.get(f"row{place}-target", ""),)))
        for place in range(count)
    ]  # fmt: skip
    valid = not [row for row in rows if not row.is_valid()] and _all_different(rows) and save_form.is_valid()
    planned = _plan(election, rows) if valid else None
    moved = _moved(election, save_form.cleaned_data["base"])
    if moved:
        messages.warning(
            request, _("The election was changed meanwhile. What is shown below is compared with it as it is now.")
        )
    if planned is not None and "save" in request.POST and not moved:
        return _save(request, election, planned, save_form)
    context = {
        "forms": rows, "save_form": save_form, "planned": planned, "head": head(),
        "changes": [_change(*change) for change in planned.changes] if planned else (),
        "findings": planned.findings if planned else (),
    }  # fmt: skip
    return _page(model_admin, request, election, context)


def _all_different(rows: Iterable[RowForm]) -> bool:
    """Two rows cannot mean the same contestant."""
    taken: set[str] = set()
    different = True
    for row in rows:
        target = row.cleaned_data["target"]
        if target in (NEW, LEAVE) or target.startswith("kind:"):
            target = f"{target}:{row.cleaned_data['label']}"
        if target in taken and not target.startswith(LEAVE):
            row.add_error("target", _("Another row means the same."))
            different = False
        taken.add(target)
    return different


def _plan(election: Election, rows: Sequence[RowForm]) -> Planned | None:
    try:
        return plan(election, [row.entered for row in rows])
    except Faults as faults:
        for place, error in faults.rows.items():
            for name, words in error.message_dict.items():
                rows[place].add_error(name if name in rows[place].fields else None, words)
        return None


def _save(request: HttpRequest, election: Election, planned: Planned, form: SaveForm) -> HttpResponse:
    save(planned, form.cleaned_data["sources"])
    opened = current()
    if opened is None or opened.number is None:
        messages.success(request, _("Everything was so already; nothing was saved."))
    else:
        messages.success(request, _("The results were saved as revision %d.") % opened.number)
    for finding in planned.findings:
        messages.warning(request, finding.words)
    return HttpResponseRedirect(reverse("admin:elections_election_change", args=[election.pk]))


def _moved(election: Election, base: int) -> bool:
    own = Change.objects.filter(object_id=election.pk, content_type__model="article", own=True)
    return own.filter(revision_id__gt=base).exists()


def _choices(known: Known, near: Iterable[str]) -> list[Any]:
    """Whom a row can mean: those near first, then everybody, kinds, totals."""
    by_target = {f"{known.word}:{pk}": title for pk, title in known.titles.items()}
    nearest = [(target, by_target[target]) for target in near if target in by_target]
    kinds = [(f"kind:{kind}", capitalise(str(label))) for kind, label in Result.Kind.choices]
    totals = [(f"total:{name}", _field_words(Election, name)) for name in TOTALS]
    return [
        ("", _("— choose —")),
        *([(_("Perhaps"), nearest)] if nearest else []),
        (_("All"), list(by_target.items())),
        (_("Without an article"), [(NEW, _("this name alone")), *kinds]),
        (_("Of the election"), totals),
        (LEAVE, _("leave out")),
    ]


def _change(whom: str, name: str, was: Any, now: Any) -> ChangeRow:
    if not name:
        return ChangeRow(whom, _("new row"), "", "")
    what = _field_words(Election if name in TOTALS else Result, name)
    return ChangeRow(whom, what, _written(was), _written(now))


def _field_words(model: Any, name: str) -> str:
    return capitalise(str(model._meta.get_field(name).verbose_name))


def _written(figure: Any) -> str:
    return "" if figure is None else f"{figure:,}" if isinstance(figure, int) else format(figure.normalize(), "f")


def _page(
    model_admin: ModelAdmin, request: HttpRequest, election: Election, context: dict[str, Any], status: int = 200
) -> HttpResponse:  # fmt: skip
    context = {
        **model_admin.admin_site.each_context(request), "title": _("Enter results: %s") % election.title,
        "election": election, "opts": Election._meta, **context,
    }  # fmt: skip
    return render(request, "admin/elections/enter_results.html", context, status=status)
