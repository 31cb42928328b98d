from django.urls import path, register_converter
from django.urls.converters import StringConverter

from citations import views
from citations.grammar import KEY


class KeyConverter(StringConverter):
    """A source's key in an address."""

    regex = KEY


register_converter(KeyConverter, "key")

app_name = "sources"
urlpatterns = [
    path("", views.CitationIndexView.as_view(), name="index"),
    path("<key:key>/", views.CitationView.as_view(), name="citation"),
]
