"""The editors' queue of reported problems: open ones first."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import ReportedProblem
from common.forms import IdListAdmin

State = ReportedProblem.State


@admin.register(ReportedProblem)
class ReportedProblemAdmin(IdListAdmin):
    list_display = ("article", "about", "state", "created_at", "answered_by")
    list_filter = ("state", "created_at")
    search_fields = ("text", "about", "article__title")
    ordering = (Case(When(state=State.OPEN, then=Value(0)), default=Value(1)).asc(), "-created_at", "-id")
    list_select_related = ("article", "answered_by")
    fields = ("page", "about", "text", "revision", "created_at", "answer", "state")
    readonly_fields = ("page", "about", "text", "revision", "created_at")

    @admin.display(description=_("article"))
    def page(self, problem: ReportedProblem) -> str:
        return format_html('<a href="{}">{}</a>', problem.article.get_absolute_url(), problem.article.title)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """An answer given to an open problem answers it."""
        if "answer" in form.changed_data and obj.answer and obj.state == State.OPEN:
            obj.state = State.ANSWERED
        if "answer" in form.changed_data or "state" in form.changed_data:
            obj.answered_by, obj.answered_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)
