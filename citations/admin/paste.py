"""Paste one source or many: what was understood is shown field by field, mended there, and saved as one revision."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from citations.admin.authors_line import read_authors, write_authors
from citations.duplicates import Pair, duplicates
from citations.models import Citation, FormerKey
from citations.pasting.ask_pages import ask_pages, may_ask
from citations.pasting.keys import suggest_key
from citations.pasting.read import LONGEST, Paste, read_paste
from citations.records import COLUMNS, SourceRecord
from citations.store import read_records, save_new
from common.forms import AsTypedForm
from revisions.moments import Present
from revisions.subjects import signed_in
from revisions.tracking.recording import recording

SHOWN = ("title", "authors", "container_title", "issued", "url")  # also where nothing was understood
TAKE, LEAVE = "take", "leave"


@dataclass(frozen=True)
class Same:
    """What a source may be already: one of the site, with its address, or another one of the paste."""

    key: str
    because: str
    url: str


class PasteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Sources"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 90, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "BibTeX, RIS, CSL-JSON, {{cite …}} templates of Wikipedia, addresses, DOIs or ISBNs, one or many, mixed. "
            "Nothing is saved before you have seen what was understood."
        ),
        error_messages={"required": gettext_lazy("Paste something first.")},
    )

    fetch = forms.BooleanField(
        label=gettext_lazy("Ask the pages of bare addresses for their title, author and date"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_ask():
            del self.fields["fetch"]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(self.fields["text"].error_messages["required"])
        return text


def _form_field(field: models.Field, **kwargs: Any) -> Any:
    """A model's field on a form; an address typed without a scheme is https."""
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    return field.formfield(**kwargs)


class SourceForm(AsTypedForm):
    """One source that was understood. `decision`: take it, or leave it out (it is there already, or not wanted)."""

    authors = forms.CharField(
        label=gettext_lazy("Authors"),
        required=False,
        help_text=gettext_lazy("Family, Given; another; without a comma, or in {braces}, a name as one."),
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("What to do"),
        choices=((TAKE, gettext_lazy("save as a new source")), (LEAVE, gettext_lazy("leave out"))),
        widget=forms.RadioSelect,
        initial=TAKE,
    )

    field_order = ("title", "authors", "container_title", "issued", "url")

    class Meta:
        model = Citation
        fields = COLUMNS
        formfield_callback = _form_field
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    left: tuple[str, ...] = ()
    format = ""
    same: tuple[Same, ...] = ()

    @property
    def shown(self) -> list[Any]:
        """The fields that have a value, and those that every source should have."""
        return [field for field in self if field.name not in ("key", "decision") and self._is_shown(field)]

    @property
    def more(self) -> list[Any]:
        return [field for field in self if field.name not in ("key", "decision") and not self._is_shown(field)]

    @property
    def record(self) -> SourceRecord:
        """What is on the form; after it was found valid."""
        cleaned = self.cleaned_data
        return SourceRecord(**{name: cleaned[name] for name in COLUMNS}, authors=read_authors(cleaned["authors"]))

    @property
    def is_taken(self) -> bool:
        return self["decision"].value() == TAKE

    def _is_shown(self, field: Any) -> bool:
        return field.name in SHOWN or bool(field.errors) or field.value() not in ("", None, "live")


def paste_view(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET shows the box; POST of it shows what was understood; POST of that saves."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return _page(model_admin, request, PasteForm())
    box = PasteForm(request.POST)
    if not box.is_valid():
        return _page(model_admin, request, box)
    typed = box.cleaned_data["text"]
    saving = "save" in request.POST
    seen = str(request.POST.get("seen", "")) if saving else typed  # the forms were made of this
    paste = read_paste(seen)
    if not saving:
        if box.cleaned_data.get("fetch"):
            paste = ask_pages(paste)
        return _page(model_admin, request, box, paste, _forms(paste), seen)
    shown = _forms(paste, request.POST)
    wanted = [form for form in shown if form.is_taken]
    if _are_valid(wanted):
        try:
            answer = _save(request, wanted)
            if _plain(seen) == _plain(typed):
                return answer
            messages.warning(request, _("The text that you changed since stands here. It has not been read yet."))
            return _page(model_admin, request, PasteForm(initial={"text": typed}))
        except ValidationError as error:  # somebody took a key meanwhile
            messages.error(request, " ".join(error.messages))
    return _page(model_admin, request, box, paste, shown, seen)


def _forms(paste: Paste, data: QueryDict | None = None) -> list[SourceForm]:
    """A form for each source, with keys that nobody has and the sources that it may be already."""
    known = read_records(Present())
    taken = {*known, *FormerKey.objects.values_list("key", flat=True)}
    records = []
    for found in paste.sources:
        key = suggest_key(found.understood.record, taken)
        taken.add(key)
        records.append((key, found))
    fresh = [replace(found.understood.record, key=key) for key, found in records]
    pairs = duplicates([*known.values(), *fresh])
    forms_made = []
    for number, ((key, found), record) in enumerate(zip(records, fresh, strict=True)):
        same = tuple(_same(pair, key, known) for pair in pairs if key in (pair.one, pair.other))
        initial = {
            **{name: getattr(record, name) for name in COLUMNS},
            "authors": write_authors(record.authors),
            "decision": LEAVE if any(found.url for found in same) else TAKE,
        }
        form = SourceForm(data, prefix=f"source{number}", initial=initial)
        form.left, form.format, form.same = found.understood.left, found.format, same
        forms_made.append(form)
    return forms_made


def _same(pair: Pair, key: str, known: Collection[str]) -> Same:
    other = pair.other if pair.one == key else pair.one
    return Same(other, pair.because, reverse("sources:citation", args=[other]) if other in known else "")


def _are_valid(wanted: list[SourceForm]) -> bool:
    """Every form, and no key twice among them."""
    valid = not [form for form in wanted if not form.is_valid()]  # all are asked, so that all say what is wrong
    seen: set[str] = set()
    for form in wanted:
        key = form.cleaned_data.get("key", "")
        if key and key in seen:
            form.add_error("key", _("Another of these sources has this key."))
            valid = False
        seen.add(key)
    return valid


def _save(request: HttpRequest, wanted: list[SourceForm]) -> HttpResponse:
    """All in one revision. Raises ValidationError, and nothing is saved."""
    words = ngettext("Pasted %d source", "Pasted %d sources", len(wanted)) % len(wanted)
    with recording(user=signed_in(request), comment=words):
        for form in wanted:
            save_new(form.record)
    messages.success(request, f"{words}." if wanted else _("Nothing was taken, and nothing saved."))
    return HttpResponseRedirect(reverse("admin:citations_citation_changelist"))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _page(
    model_admin: ModelAdmin,
    request: HttpRequest,
    box: PasteForm,
    paste: Paste | None = None,
    shown: Sequence[SourceForm] = (),
    seen: str = "",
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Paste sources"),
        "box": box,
        "paste": paste,
        "forms": shown,
        "seen": seen,
        "opts": Citation._meta,
    }
    return render(request, "admin/citations/paste.html", context)
