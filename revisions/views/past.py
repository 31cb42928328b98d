"""A root's page at a revision or at the end of a day. Rooms that have pages say how theirs is built."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from revisions.log.banners import Banner, banner, number_at
from revisions.moments import AsOf
from revisions.views.subject import SubjectView, existing


class PastView(SubjectView):
    """The page as it stood. Public only if it is public now and was then; search engines are asked to leave it out."""

    verb = "revision"
    template_name = ""

    def get(self, request: HttpRequest, number: int = 0, day: str = "") -> HttpResponse:
        return self.get_day(request, day) if day else self.show(request, existing(number))

    def get_day(self, request: HttpRequest, day: str) -> HttpResponse:
        """The same page by a day: at its end, in UTC."""
        try:
            date = datetime.date.fromisoformat(day)
            number = number_at(date)
        except ValueError as error:
            raise Http404 from error
        if number is None or len(day) != len("2026-01-31"):
            raise Http404
        return self.show(request, number, day)

    def show(self, request: HttpRequest, number: int, day: str = "") -> HttpResponse:
        subject = self.subject
        moment = AsOf(number)
        rows = list(moment.rows(subject.model, id=subject.pk))
        if not rows or not (subject.root.public(rows[0]) or subject.trusts(request.user)):
            raise Http404
        found = banner(subject, number, request.user, day)
        if found is None:
            raise Http404
        if rows[0].hidden:
            response = render(request, "revisions/hidden.html", {"subject": subject, "banner": found})
        else:
            response = render(request, self.template_name, self.context(moment, rows[0], found))
        response["X-Robots-Tag"] = "noindex"
        return response

    def context(self, moment: AsOf, row: Any, found: Banner) -> dict[str, Any]:
        """What the template prints: `page`, and the banner."""
        raise NotImplementedError
