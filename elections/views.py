from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from articles.public import FormerAddresses
from common.spreadsheets import BYTE_ORDER_MARK
from elections.exports import results_csv, results_workbook
from elections.models import Election
from elections.pages.compare_elections import compare_elections
from elections.pages.compare_sides import Comparison
from revisions.moments import Present

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ResultsView(FormerAddresses):
    """The results of an election as a file."""

    model = Election

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        text = results_csv(Present(), slug)
        if text is None:
            raise Http404
        response = HttpResponse(BYTE_ORDER_MARK + text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
        response["X-Robots-Tag"] = "noindex"
        return response


class WorkbookView(FormerAddresses):
    """The same as a workbook."""

    model = Election

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        content = results_workbook(Present(), slug)
        if content is None:
            raise Http404
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{slug}.xlsx"'
        response["X-Robots-Tag"] = "noindex"
        return response


class CompareView(View):
    """Two articles side by side, as `?a=` and `?b=` name them; 404 where one of them is not there."""

    compare: Callable[[Mapping[str, str]], Comparison] = staticmethod(compare_elections)

    def get(self, request: HttpRequest) -> HttpResponse:
        found = self.compare(request.GET.dict())
        return render(request, "elections/compare.html", {"comparison": found}, status=200 if found.found else 404)
