"""The addresses of a kind of article, the same for every kind."""

from django.urls import URLPattern, path

from articles.lists.views import ArticleIndexView, IndexCalendarView, IndexCsvView
from articles.models import Article
from articles.problems.views import ReportsView, ReportView
from articles.views import (
    ArticleView,
    CiteView,
    DigestView,
    LinkedDataView,
    LinksView,
    PastArticleView,
    RecordView,
    ReferencesView,
)
from revisions.urls import history_urls


def article_urls(model: type[Article]) -> tuple[list[URLPattern], str]:
    """Patterns of `/<kind>/`, with the kind's word as namespace: `include(article_urls(Party))`."""
    patterns = [
        path("", ArticleIndexView.as_view(model=model), name="index"),
        path("<slug:slug>.json", RecordView.as_view(model=model), name="json"),
        path("<slug:slug>.jsonld", LinkedDataView.as_view(model=model), name="jsonld"),
        path("<slug:slug>/", ArticleView.as_view(model=model), name="article"),
        path("<slug:slug>/references.<slug:extension>", ReferencesView.as_view(model=model), name="references"),
        path("<slug:slug>/digest/", DigestView.as_view(model=model), name="digest"),
        path("<slug:slug>/report/", ReportView.as_view(model=model), name="report"),
        path("<slug:slug>/reports/", ReportsView.as_view(model=model), name="reports"),
        path("<slug:slug>/links/", LinksView.as_view(model=model), name="links"),
        path("<slug:name>/revisions/<int:number>/", PastArticleView.as_view(model=model), name="revision"),
        path("<slug:name>/as-of/<str:day>/", PastArticleView.as_view(model=model, verb="as_of"), name="as_of"),
        path("<slug:name>/cite/", CiteView.as_view(model=model), name="cite"),
        *history_urls(model, "slug:name"),
    ]
    return patterns, model.kind_name


def index_file_urls(model: type[Article]) -> list[URLPattern]:
    """The list of a kind as files, beside its page: `/parties.csv`, `/events.ics`."""
    return [
        path(f"{model.path}.csv", IndexCsvView.as_view(model=model), name=f"{model.kind_name}_csv"),
        path(f"{model.path}.ics", IndexCalendarView.as_view(model=model), name=f"{model.kind_name}_ics"),
    ]
