"""Recent changes of the whole site, as a page and as an Atom feed. Both are one log with the same filters."""

from typing import Any

from django import forms
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from revisions.logs import Filters, Group, Line, Place, recent
from revisions.registry import roots
from revisions.views.history import ANYTHING, FilterForm, place_of


class ChangesFilterForm(FilterForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    field_order = ("kind", "user", "action", "start", "end", "unreviewed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [*ANYTHING, *(kind for root in roots() for kind in root.kinds())]


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    form = ChangesFilterForm(request.GET or None)
    log = recent(request.user, form.filters(), place_of(request))
    feed = reverse("changes_feed") + (f"?{log.filters.query}" if log.filters.query else "")
    return render(request, "revisions/changes.html", {"log": log, "form": form, "feed": feed})


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
        said = item[0].said
        return ". ".join(filter(None, (f"{said.action}: {item[1].what}", said.comment)))

    def item_link(self, item: tuple[Group, Line]) -> str:
        return item[1].compare or item[1].history or reverse("changes")

    def item_guid(self, item: tuple[Group, Line]) -> str:
        return f"tag:revision-{item[0].said.number}:{item[1].history or item[1].label}"

    def item_author_name(self, item: tuple[Group, Line]) -> str:
        return item[0].said.user

    def item_updateddate(self, item: tuple[Group, Line]) -> Any:
        return item[0].said.time

    def item_pubdate(self, item: tuple[Group, Line]) -> Any:
        return item[0].said.time


class _Nobody:
    """A feed is fetched by machines: what it shows depends on nobody's sign-in."""

    is_active = is_staff = False
