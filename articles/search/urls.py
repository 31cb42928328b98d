from django.urls import path

from articles.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("names/<slug:slug>/", views.names, name="names"),
    path("search/suggest", views.suggestions, name="suggest"),
    path("opensearch.xml", views.open_search, name="opensearch"),
]
