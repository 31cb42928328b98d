from django.urls import path

from citations import views

app_name = "sources"
urlpatterns = [
    path("", views.CitationIndexView.as_view(), name="index"),
    path("<str:key>/", views.CitationView.as_view(), name="citation"),
]
