"""Admin forms that write through `recording`: one press of save, one revision.

A form carries the revision that it was opened on (`base_revision`). When somebody else has saved since, the two edits
are merged, or their overlaps come back as a page that asks (`revisions.actions.merge_stale`). The forms themselves know
nothing of it.

simple-history's own admin is not used: its history view lets users with view permission overwrite the object.
"""

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from common.forms import IdFieldsAdmin, IdListAdmin
from common.http import number_in
from revisions import users  # noqa: F401  accounts are registered on import
from revisions.actions.delete import delete
from revisions.actions.merge_stale import merge_since, moved_since
from revisions.models import LATEST, Action, Change, Revision, history_of
from revisions.moments import head
from revisions.registry import require_root
from revisions.subjects import Subject, signed_in
from revisions.tracking.locking import one_moment
from revisions.tracking.recording import Recording, current, recording
from revisions.views.conflict import choices_of, conflict_page

BASE = "base_revision"


class RecordedAdmin(IdFieldsAdmin, IdListAdmin):
    """The admin of a root. The recording opens around the whole POST, before the object is read."""

    change_form_template = "admin/recorded_change_form.html"
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "change_comment": request.POST.get("change_comment", "")}
        if request.method != "POST":
            with one_moment():  # what the form shows is what stood at the revision that it says
                context[BASE] = head()
                response = super().changeform_view(request, object_id, form_url, context)
                return response.render() if hasattr(response, "render") else response
        context[BASE] = request.POST.get(BASE) or head()
        submission = _submission(request)
        with recording(user=signed_in(request), comment=_comment(request), submission=submission) as opened:
            saved_already = self._saved_already(request, submission)
            if saved_already is not None:
                return self._to_saved(request, saved_already, object_id)
            if self._is_stale(request, object_id):
                response = self._merge(request, str(object_id), form_url, context)
            else:
                response = super().changeform_view(request, object_id, form_url, context)
        if response.status_code == 302:
            self._say(request, opened)
        return response

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A change that does not say on which revision it was begun is refused: it could undo what others saved."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if change and request.method == "POST" and _base(request) is None:
            return type(form.__name__, (_WithoutBase, form), {})
        return form

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The row that an address names; None for a number that no database takes."""
        return super().get_object(request, object_id, from_field) if number_in(object_id) is not None else None

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Deleting asks why, and shows what would go: on the page that readers' history leads to as well."""
        return HttpResponseRedirect(self._subject(request, object_id).address("delete"))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Delete the ticked rows one by one, in one revision: querysets of tracked rows refuse to delete."""
        with recording(user=signed_in(request), comment=_comment(request), action=Action.DELETE):
            for row in queryset:
                delete(self.model, row.pk, signed_in(request), _comment(request))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The same history that readers see, with what an editor may do there."""
        return HttpResponseRedirect(self._subject(request, object_id).address("history"))

    def message_user(  # type: ignore[override]  # Django adds parameters at the end
        self, request: HttpRequest, message: Any, level: int = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        """Django says "was changed" after every save; where the recording wrote nothing, nothing was."""
        opened = current()
        if level != messages.SUCCESS or opened is None or opened.number is not None:
            super().message_user(request, message, level, *args, **kwargs)

    # The revision says who, when and why; a second log beside it would only disagree.

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return None

    def _is_stale(self, request: HttpRequest, object_id: str | None) -> bool:
        """Whether somebody saved the object since the form was opened; False for a form that does not say when."""
        base, pk = _base(request), number_in(object_id or "")
        return base is not None and pk is not None and moved_since(self.model, pk, base)

    def _merge(self, request: HttpRequest, object_id: str, form_url: str, context: dict[str, Any]) -> HttpResponse:
        """Do the form's work on what it was opened on, and bring it into what stands there now."""
        base, pk = _base(request) or 0, int(object_id)
        said_before = list(messages.get_messages(request))
        subject = self._subject(request, object_id)
        choices = choices_of(request, self.model)

        def save() -> HttpResponse:
            response = super(RecordedAdmin, self).changeform_view(request, object_id, form_url, context)
            if hasattr(response, "render"):
                response.render()  # now: what it shows is taken back in a moment
            return response

        try:
            response, merged = merge_since(
                self.model, pk, base, save, lambda response: response.status_code == 302, choices.given
            )
        except ValidationError as error:
            return conflict_page(request, subject, (), base, choices, error)
        list(messages.get_messages(request))  # "was changed" was said of what was taken back
        for message in said_before:
            messages.add_message(request, message.level, message.message)
        if merged is not None and merged.conflicts:
            return conflict_page(request, subject, tuple(merged.conflicts), base, choices)
        if merged is not None:
            messages.info(request, _("Somebody else had saved meanwhile; both edits were brought together."))
        return response

    def _subject(self, request: HttpRequest, object_id: str) -> Subject:
        """The root, or its last version when it was deleted meanwhile. Raises Http404 where there was none."""
        root = require_root(self.model)
        obj = self.get_object(request, object_id)
        if obj is not None:
            return Subject(self.model, root, obj, deleted=False)
        model: type[models.Model] = self.model
        last = history_of(model).objects.filter(id=number_in(object_id) or 0, **LATEST).first()
        if last is None:
            raise Http404
        return Subject(self.model, root, last, deleted=True)

    def _saved_already(self, request: HttpRequest, submission: str) -> Revision | None:
        """The revision that the very same form of the same user made since it was opened: a second click on save."""
        base = _base(request)
        if base is None:
            return None
        return Revision.objects.filter(number__gt=base, user=signed_in(request), submission=submission).first()

    def _to_saved(self, request: HttpRequest, revision: Revision, object_id: str | None) -> HttpResponse:
        messages.info(request, _("This was saved already, as revision %s.") % revision.number)
        meta = self.opts
        root = require_root(self.model)
        pk = (
            object_id
            or Change.objects.filter(revision=revision, own=True, content_type__model=root.model._meta.model_name)
            .values_list("object_id", flat=True)
            .first()
        )
        return HttpResponseRedirect(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[pk]))

    def _say(self, request: HttpRequest, opened: Recording) -> None:
        said = _("Saved as revision %s.") % opened.number if opened.number else _("Nothing had changed: no revision.")
        super().message_user(request, said, messages.INFO)


class _WithoutBase:
    """Mixed into a form whose post lacks its revision: nothing is saved, and everything typed stays on the page."""

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]  # of the form it is mixed into
        self.add_error(  # type: ignore[attr-defined]
            None,
            _(
                "This form did not say which revision it was opened on, so saving it could undo what others saved "
                "meanwhile. Compare it with the page, then save it again."
            ),
        )
        return cleaned


def _comment(request: HttpRequest) -> str:
    return request.POST.get("change_comment", "").strip()


def _base(request: HttpRequest) -> int | None:
    """The revision that the form was opened on; None when the form does not say. Raises BadRequest for nonsense."""
    text = request.POST.get(BASE)
    if not text:
        return None
    number = number_in(text)
    if number is None:
        raise BadRequest(f"{BASE} is no revision number")
    return min(number, head())


def _submission(request: HttpRequest) -> str:
    """SHA-256 of everything that was posted but the token that changes by itself."""
    fields = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent)
    return hashlib.sha256(repr((request.path, fields, files)).encode()).hexdigest()
