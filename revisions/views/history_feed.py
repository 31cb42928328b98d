"""The history of one root as an Atom feed: what everybody may see of it."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from revisions.logs import Filters, Line, Place, history
from revisions.views.subject import SubjectView


class HistoryFeedView(SubjectView):
    """A feed is fetched by machines: what it shows depends on nobody's sign-in."""

    verb = "history_feed"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.subject.public:
            raise Http404
        address = request.build_absolute_uri(self.subject.address("history"))
        feed = Atom1Feed(
            title=_("History of %s") % self.subject.label,
            link=address,
            description="",
            language=get_language(),
            feed_url=request.build_absolute_uri(),
        )
        for line in history(self.subject, AnonymousUser(), Filters(), Place()).lines:
            self._add(feed, request, line)
        return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")

    def _add(self, feed: Atom1Feed, request: HttpRequest, line: Line) -> None:
        said = line.said
        feed.add_item(
            title="; ".join(filter(None, (*line.tags, line.what))) or said.action,
            link=request.build_absolute_uri(line.compare or line.page or line.history),
            description=". ".join(filter(None, (said.action, said.comment))),
            unique_id=f"tag:{request.get_host()},2026:{self.subject.address('history')}{said.number}",
            author_name=said.user or _("nobody signed in"),
            pubdate=said.time,
            updateddate=said.time,
        )
