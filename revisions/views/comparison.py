"""Two revisions of a root side by side, or as one text."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from common.http import number_or_404
from revisions.actions.review import is_own, may_review
from revisions.comparison.compare import compare
from revisions.comparison.wording import names_at, wording_of
from revisions.log.pages import Attribution, Filters, attribution
from revisions.models import Change, Revision
from revisions.moments import AsOf, head
from revisions.subjects import Subject, allowed
from revisions.views.subject import SubjectView, existing, state_for


@dataclass(frozen=True)
class ComparedSide:
    """A side of a comparison: the revision asked for, and the root's own newest one up to it."""

    number: int
    attribution: Attribution | None  # None: the root was not there yet
    page: str


@dataclass(frozen=True)
class Review:
    """Who looked at a revision, and where that is said. `roots` is how many articles, sources, images it edited."""

    url: str
    by: str  # "" while nobody has
    own: bool  # the reader saved it
    roots: int
    waiting: str  # the list of what waits


def side(subject: Subject, number: int, user: Any) -> ComparedSide:
    changes = subject.changes().filter(revision_id__lte=number)
    if not subject.trusts(user):
        changes = changes.filter(public=True)
    own = changes.first()
    page = subject.address("revision", number) if own and subject.root.address(subject.row) else ""
    return ComparedSide(number, attribution(own.revision) if own else None, page)


class CompareView(SubjectView):
    verb = "compare"

    def get(self, request: HttpRequest, old: int, new: str) -> HttpResponse:
        subject, user = self.subject, request.user
        trusted = subject.trusts(user)
        if new == "current":
            newest = subject.changes().values_list("revision_id", flat=True).first() or head()
            return HttpResponseRedirect(subject.address("compare", old, newest))
        numbers = existing(old), existing(number_or_404(new))
        states = [state_for(subject, number, user) for number in numbers]
        old_words, new_words = (
            wording_of(subject.model, state, names_at(AsOf(number), subject.model, state, everything=trusted))
            for number, state in zip(numbers, states, strict=True)
        )
        sides = [side(subject, number, user) for number in numbers]
        inline = request.GET.get("view") == "inline"
        own = sides[1].attribution.number if sides[1].attribution else 0
        single = (
            bool(sides[1].attribution)
            and (sides[0].attribution is None or sides[0].attribution.number < own)
            and own > numbers[0]
        )
        one = single and self._is_one(numbers)
        may_change = allowed(user, subject.model, "change") and not subject.deleted
        context = {
            "subject": subject,
            "comparison": compare(old_words, new_words),
            "old": sides[0],
            "new": sides[1],
            "inline": inline,
            "address": subject.root.address(subject.row) if subject.public else "",
            "history": subject.address("history"),
            "previous": subject.address("compare", own - 1, own) if own and (own - 1, own) != numbers else "",
            "current": subject.address("compare", numbers[0], "current"),
            "older": subject.address("compare", sides[0].attribution.number - 1, sides[0].attribution.number)
            if sides[0].attribution
            else "",
            "newer": self._newer(numbers[1]),
            "undo": subject.address("undo", own) if may_change and one else "",
            "review": self._review(own) if one else None,
            "reviewed": sides[1].attribution.reviewed_when if sides[1].attribution and one else None,
            "restore": subject.address("restore", numbers[0]) if may_change and states[0] else "",
        }
        return render(request, "revisions/compare.html", context)

    def _newer(self, number: int) -> str:
        """The comparison of the next revision of the root with the one before it."""
        changes = self.subject.changes().filter(revision_id__gt=number)
        if not self.subject.trusts(self.request.user):
            changes = changes.filter(public=True)
        following = changes.order_by("revision_id").values_list("revision_id", flat=True).first()
        return self.subject.address("compare", following - 1, following) if following else ""

    def _review(self, number: int) -> Review | None:
        """What may be said of the revision as looked at, for those who look."""
        if not may_review(self.request.user):
            return None
        revision = Revision.objects.select_related("reviewed_by").get(number=number)
        return Review(
            url=self.subject.address("review", number),
            by=revision.reviewed_by.get_username() if revision.reviewed_by else "",
            own=is_own(revision, self.request.user),
            roots=Change.objects.filter(revision_id=number, own=True).count(),
            waiting=f"{reverse('changes')}?{Filters(unreviewed=True).query}",
        )

    def _is_one(self, numbers: tuple[int, int]) -> bool:
        """Whether the comparison shows what one revision did: then that one can be undone from here."""
        between = self.subject.changes().filter(revision_id__gt=numbers[0], revision_id__lte=numbers[1])
        return len(between.values_list("revision_id")[:2]) == 1
