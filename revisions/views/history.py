"""The revisions of one root, and the choice of two to compare."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common.http import number_or_404
from revisions.log.pages import Filters, Place, history
from revisions.models import Action
from revisions.subjects import allowed
from revisions.views.subject import SubjectView

ANYTHING = [("", _("anything"))]


class FilterForm(forms.Form):
    """What of a log is asked for. Wrong input is said beside its field, and asks for nothing."""

    user = forms.CharField(label=_("User"), required=False, max_length=150)
    action = forms.ChoiceField(label=_("Action"), required=False, choices=[*ANYTHING, *Action.choices])
    start = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    end = forms.DateField(label=_("To"), required=False, widget=forms.DateInput({"type": "date"}))
    unreviewed = forms.BooleanField(label=_("Not reviewed yet"), required=False)

    def filters(self) -> Filters:
        asked = self.cleaned_data if self.is_valid() else {}
        return Filters(**{name: value for name, value in asked.items() if value})


def place_of(request: HttpRequest) -> Place:
    """Where in the log an address points. Raises Http404 for what is no revision number."""
    asked = [name for name in ("before", "after") if name in request.GET]
    return Place(**{name: number_or_404(request.GET[name]) for name in asked})


class HistoryView(SubjectView):
    verb = "history"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = FilterForm(request.GET or None)
        subject = self.subject
        may_delete = allowed(request.user, subject.model, "delete") and not subject.deleted
        may_undelete = allowed(request.user, subject.model, "change") and subject.deleted
        context: dict[str, Any] = {
            "subject": subject,
            "log": history(subject, request.user, form.filters(), place_of(request)),
            "form": form,
            "address": subject.root.address(subject.row) if subject.public else "",
            "history": subject.address("history"),
            "feed": subject.address("history_feed"),
            "choose": subject.address("choose"),
            "delete": subject.address("delete") if may_delete else "",
            "undelete": subject.address("undelete") if may_undelete else "",
        }
        return render(request, "revisions/history.html", context)


class ChooseView(SubjectView):
    """From the two revisions ticked in the history to their comparison."""

    verb = "choose"

    def get(self, request: HttpRequest) -> HttpResponse:
        first, second = sorted(number_or_404(request.GET.get(name, "")) for name in ("old", "new"))
        return HttpResponseRedirect(self.subject.address("compare", first, second))
