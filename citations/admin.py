"""Sources in the admin, and the completion of their keys."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from citations.models import Author, Citation
from revisions.admin import RecordedAdmin
from revisions.forms import AsTypedForm

SUGGESTIONS = 12


class AuthorInline(admin.TabularInline):
    model = Author
    form = AsTypedForm
    extra = 1
    fields = ("family", "given", "literal", "position")


@admin.register(Citation)
class CitationAdmin(RecordedAdmin):
    form = AsTypedForm
    inlines = (AuthorInline,)
    list_display = ("key", "title", "container_title", "issued", "type", "language")
    list_filter = ("type", "language", "url_state")
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
        (_("For editors"), {"fields": ("note",)}),
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("key",) if obj else ()

    def get_urls(self) -> list[URLPattern]:
        complete = path("complete/", self.admin_site.admin_view(self.complete_view), name="citations_citation_complete")
        return [complete, *super().get_urls()]

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
