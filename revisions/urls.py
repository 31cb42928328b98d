"""The addresses of a root's history, the same for every root; recent changes of the site."""

from django.db.models import Model
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from revisions.views.changes import changes
from revisions.views.changing_back import DeleteView, RestoreView, UndeleteView, UndoView
from revisions.views.comparison import CompareView
from revisions.views.feeds import ChangesFeed, HistoryFeedView
from revisions.views.hiding import HideView
from revisions.views.history import ChooseView, HistoryView
from revisions.views.reviewing import ReviewView


def history_urls(model: type[Model], name: str) -> list[URLPattern]:
    """Patterns under `<name>/`, where `name` is the converter of the root's name: "slug:name", "key:name"."""
    return [
        path(f"<{name}>/history/", HistoryView.as_view(model=model), name="history"),
        path(f"<{name}>/history.atom", HistoryFeedView.as_view(model=model), name="history_feed"),
        path(f"<{name}>/compare/", ChooseView.as_view(model=model), name="choose"),
        path(f"<{name}>/compare/<int:old>/<slug:new>/", CompareView.as_view(model=model), name="compare"),
        path(f"<{name}>/restore/<int:number>/", RestoreView.as_view(model=model), name="restore"),
        path(f"<{name}>/undo/<int:number>/", UndoView.as_view(model=model), name="undo"),
        path(f"<{name}>/hide/<int:number>/", HideView.as_view(model=model), name="hide"),
        path(f"<{name}>/review/<int:number>/", ReviewView.as_view(model=model), name="review"),
        path(f"<{name}>/delete/", DeleteView.as_view(model=model), name="delete"),
        path(f"<{name}>/undelete/", UndeleteView.as_view(model=model), name="undelete"),
    ]


urlpatterns = [
    path("changes/", changes, name="changes"),
    path("changes.atom", require_safe(ChangesFeed()), name="changes_feed"),
]
