"""Recent changes of the whole site. Its feed (`revisions.views.feeds`) is the same log with the same filters."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from common.forms import set_choices
from revisions.log.pages import recent
from revisions.registry import roots
from revisions.views.history import ANYTHING, FilterForm, place_of


class ChangesFilterForm(FilterForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    field_order = ("kind", "user", "action", "start", "end", "unreviewed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "kind", [*ANYTHING, *(kind for root in roots() for kind in root.kinds())])


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    form = ChangesFilterForm(request.GET or None)
    log = recent(request.user, form.filters(), place_of(request))
    feed = reverse("changes_feed") + (f"?{log.filters.query}" if log.filters.query else "")
    return render(request, "revisions/changes.html", {"log": log, "form": form, "feed": feed})
