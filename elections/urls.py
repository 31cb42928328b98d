from django.urls import path

from elections.pages.compare_elections import compare_elections
from elections.pages.compare_parties import compare_parties
from elections.views import CompareView, ResultsView, WorkbookView

app_name = "elections"
urlpatterns = [
    path("elections/compare/", CompareView.as_view(compare=compare_elections), name="compare"),
    path("parties/compare/", CompareView.as_view(compare=compare_parties), name="compare-parties"),
    path("elections/<slug:slug>.csv", ResultsView.as_view(), name="csv"),
    path("elections/<slug:slug>.xlsx", WorkbookView.as_view(), name="xlsx"),
]
