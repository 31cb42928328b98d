from django.urls import path

from elections.views import ResultsView

app_name = "elections"
urlpatterns = [path("<slug:slug>.csv", ResultsView.as_view(), name="csv")]
