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
from citations.faults import faults_of
from citations.lint.reading import all_findings
from citations.lint.rules import RULES
from citations.models import Author, Citation
from revisions.admin import RecordedAdmin
from revisions.forms import AsTypedForm

SUGGESTIONS = 12


class AuthorInline(admin.TabularInline):
    model = Author
    form = AsTypedForm
    extra = 1
    fields = ("family", "given", "literal", "position")


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
    form = AsTypedForm
    inlines = (AuthorInline,)
    list_display = ("key", "title", "container_title", "issued", "type", "language")
    list_filter = (FaultFilter, "type", "url_state", "language")
    readonly_fields = ("faults",)
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
        (None, {"fields": ("key", "type", ("title", "language"), "translated_title", "title_supplied")}),
        (_("Published"), {"fields": ("container_title", ("publisher", "publisher_place"), ("volume", "issue", "page"),
                                     ("issued", "accessed"))}),
        (_("Address"), {"fields": ("url", "url_state", ("archive_url", "archived"), "original")}),
        (_("Identifiers"), {"fields": (("doi", "isbn", "issn"),)}),
        (_("For editors"), {"fields": ("note", "faults")}),
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("key", "faults") if obj else ("faults",)

    @admin.display(description=_("faults"))
    def faults(self, citation: Citation) -> str:
        """What rules find in the record as it is stored, and where one click mends it."""
        if citation._state.adding:
            return "–"
        found = faults_of(citation, may_change=False)
        listed = format_html_join(", ", "{}", ((fault.title,) for fault in found))
        link = format_html(' – <a href="{}#faults">{}</a>', citation.get_absolute_url(), _("mend on its page"))
        return listed + link if found else str(_("none"))

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
