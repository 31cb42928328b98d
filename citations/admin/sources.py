"""Sources in the admin, and the completion of their keys."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from citations.admin.merge import duplicates_view, merge_view
from citations.admin.paste import paste_view
from citations.lint.faults import faults_of
from citations.lint.rules import RULES
from citations.lint.site import all_findings
from citations.models import Author, Citation, FormerKey
from citations.pasting.keys import suggest_key
from citations.records import SourceRecord
from citations.type_fields import fields_of
from citations.uses import tools_for
from common.forms import AsTypedForm
from revisions.admin import RecordedAdmin

SUGGESTIONS = 12
CHECKS = 5


class AuthorInline(admin.TabularInline):
    model = Author
    form = AsTypedForm
    extra = 1
    fields = ("family", "given", "literal", "position")


class CitationForm(AsTypedForm):
    """The key may stay blank for a new source: it is then made of outlet and date, as for pasted ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = _(
                "How articles cite it: [@key]. It never changes. Left blank, it is made of outlet and date."
            )

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"] or self._suggested())

    def _suggested(self) -> str:
        def typed(name: str) -> str:
            return str(self.data.get(name) or "")

        record = SourceRecord(
            title=typed("title"),
            container_title=typed("container_title"),
            publisher=typed("publisher"),
            issued=typed("issued"),
            url=typed("url"),
        )
        taken = {*Citation.objects.values_list("key", flat=True), *FormerKey.objects.values_list("key", flat=True)}
        return suggest_key(record, taken)


class FaultFilter(admin.SimpleListFilter):
    """Sources in which a rule finds something. All sources are read only when a rule is asked for."""

    title = _("fault")
    parameter_name = "fault"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(rule.name, str(rule.title)) for rule in RULES]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        found = all_findings()
        keys = [key for key, findings in found.items() if any(finding.rule == self.value() for finding in findings)]
        return queryset.filter(key__in=keys)


@admin.register(Citation)
class CitationAdmin(RecordedAdmin):
    change_list_template = "admin/citations/change_list.html"
    change_form_template = "admin/citations/change_form.html"
    form = CitationForm
    inlines = (AuthorInline,)
    list_display = ("key", "title", "container_title", "issued", "type", "language")
    list_filter = (FaultFilter, "type", "url_state", "language")
    readonly_fields = ("faults", "checks")
    search_fields = (
        "key",
        "title",
        "translated_title",
        "container_title",
        "url",
        "authors__family",
        "authors__literal",
    )
    fieldsets = (
        (None, {"fields": ("type", "key", ("title", "language"), "translated_title", "title_supplied")}),
        (
            _("Published"),
            {
                "fields": (
                    "container_title",
                    ("publisher", "publisher_place"),
                    ("volume", "issue", "page"),
                    ("issued", "accessed"),
                )
            },
        ),
        (_("Address"), {"fields": ("url", "url_state", "checks", ("archive_url", "archived"), "original")}),
        (_("Identifiers"), {"fields": (("doi", "isbn", "issn"),)}),
        (_("For editors"), {"fields": ("note", "faults")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Citation | None = None) -> tuple[str, ...]:
        return ("key", "faults", "checks") if obj else ("faults", "checks")

    @admin.display(description=_("checks of the address"))
    def checks(self, citation: Citation) -> str:
        """What the address answered lately, newest first."""
        if citation._state.adding:
            return "–"
        lines = [
            (
                f"{check.checked_at:%Y-%m-%d}",
                check.get_outcome_display(),
                check.status or "",
                check.location or check.says,
            )
            for check in citation.link_checks.all()[:CHECKS]
        ]
        return format_html_join("", "<div>{}: {} {} {}</div>", lines) or str(_("none yet"))

    @admin.display(description=_("faults"))
    def faults(self, citation: Citation) -> str:
        """What rules find in the record as it is stored, and where one click mends it."""
        if citation._state.adding:
            return "–"
        found = faults_of(citation, may_change=False)
        listed = format_html_join(", ", "{}", ((fault.title,) for fault in found))
        link = format_html(' – <a href="{}#faults">{}</a>', citation.get_absolute_url(), _("mend on its page"))
        return listed + link if found else str(_("none"))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """With what the form needs to show the fields of a type only."""
        by_type = {str(name): sorted(fields_of(name)) for name in Citation.Type.values}
        stored = self.get_object(request, object_id) if object_id else None
        more = {"by_type": by_type, "tools": tools_for(stored.key) if stored else []}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def get_urls(self) -> list[URLPattern]:
        complete = path("complete/", self.admin_site.admin_view(self.complete_view), name="citations_citation_complete")
        paste = path("paste/", self.admin_site.admin_view(self.paste), name="citations_citation_paste")
        twins = path("duplicates/", self.admin_site.admin_view(self.duplicates), name="citations_citation_duplicates")
        merge = path("<path:object_id>/merge/", self.admin_site.admin_view(self.merge), name="citations_citation_merge")
        return [complete, paste, twins, merge, *super().get_urls()]

    def paste(self, request: HttpRequest) -> HttpResponse:
        return paste_view(self, request)

    def merge(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return merge_view(self, request, object_id)

    def duplicates(self, request: HttpRequest) -> HttpResponse:
        return duplicates_view(self, request)

    def complete_view(self, request: HttpRequest) -> JsonResponse:
        """Sources whose key, title or outlet holds the typed words: {"results": [{"key", "title", "about"}]}."""
        words = request.GET.get("q", "")[:80].split()
        condition = Q()
        for word in words:
            condition &= Q(key__icontains=word) | Q(title__icontains=word) | Q(container_title__icontains=word)
        found = Citation.objects.filter(condition).order_by("key")[:SUGGESTIONS]
        results = [
            {"key": row.key, "title": row.title, "about": ", ".join(filter(None, (row.container_title, row.issued)))}
            for row in found
        ]
        return JsonResponse({"results": results})
