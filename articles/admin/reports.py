"""Reports in the admin: what editors should look at, each with the way to the form where it is mended."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.admin.use_source import use_source_view
from articles.kinds import kinds
from articles.models import Article
from articles.prose.tags import TAGS
from articles.reports.disputed import disputed
from articles.reports.doubts import doubts
from articles.reports.registry import more_report, report_links, title_of
from articles.reports.sole_sources import falls_with, sole_sources
from articles.reports.tagged import tagged
from articles.reports.uncited import uncited
from articles.reports.wanted import wanted
from citations.models import Citation
from common.http import page_or_first

Report = Callable[[HttpRequest], Any]

REPORTS: dict[str, Report] = {
    "uncited": lambda request: uncited(_asked(request, "kind", kinds()), page_or_first(request.GET)),
    "disputed": lambda request: disputed(page_or_first(request.GET)),
    "doubts": lambda request: doubts(page_or_first(request.GET)),
    "sole-sources": lambda request: sole_sources(page_or_first(request.GET)),
    "tagged": lambda request: tagged(_asked(request, "tag", TAGS), page_or_first(request.GET)),
    "wanted": lambda request: wanted(page_or_first(request.GET)),
}


def report_urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """The addresses of all reports, and of using a source for several facts, under the form of any article."""

    def show(request: HttpRequest, name: str) -> HttpResponse:
        return _report(model_admin, request, name)

    def falls(request: HttpRequest, key: str) -> HttpResponse:
        return _falls(model_admin, request, key)

    def use(request: HttpRequest, key: str) -> HttpResponse:
        return use_source_view(model_admin, request, key)

    view = model_admin.admin_site.admin_view
    return [
        path("use/<str:key>/", view(use), name="articles_use_source"),
        path("reports/falls/<str:key>/", view(falls), name="articles_falls"),
        path("reports/<slug:name>/", view(show), name="articles_report"),
    ]


def _report(model_admin: ModelAdmin, request: HttpRequest, name: str) -> HttpResponse:
    _refuse_strangers(model_admin, request)
    more = more_report(name)
    if name not in REPORTS and more is None:
        raise Http404
    context = {"report": more.build() if more else REPORTS[name](request), "name": name}
    return _shown(model_admin, request, f"admin/reports/{name}.html", title_of(name), context)


def _falls(model_admin: ModelAdmin, request: HttpRequest, key: str) -> HttpResponse:
    _refuse_strangers(model_admin, request)
    citation = Citation.objects.filter(key=key.replace("\0", "")).first()
    if citation is None:
        raise Http404
    title = _("What falls if %s falls") % citation.key
    return _shown(model_admin, request, "admin/reports/falls.html", title, {"falling": falls_with(citation)})


def _refuse_strangers(model_admin: ModelAdmin, request: HttpRequest) -> None:
    """Before anything is read: a report reads the whole site."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied


def _shown(
    model_admin: ModelAdmin, request: HttpRequest, template: str, title: Any, context: dict[str, Any]
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": Article._meta,
        "reports": report_links(),
        **context,
    }
    return render(request, template, context)


def _asked(request: HttpRequest, name: str, known: Any) -> str:
    value = request.GET.get(name, "")
    return value if value in known else ""
