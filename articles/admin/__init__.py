"""Articles in the admin: one form an article, with its parts and their sources; one save, one revision."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from articles.admin import problems  # noqa: F401  registers its form
from articles.admin.forms import article_form
from articles.admin.inlines import inlines_of
from articles.admin.reports import report_urls
from articles.admin.sources import SUFFIX, own_lines
from articles.kinds import kinds
from articles.models import Article, Image
from articles.sourcing.lines import set_sources
from common.forms import AsTypedForm, IdListAdmin, PlainNumberInput
from revisions.admin import RecordedAdmin

Row = str | tuple[str, ...]


class ArticleAdmin(RecordedAdmin):
    """The admin of a kind. Subclasses name their own fields in `kind_fields`, in the order of the page."""

    kind_fields: ClassVar[tuple[Row, ...]] = ()

    list_display: tuple[str, ...] = ("title", "slug", "status", "country")
    list_filter: ClassVar[Any] = ("status", "country")
    search_fields = ("title", "slug", "names__text")
    autocomplete_fields: ClassVar[Any] = ("image",)
    formfield_overrides = {**RecordedAdmin.formfield_overrides, models.DecimalField: {"widget": PlainNumberInput}}

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change=change, form=article_form(self.model.kind_name), **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return (
            (
                None,
                {"fields": (*self._sourced("title"), "slug", ("status", "country", "language"), "short_description")},
            ),
            (_("Infobox"), {"fields": [row for name in self.kind_fields for row in self._sourced(name)]}),
            (_("Picture"), {"fields": ("image", *self._sourced("image_caption"))}),
            (_("Text"), {"fields": ("lead", "body"), "classes": ("prose",)}),
        )

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return inlines_of(self.model.kind_name)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        set_sources(form.instance.pk, None, own_lines(form.instance, form.cleaned_data))

    def view_on_site(self, obj: Article) -> str | None:
        """The public page; a draft has none. Read from the database: a refused form leaves what was typed in `obj`."""
        stored = self.model.objects.published().filter(pk=obj.pk).first()
        return stored.get_absolute_url() if stored else None

    def _sourced(self, row: Row) -> list[Row]:
        """A row of fields, and beside each that carries sources its source line."""
        names = row if isinstance(row, tuple) else (row,)
        lines = [f"{name}{SUFFIX}" for name in names if name in self.model.citable_fields]
        return [(*names, *lines)] if lines else [row]


@admin.register(Article)
class AnyArticleAdmin(IdListAdmin):
    """All kinds together: only to be found while typing. Editing happens on the kind's own form."""

    search_fields = ("title", "slug", "names__text")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).order_by("title")

    def get_urls(self) -> list[URLPattern]:
        return [*report_urls(self), *super().get_urls()]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Deleting happens on the kind's form. The permission itself stays: each kind's delete asks for it."""
        raise Http404

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        meta = kinds()[obj.kind]._meta
        return HttpResponseRedirect(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[obj.pk]))


@admin.register(Image)
class ImageAdmin(RecordedAdmin):
    form = AsTypedForm
    list_display = ("name", "alt", "credit", "licence")
    search_fields = ("name", "alt", "credit")
    fields = ("name", "file", "alt", "credit", "licence", "source_url")
