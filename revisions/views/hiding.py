"""Hide a revision's comment, user name or content. A permission of its own; it cannot be taken back, and says so."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.locale import in_words
from revisions.actions.hide import hide_comment, hide_content, hide_user, last_with_content
from revisions.log.pages import attribution
from revisions.models import COMMENT_LENGTH, HiddenPart, Hiding, Revision
from revisions.moments import head
from revisions.views.subject import SubjectView, existing


class HideForm(forms.Form):
    parts = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What to hide"),
        choices=HiddenPart.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what shall be hidden.")},
    )
    last = forms.IntegerField(
        label=gettext_lazy("Content up to revision"),
        min_value=1,
        help_text=gettext_lazy("The last revision that still had it: versions copy what they do not change."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=COMMENT_LENGTH, error_messages={"required": gettext_lazy("Say why.")}
    )


class HideView(SubjectView):
    verb = "hide"

    def may(self, request: HttpRequest) -> bool:
        user = request.user
        return bool(user.is_active and user.is_staff and user.has_perm("revisions.hide_revision"))

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        form = HideForm(initial={"last": last_with_content(self.subject, existing(number))})
        return self._page(request, number, form)

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        form = HideForm(request.POST)
        self._revision(number)
        if form.is_valid():
            try:
                self._hide(request, number, form.cleaned_data)
            except ValidationError as error:
                form.add_error("last", error)
            else:
                messages.success(request, _("Hidden. The log entry of revision %s stays.") % number)
                return HttpResponseRedirect(self.subject.address("history"))
        return self._page(request, number, form)

    def _hide(self, request: HttpRequest, number: int, asked: dict[str, Any]) -> None:
        user, reason = request.user, asked["reason"]
        if HiddenPart.CONTENT in asked["parts"]:  # first: it may be refused
            if asked["last"] < number:
                raise ValidationError(_("The last revision comes before the first."))
            if asked["last"] > head():
                raise ValidationError(_("There is no such revision yet."))
            hide_content(self.subject, number, asked["last"], user, reason)
        if HiddenPart.COMMENT in asked["parts"]:
            hide_comment(number, user, reason)
        if HiddenPart.USER in asked["parts"]:
            hide_user(number, user, reason)

    def _revision(self, number: int) -> Revision:
        if not self.subject.changes().filter(revision_id=existing(number)).exists():
            raise Http404
        return get_object_or_404(Revision, number=number)

    def _page(self, request: HttpRequest, number: int, form: HideForm) -> HttpResponse:
        context = {
            "subject": self.subject,
            "attribution": attribution(self._revision(number)),
            "form": form,
            "history": self.subject.address("history"),
            "log": [
                (hiding, in_words(hiding.created_at).minute)
                for hiding in Hiding.objects.filter(revision_id=number).order_by("id")
            ],
        }
        return render(request, "revisions/hide.html", context)
