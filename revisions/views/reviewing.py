"""Mark a revision as reviewed, or take the mark back; then on to the next that nobody has looked at."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from revisions.actions.review import is_own, mark_reviewed, may_review, take_mark_back
from revisions.log.pages import Filters, Place, recent
from revisions.models import Change, Revision
from revisions.views.subject import SubjectView, existing

MARKS = ("reviewed", "next", "back")


class ReviewView(SubjectView):
    """POST only. `mark` is "reviewed", "next" (the same, then the next) or "back"."""

    verb = "review"
    http_method_names = ("post",)

    def may(self, request: HttpRequest) -> bool:
        return may_review(request.user)

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        change: Change = get_object_or_404(self.subject.changes(), revision_id=existing(number))
        if request.POST.get("mark") not in MARKS:
            raise BadRequest("A mark is one of: " + ", ".join(MARKS))
        mark, here = request.POST.get("mark", ""), self.subject.address("compare", number - 1, number)
        if mark == "back":
            take_mark_back(change.revision)
            messages.success(request, _("Revision %s is not reviewed.") % number)
            return HttpResponseRedirect(here)
        try:
            mark_reviewed(change.revision, request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(here)
        messages.success(request, _("Revision %s is reviewed.") % number)
        return HttpResponseRedirect(self._next(request, number) if mark == "next" else here)

    def _next(self, request: HttpRequest, number: int) -> str:
        """The newest older change that the reviewer can look at; the list of them where this page of it has none."""
        waiting = Filters(unreviewed=True)
        found = recent(request.user, waiting, Place(before=number)).groups
        revisions = Revision.objects.in_bulk([group.attribution.number for group in found])
        for group in found:
            if group.lines[0].compare and not is_own(revisions[group.attribution.number], request.user):
                return group.lines[0].compare
        return f"{reverse('changes')}?{waiting.query}"
