"""Atom feeds of the log: the history of one root, and recent changes of the site. Both show what everybody may see."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from revisions.log.pages import Filters, Group, Line, Place, history, recent
from revisions.views.changes import ChangesFilterForm
from revisions.views.subject import SubjectView


class HistoryFeedView(SubjectView, Feed):
    """The newest revisions of one root. A feed is fetched by machines: what it shows depends on nobody's sign-in."""

    verb = "history_feed"
    feed_type = Atom1Feed

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.subject.public:
            raise Http404
        return self(request)

    def title(self) -> str:
        return _("History of %s") % self.subject.label

    def link(self) -> str:
        return self.subject.address("history")

    def feed_url(self) -> str:
        return self.request.build_absolute_uri()

    def items(self) -> tuple[Line, ...]:
        return history(self.subject, AnonymousUser(), Filters(), Place()).lines

    def item_title(self, line: Line) -> str:
        return "; ".join(filter(None, (*line.tags, line.what))) or line.attribution.action

    def item_description(self, line: Line) -> str:
        return ". ".join(filter(None, (line.attribution.action, line.attribution.comment)))

    def item_link(self, line: Line) -> str:
        return line.compare or line.page or self.link()

    def item_guid(self, line: Line) -> str:
        return f"tag:{self.request.get_host()},2026:{self.subject.address('history')}{line.attribution.number}"

    def item_author_name(self, line: Line) -> str:
        return line.attribution.user or _("nobody signed in")

    def item_pubdate(self, line: Line) -> datetime:
        return line.attribution.time

    item_updateddate = item_pubdate


class ChangesFeed(Feed):
    """The newest public revisions: an entry for each root that a revision edited, with the change in words."""

    feed_type = Atom1Feed
    title = gettext_lazy("Recent changes")

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Filters:
        return ChangesFilterForm(request.GET or None).filters()

    def link(self, filters: Filters) -> str:
        return reverse("changes")

    def feed_url(self, filters: Filters) -> str:
        return reverse("changes_feed") + (f"?{filters.query}" if filters.query else "")

    def items(self, filters: Filters) -> list[tuple[Group, Line]]:
        log = recent(_Nobody(), filters, Place())
        return [(group, line) for group in log.groups for line in group.lines]

    def item_title(self, item: tuple[Group, Line]) -> str:
        words = "; ".join(filter(None, (*item[1].tags, item[1].what)))
        return f"{item[1].label}: {words}" if words else item[1].label

    def item_description(self, item: tuple[Group, Line]) -> str:
        attribution = item[0].attribution
        return ". ".join(filter(None, (f"{attribution.action}: {item[1].what}", attribution.comment)))

    def item_link(self, item: tuple[Group, Line]) -> str:
        return item[1].compare or item[1].history or reverse("changes")

    def item_guid(self, item: tuple[Group, Line]) -> str:
        return f"tag:revision-{item[0].attribution.number}:{item[1].history or item[1].label}"

    def item_author_name(self, item: tuple[Group, Line]) -> str:
        return item[0].attribution.user

    def item_pubdate(self, item: tuple[Group, Line]) -> datetime:
        return item[0].attribution.time

    item_updateddate = item_pubdate


class _Nobody:
    """A feed is fetched by machines: what it shows depends on nobody's sign-in."""

    is_active = is_staff = False
