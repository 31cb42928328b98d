"""Admin forms that write through `recording`: one press of save, one revision.

simple-history's own admin is not used: its history view lets users with view permission overwrite the object.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from revisions.models import Action, Change
from revisions.recording import current, recording
from revisions.registry import root_of


class RecordedAdmin(admin.ModelAdmin):
    """The admin of a root. The recording opens around the whole POST, before the object is read."""

    change_form_template = "admin/recorded_change_form.html"
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "change_comment": request.POST.get("change_comment", "")}
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, context)
        with recording(user=_user(request), comment=_comment(request)) as opened:
            response = super().changeform_view(request, object_id, form_url, context)
        if response.status_code == 302:
            said = (
                _("Saved as revision %s.") % opened.number if opened.number else _("Nothing had changed: no revision.")
            )
            self.message_user(request, said, messages.INFO)
        return response

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with recording(user=_user(request), comment=_comment(request), action=Action.DELETE):
            return super().delete_view(request, object_id, extra_context)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Delete the ticked rows one by one, in one revision: querysets of tracked rows refuse to delete."""
        with recording(user=_user(request), comment=_comment(request), action=Action.DELETE):
            for row in queryset:
                row.delete()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The revisions that edited the object, newest first."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        root = root_of(self.model)
        kind = ContentType.objects.get_for_model(root.model if root else self.model)
        changes = Change.objects.filter(content_type=kind, object_id=obj.pk, own=True).select_related("revision")
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % obj,
            "opts": self.opts,
            "object": obj,
            "changes": changes.order_by("-revision_id")[:500],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/recorded_history.html", context)

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


def _user(request: HttpRequest) -> Any:
    return request.user


def _comment(request: HttpRequest) -> str:
    return request.POST.get("change_comment", "").strip()
