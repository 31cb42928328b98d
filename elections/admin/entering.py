"""Enter a whole table of results: pasted or uploaded, shown as understood beside what is stored, saved at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from common.formatting import format_figure
from elections.admin.entering_forms import RowForm, SaveForm, TableForm, all_different, choices_of, field_words
from elections.entering.columns import NAME
from elections.entering.plan import (
    FIGURES,
    TOTALS,
    Change,
    Contestants,
    Faults,
    Figure,
    Planned,
    named_target,
    plan,
    read_contestants,
    row_targets,
)
from elections.entering.save import save
from elections.models import Election, Result
from revisions import models as revisions
from revisions.moments import head
from revisions.subjects import signed_in
from revisions.tracking.recording import current, recording

PERMISSIONS = ("elections.add_result", "elections.change_result")


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
    with recording(user=signed_in(request), comment=comment):
        return _answer(model_admin, request, object_id)  # what is compared is read under the lock


def _answer(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    election = model_admin.get_object(request, object_id)
    if election is None:
        raise Http404
    if not (model_admin.has_change_permission(request, election) and request.user.has_perms(PERMISSIONS)):
        raise PermissionDenied
    if request.method != "POST":
        return _page(model_admin, request, election, {"box": TableForm()})
    if "count" not in request.POST:
        return _read(model_admin, request, election)
    return _show(model_admin, request, election, request.POST, read_contestants(election), {})


def _read(model_admin: ModelAdmin, request: HttpRequest, election: Election) -> HttpResponse:
    box = TableForm(request.POST, request.FILES)
    if not box.is_valid():
        return _page(model_admin, request, election, {"box": box})
    table = box.cleaned_data["table"]
    base, known = head(), read_contestants(election)
    columns = [name for name in FIGURES if name in table.columns]
    data: dict[str, Any] = {"base": base, "columns": ",".join(columns), "count": len(table.rows)}
    data |= {"comment": "", "sources": ""}
    near = {}
    for place, (row, one) in enumerate(zip(table.rows, row_targets(table, known), strict=True)):
        near[place] = one.near
        data[f"row{place}-label"] = row.get(NAME, "")
        data[f"row{place}-target"] = one.target
        data.update({f"row{place}-{name}": row.get(name, "") for name in columns})
    return _show(model_admin, request, election, data, known, near)


def _show(
    model_admin: ModelAdmin,
    request: HttpRequest,
    election: Election,
    data: Any,
    known: Contestants,
    near: dict[int, tuple[str, ...]],
) -> HttpResponse:
    """What was understood and what it would change; saves when asked to and nothing stands in the way."""
    now = head()  # before the rows are compared: a save in between is newer than this
    save_form = SaveForm(data)
    if not save_form.is_whole():
        return _page(model_admin, request, election, {"box": TableForm()}, status=400)
    rows = _rows(data, save_form, known, near)
    valid = not [row for row in rows if not row.is_valid()] and all_different(rows) and save_form.is_valid()
    planned = _plan(election, rows, known) if valid else None
    moved = _moved(election, save_form.cleaned_data["base"])
    if moved:
        messages.warning(
            request, _("The election was changed meanwhile. What is shown below is compared with it as it is now.")
        )
    if planned is not None and "save" in request.POST and not moved:
        return _save(request, election, planned, save_form)
    context = {
        "forms": rows,
        "save_form": save_form,
        "planned": planned,
        "head": now,
        "changes": [_change(change) for change in planned.changes] if planned else (),
        "findings": planned.findings if planned else (),
    }
    return _page(model_admin, request, election, context)


def _rows(data: Any, save_form: SaveForm, known: Contestants, near: dict[int, tuple[str, ...]]) -> list[RowForm]:
    """The rows' forms. While nobody is chosen, a name is matched again: it may have been mended."""
    columns = [name for name in str(data["columns"]).split(",") if name in FIGURES]
    typed = data.copy()
    forms = []
    for place in range(save_form.cleaned_data["count"]):
        name = f"row{place}-target"
        chosen = str(typed.get(name, ""))
        offered = (*near.get(place, ()), chosen)
        if not chosen and place not in near:
            one = named_target(str(typed.get(f"row{place}-label", "")), known)
            typed[name], offered = one.target, (*one.near, one.target)
        forms.append(
            RowForm(
                typed, prefix=f"row{place}", columns=columns, alone=known.kind_alone, choices=choices_of(known, offered)
            )
        )
    return forms


def _plan(election: Election, rows: Sequence[RowForm], known: Contestants) -> Planned | None:
    try:
        return plan(election, [row.entered for row in rows], known)
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
    own = revisions.Change.objects.filter(object_id=election.pk, content_type__model="article", own=True)
    return own.filter(revision_id__gt=base).exists()


def _change(change: Change) -> ChangeRow:
    if not change.name:
        return ChangeRow(change.whom, _("new row"), "", "")
    what = field_words(Election if change.name in TOTALS else Result, change.name)
    return ChangeRow(change.whom, what, _written(change.was), _written(change.now))


def _written(figure: Figure) -> str:
    if figure is None or isinstance(figure, str):
        return figure or ""
    return format_figure(Decimal(figure).normalize())


def _page(
    model_admin: ModelAdmin, request: HttpRequest, election: Election, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Enter results: %s") % election.title,
        "election": election,
        "opts": Election._meta,
        **context,
    }
    return render(request, "admin/elections/enter_results.html", context, status=status)
