"""The list of a kind, and the same as CSV and as a calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from articles.lists.build import build_index
from articles.lists.files import index_calendar, index_csv
from articles.lists.plans import Asked, plan_of, read_asked
from articles.models import Article
from common.http import site_url
from revisions.moments import Present


class ArticleIndexView(View):
    model: type[Article] = Article

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "articles/index.html", {"index": build_index(Present(), self.model, self.asked())})

    def asked(self) -> Asked:
        return read_asked(plan_of(self.model), self.request.GET.dict())


class IndexCsvView(ArticleIndexView):
    def get(self, request: HttpRequest) -> HttpResponse:
        text = index_csv(Present(), self.model, self.asked(), site_url(request))
        return _file(text.encode(), "text/csv", f"{self.model.path}.csv")


class IndexCalendarView(ArticleIndexView):
    """Only of kinds that have a day."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not plan_of(self.model).date:
            raise Http404
        text = index_calendar(Present(), self.model, self.asked(), site_url(request))
        return _file(text, "text/calendar", f"{self.model.path}.ics")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
