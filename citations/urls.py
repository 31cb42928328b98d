from django.urls import path, register_converter
from django.urls.converters import StringConverter

from citations import views
from citations.grammar import KEY
from citations.models import Citation
from revisions.urls import history_urls


class KeyConverter(StringConverter):
    """A source's key in an address."""

    regex = KEY


register_converter(KeyConverter, "key")

app_name = "sources"
urlpatterns = [
    path("", views.CitationIndexView.as_view(), name="index"),
    path("references.<slug:extension>", views.CitationIndexExportView.as_view(), name="index_export"),
    path("<key:key>/references.<slug:extension>", views.CitationExportView.as_view(), name="export"),
    path("<key:key>/", views.CitationView.as_view(), name="citation"),
    path("<key:name>/revisions/<int:number>/", views.PastCitationView.as_view(model=Citation), name="revision"),
    path("<key:name>/as-of/<str:day>/", views.PastCitationView.as_view(model=Citation, verb="as_of"), name="as_of"),
    path("<key:name>/mend/<slug:rule>/", views.MendView.as_view(model=Citation), name="mend"),
    *history_urls(Citation, "key:name"),
]
