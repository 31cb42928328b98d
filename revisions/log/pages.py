"""Histories and recent changes as frozen values. Each is a few indexed queries, however long the log is.

Both are paged by revision number: page 1,000 costs what page 1 costs, and a page keeps its address while new revisions
come.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from common.locale import LogTime, in_words
from common.text import harmless
from revisions.log.summaries import is_creation, summary_words
from revisions.models import LATEST, Action, Change, HiddenPart, Revision, history_of, models_with_history
from revisions.registry import roots
from revisions.subjects import Subject, allowed

PAGE = 50  # lines
ROOTS_SHOWN = 6  # of one revision in recent changes
HIDING_USER = [flags for flags in range(8) if flags & HiddenPart.USER]


@dataclass(frozen=True)
class Filters:
    """What of a log is asked for; empty values ask for everything. Dates are days in UTC, both included."""

    user: str = ""
    action: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None
    kind: str = ""
    unreviewed: bool = False  # only what nobody has looked at

    @property
    def query(self) -> str:
        """As part of an address."""
        given = {name: str(value) for name, value in vars(self).items() if value}
        return urlencode(given)


@dataclass(frozen=True)
class Place:
    """Where in a log: revisions before or after a number; neither is the newest page."""

    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class Attribution:
    """Who, when, why, as everybody may know it: hidden parts are empty and marked."""

    number: int
    time: datetime.datetime
    user: str
    comment: str
    action: str
    user_hidden: bool
    comment_hidden: bool
    reviewed: datetime.datetime | None

    @property
    def when(self) -> LogTime:
        return in_words(self.time)

    @property
    def reviewed_when(self) -> LogTime | None:
        return in_words(self.reviewed) if self.reviewed else None


@dataclass(frozen=True)
class Line:
    """One revision of one root."""

    attribution: Attribution
    label: str
    what: str  # in words
    size: int
    tags: tuple[str, ...]
    content_hidden: bool
    public: bool
    language: str = ""  # of the label
    page: str = ""  # addresses; empty where there is nothing to go to
    history: str = ""
    compare: str = ""
    current: str = ""
    undo: str = ""
    restore: str = ""
    hide: str = ""

    @property
    def shrunk(self) -> int:
        """Characters fewer."""
        return -self.size


@dataclass(frozen=True)
class Log:
    lines: tuple[Line, ...]
    older: str  # queries of the neighbouring pages
    newer: str
    filters: Filters


@dataclass(frozen=True)
class Group:
    """One revision of the site with the roots that it edited, `more` of them not named."""

    attribution: Attribution
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True)
class Changes:
    groups: tuple[Group, ...]
    older: str
    newer: str
    filters: Filters


def attribution(revision: Revision) -> Attribution:
    hidden = revision.hidden
    return Attribution(
        number=revision.number,
        time=revision.created_at,
        user="" if hidden & HiddenPart.USER else revision.username,
        comment="" if hidden & HiddenPart.COMMENT else harmless(revision.comment),
        action=str(Action(revision.action).label) if revision.action in Action.values else revision.action,
        user_hidden=bool(hidden & HiddenPart.USER),
        comment_hidden=bool(hidden & HiddenPart.COMMENT),
        reviewed=revision.reviewed_at,
    )


def history(subject: Subject, user: Any, filters: Filters, place: Place) -> Log:
    """The revisions that edited a root, newest first."""
    rows = subject.changes()
    if not subject.trusts(user):
        rows = rows.filter(public=True)
    found, older, newer = _page(_filtered(rows, filters, Revision.objects.all()), place)
    undone = dict(
        Revision.objects.filter(number__in={row.reverted_by for row in found if row.reverted_by}).values_list(
            "number", "action"
        )
    )
    may_change = allowed(user, subject.model, "change")
    may_hide = user.has_perm("revisions.hide_revision")
    lines = tuple(_addressed(_line(row, undone), subject, may_change, may_hide) for row in found)
    return Log(
        lines,
        _link(filters, "before", found[-1].revision_id if older and found else 0),
        _link(filters, "after", found[0].revision_id if newer and found else 0),
        filters,
    )


def recent(user: Any, filters: Filters, place: Place) -> Changes:
    """Every revision of the site, newest first. Who may not view revisions sees what is public of them."""
    changes = Change.objects.filter(own=True)
    trusted = trusts(user)
    if not trusted:
        changes = changes.filter(public=True)
    if filters.kind:
        changes = changes.filter(kind=filters.kind)
    wanted = _filtered(changes, filters, Revision.objects.all())
    numbers, older, newer = _page(wanted.values_list("revision_id", flat=True).distinct(), place)
    revisions = Revision.objects.in_bulk(numbers)
    of_page = changes.filter(revision_id__in=numbers)
    counts = dict(of_page.values_list("revision_id").annotate(Count("id")))
    ranked = of_page.annotate(
        rank=Window(RowNumber(), partition_by=F("revision_id"), order_by=F("id").asc())
    )  # an import edits thousands
    by_revision: dict[int, list[Change]] = {number: [] for number in numbers}
    for change in ranked.filter(rank__lte=ROOTS_SHOWN).order_by("id"):
        change.revision = revisions[change.revision_id]
        by_revision[change.revision_id].append(change)
    rows = _rows_of([change for found in by_revision.values() for change in found], trusted)
    groups = tuple(
        Group(
            attribution(revisions[number]),
            tuple(_named(_line(change, None), change, rows) for change in by_revision[number]),
            counts[number] - len(by_revision[number]),
        )
        for number in numbers
    )
    return Changes(
        groups,
        _link(filters, "before", numbers[-1] if older and numbers else 0),
        _link(filters, "after", numbers[0] if newer and numbers else 0),
        filters,
    )


def trusts(user: Any) -> bool:
    """Whether a user sees all revisions in recent changes: drafts, archived and deleted articles too."""
    return bool(user.is_active and user.is_staff and user.has_perm("revisions.view_revision"))


def _filtered(changes: QuerySet, filters: Filters, revisions: QuerySet) -> QuerySet:
    """The changes of revisions that the filters ask for. Days become numbers first: numbers ascend with time."""
    if filters.start:
        first = revisions.filter(created_at__gte=_midnight(filters.start)).order_by("number").values("number")[:1]
        changes = changes.filter(revision_id__gte=first)
    if filters.end and filters.end < datetime.date.max:  # it has no day after
        after = _midnight(filters.end + datetime.timedelta(1))
        last = revisions.filter(created_at__lt=after).order_by("-number").values("number")[:1]
        changes = changes.filter(revision_id__lte=last)
    if filters.user:  # a hidden name is found by nobody
        by_user = revisions.filter(username=filters.user).exclude(hidden__in=HIDING_USER)
        changes = changes.filter(revision_id__in=by_user.values("number"))
    if filters.unreviewed:
        changes = changes.filter(revision_id__in=revisions.filter(reviewed_at=None).values("number"))
    if filters.action:
        changes = changes.filter(revision_id__in=revisions.filter(action=filters.action).values("number"))
    return changes


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _page(rows: QuerySet, place: Place) -> tuple[list[Any], bool, bool]:
    """A page of rows by revision number, newest first, and whether there are older and newer ones."""
    if place.after is not None:
        found = list(rows.filter(revision_id__gt=place.after).order_by("revision_id")[: PAGE + 1])
        return found[:PAGE][::-1], True, len(found) > PAGE
    if place.before is not None:
        rows = rows.filter(revision_id__lt=place.before)
    found = list(rows.order_by("-revision_id")[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE, place.before is not None


def _link(filters: Filters, word: str, number: int) -> str:
    """The query of a neighbouring page; empty where there is none."""
    return "?" + "&".join(filter(None, (filters.query, f"{word}={number}"))) if number else ""


def _line(change: Change, undone: dict[int, str] | None) -> Line:
    """`undone` holds the actions of the revisions that took others back; None leaves the action to the whole group."""
    content_hidden = change.hidden
    return Line(
        attribution=attribution(change.revision),
        label=_("hidden") if content_hidden else change.label,
        what=_("content hidden") if content_hidden else summary_words(change.summary),
        size=0 if content_hidden else change.size,
        tags=tuple(_tags(change, undone)),
        content_hidden=content_hidden,
        public=change.public,
    )


def _tags(change: Change, undone: dict[int, str] | None) -> Iterable[str]:
    if is_creation(change.summary):
        yield _("created")
    if undone is None:
        return
    action = change.revision.action
    if action != Action.EDIT:
        yield str(Action(action).label) if action in Action.values else action
    if change.revision.reviewed_at:
        yield _("reviewed")
    if change.reverted_by:
        word = _("undone in %s") if undone.get(change.reverted_by) == Action.UNDO else _("reverted in %s")
        yield word % change.reverted_by


def _addressed(line: Line, subject: Subject, may_change: bool, may_hide: bool) -> Line:
    number = line.attribution.number
    visible = not line.content_hidden
    return replace(
        line,
        page=subject.address("revision", number) if visible and subject.root.address(subject.row) else "",
        compare=subject.address("compare", number - 1, number) if visible else "",
        current=subject.address("compare", number, "current") if visible and not subject.deleted else "",
        undo=subject.address("undo", number) if may_change and visible and not subject.deleted else "",
        restore=subject.address("restore", number) if may_change and visible else "",
        hide=subject.address("hide", number) if may_hide else "",
    )


def _named(line: Line, change: Change, rows: dict[tuple[Any, Any], Subject]) -> Line:
    """The line with the addresses of its root; none where the reader may not follow."""
    subject = rows.get((change.content_type_id, change.object_id))
    if subject is None:
        return line
    number = line.attribution.number
    return replace(
        line,
        language=subject.language,
        page=subject.root.address(subject.row) if subject.public else "",
        history=subject.address("history"),
        compare="" if line.content_hidden else subject.address("compare", number - 1, number),
    )


def _rows_of(changes: Sequence[Change], trusted: bool) -> dict[tuple[Any, Any], Subject]:
    """The roots of the changes by content type and id. For those who may see them the deleted ones too."""
    found: dict[tuple[Any, Any], Subject] = {}
    for root in roots():
        kind = ContentType.objects.get_for_model(root.model).pk
        pks = {
            change.object_id for change in changes if change.content_type_id == kind and change.object_id is not None
        }
        if not pks:
            continue
        for row in root.model._default_manager.filter(pk__in=pks):
            found[kind, row.pk] = Subject(root.model, root, row, deleted=False)
        gone = pks - {pk for _, pk in found}
        for model in models_with_history(root.model) if trusted and gone else ():
            for row in history_of(model).objects.filter(id__in=gone, **LATEST, history_type="-"):
                found[kind, row.id] = Subject(model, root, row, deleted=True)
    return found
