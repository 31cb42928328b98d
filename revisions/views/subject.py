"""What all views of a root's history share: which root, and who may go where."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views import View

from common.http import number_in
from revisions.masking import without_remarks
from revisions.moments import AsOf, head
from revisions.state.read import owned_models, read_state
from revisions.states import State
from revisions.subjects import Subject, allowed, find_public, find_subject

SAFE = ("GET", "HEAD")


class SubjectView(View):
    """A view of one root: not found where the reader may not know of it; a former name leads to the present one."""

    model: type[Model] = Model
    verb: str = ""
    permission: ClassVar[str] = ""  # of the admin, on the root's model: change, delete

    subject: Subject

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        name = kwargs.pop("name")
        # Who asks is looked at before what is there, so that the answer for a draft differs in nothing from that for
        # nothing, its headers included; and only where somebody may be signed in, so that no feed varies by cookie.
        pk = number_in(request.GET.get("id", ""))
        if settings.SESSION_COOKIE_NAME in request.COOKIES and allowed(request.user, self.model, "view"):
            subject = find_subject(self.model, name, pk)
        else:
            subject = find_public(self.model, name)
        if subject is None or pk not in (None, subject.pk):
            raise Http404
        self.subject = subject
        if not self.may(request):
            if not request.user.is_authenticated:  # after signing in comes a GET: what was posted cannot come again
                back = request.get_full_path() if request.method in SAFE else subject.address("history")
                return redirect_to_login(back, reverse("admin:login"))
            raise PermissionDenied
        if subject.name != name and request.method in SAFE:
            asked = request.GET.copy()
            asked.pop("id", None)
            address = subject.address(self.verb, *kwargs.values())
            asked_for = f"{'&' if '?' in address else '?'}{asked.urlencode()}" if asked else ""
            return HttpResponsePermanentRedirect(address + asked_for)
        return super().dispatch(request, *args, **kwargs)

    def may(self, request: HttpRequest) -> bool:
        return not self.permission or allowed(request.user, self.subject.model, self.permission)


def existing(number: int) -> int:
    """The number of a revision of the site, or Http404 beyond the head. 0 is before the first."""
    if number > head():
        raise Http404
    return number


def state_for(subject: Subject, number: int, user: Any) -> State:
    """The state after a revision as the reader may know it: while it was not public, as if it was not there."""
    moment = AsOf(number)
    rows, trusted = moment.fetch(subject.model, id=subject.pk), subject.trusts(user)
    if not rows or not (subject.root.public(rows[0]) or trusted):
        return {}
    state = read_state(moment, subject.model, subject.pk)
    return state if trusted else without_remarks(state, (subject.model, *owned_models(subject.model)))
