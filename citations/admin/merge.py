"""Merge two records of one source: which value each field keeps is chosen, and what moves is said before it is done."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citations.admin.authors_line import write_authors
from citations.duplicates import duplicates
from citations.merging import FIELDS, Gone, differing, merge
from citations.models import Author, Citation
from citations.records import SourceRecord, record_of
from citations.store import read_records
from citations.uses import may_move_uses, uses
from common.fields import field_of
from common.http import number_or_404
from common.text import refuse_control_characters
from revisions.models import COMMENT_LENGTH
from revisions.moments import Present


@dataclass(frozen=True)
class Row:
    """A field of both records; `choice` is the name of its two radio buttons, "" where there is nothing to choose."""

    label: str
    kept: str
    merged: str
    choice: str


@dataclass(frozen=True)
class PairRow:
    """Two sources that may be one, with where they are merged."""

    records: tuple[SourceRecord, SourceRecord]
    because: str
    url: str


class MergeForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("Why"), max_length=COMMENT_LENGTH, required=False, validators=[refuse_control_characters]
    )
    token = forms.CharField(widget=forms.HiddenInput)


def merge_view(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """GET asks for the other source, then shows both; POST merges it into this one."""
    own = model_admin.has_change_permission(request) and model_admin.has_delete_permission(request)
    if not (own and may_move_uses(request.user)):
        raise PermissionDenied
    kept = Citation.objects.filter(pk=number_or_404(object_id)).first()
    if kept is None:
        raise Http404
    typed = request.GET.get("with", "").replace("\0", "").strip(" @[]")
    merged = Citation.objects.filter(key=typed).exclude(pk=kept.pk).first() if typed else None
    if merged is None:
        fault = _("There is no other source with the key “%s”.") % typed if typed else ""
        return _page(model_admin, request, kept, {"fault": fault, "typed": typed})
    seen = record_of(kept, kept.authors.all()), record_of(merged, merged.authors.all())
    chosen = {name: request.POST.get(f"choice-{name}", "") for name in FIELDS}
    form = MergeForm(request.POST if request.method == "POST" else None, initial={"token": _token(seen)})
    if form.is_valid():
        try:
            if form.cleaned_data["token"] != _token(seen):
                raise Gone
            done = merge(kept.pk, merged.pk, seen, chosen, request.user, form.cleaned_data["comment"])
        except Gone:
            messages.error(request, _("One of the two was changed meanwhile. Look again before you merge them."))
            return HttpResponseRedirect(request.get_full_path())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            words = _("Merged, as revision %s. To take it back, undo that revision in this source's history.")
            messages.success(request, words % done.number)
            return HttpResponseRedirect(kept.get_absolute_url())
    moment = Present()
    context = {
        "rows": _rows(seen, chosen),
        "other": merged,
        "form": form,
        "uses": uses(moment, merged.pk, merged.key),
        "swapped": f"{reverse('admin:citations_citation_merge', args=[merged.pk])}?with={kept.key}",
    }
    return _page(model_admin, request, kept, context)


def duplicates_view(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """All pairs of sources that may be one, each with its way to merge them."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    records = read_records(Present())
    ids = dict(Citation.objects.values_list("key", "pk"))
    pairs = [
        PairRow(
            (records[pair.one], records[pair.other]),
            pair.because,
            f"{reverse('admin:citations_citation_merge', args=[ids[pair.one]])}?with={pair.other}",
        )
        for pair in duplicates(list(records.values()))
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Possible duplicates"),
        "pairs": pairs,
        "opts": Citation._meta,
    }
    return render(request, "admin/citations/duplicates.html", context)


def _rows(seen: tuple[SourceRecord, SourceRecord], chosen: dict[str, str]) -> list[dict[str, Any]]:
    kept, merged = seen
    choices = differing(kept, merged)
    rows = []
    for name in FIELDS:
        values = _words(kept, name), _words(merged, name)
        if any(values):
            row = Row(_label(name), *values, choice=f"choice-{name}" if name in choices else "")
            rows.append({"row": row, "takes_merged": chosen[name] == merged.key or not values[0]})
    return rows


def _words(record: SourceRecord, name: str) -> str:
    if name == "authors":
        return write_authors(record.authors)
    value = getattr(record, name)
    return str(dict(field_of(Citation, name).flatchoices).get(value, value))


def _label(name: str) -> str:
    words = Author._meta.verbose_name_plural if name == "authors" else field_of(Citation, name).verbose_name
    return capfirst(str(words))


def _token(seen: tuple[SourceRecord, SourceRecord]) -> str:
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _page(model_admin: ModelAdmin, request: HttpRequest, kept: Citation, more: dict[str, Any]) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Merge another source into %s") % kept.key,
        "kept": kept,
        "opts": Citation._meta,
        "other": None,
        **more,
    }
    return render(request, "admin/citations/merge.html", context)
