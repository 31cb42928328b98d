from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from elections.exporting import results_csv
from revisions.moments import Present


class ResultsView(View):
    """The results of an election as a file."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        text = results_csv(Present(), slug)
        if text is None:
            raise Http404
        response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")  # spreadsheets need the mark
        response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
        response["X-Robots-Tag"] = "noindex"
        return response
