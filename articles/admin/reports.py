"""Reports in the admin: what editors should look at, each with the way to the form where it is mended."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.admin.use_source import use_source_view
from articles.models import Article
from articles.reports.registry import report_links, report_of
from articles.reports.report import ReportPage
from articles.reports.sole_sources import falls_with
from citations.models import Citation


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
    report = report_of(name)
    if report is None:
        raise Http404
    return _shown(model_admin, request, name, report.title, report.build(request.GET.dict()))


def _falls(model_admin: ModelAdmin, request: HttpRequest, key: str) -> HttpResponse:
    _refuse_strangers(model_admin, request)
    citation = Citation.objects.filter(key=key.replace("\0", "")).first()
    if citation is None:
        raise Http404
    title = _("What falls if %s falls") % citation.key
    return _shown(model_admin, request, "falls", title, falls_with(citation))


def _refuse_strangers(model_admin: ModelAdmin, request: HttpRequest) -> None:
    """Before anything is read: a report reads the whole site."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied


def _shown(model_admin: ModelAdmin, request: HttpRequest, name: str, title: Any, report: ReportPage) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": Article._meta,
        "reports": report_links(),
        "report": report,
    }
    return render(request, f"admin/reports/{name}.html", context)
