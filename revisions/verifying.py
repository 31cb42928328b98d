"""Check the whole history against its hashes, its own order and the live rows, and say what was done to it.

Reads each version once, in the order of revisions. Three things must hold: the hash of every revision follows from the
one before it, its own fields and its versions; each version says by which revision it was replaced; each live row
equals its newest version. An anchor, a hash kept elsewhere, also shows a tail that was cut off.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from revisions.masking import blanks
from revisions.models import OPEN, HiddenPart, Hiding, Revision
from revisions.registry import owner_field, root_of
from revisions.sealing import chain, comment_seal, digested, digester, hiding_seal, row_seal, user_seal
from revisions.tracked import Tracked

Progress = Callable[[Iterable[Revision], int], Iterable[Revision]]
MOST_FAULTS = 100  # reported; the first is what matters
# Columns of a version that are not the row's own.
VERSION = ("revision_id", "history_id", "id", "history_type", "until", "digest", "hidden", "history_date",
           "history_user_id", "history_change_reason")  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What was found. `number` is the revision where it shows; None where it is about a live row."""

    number: int | None
    words: str


@dataclass(frozen=True)
class Anchor:
    """The head at some time, kept elsewhere: "57:9f2c…"."""

    number: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """Raises ValueError for what is no anchor."""
        number, _colon, head = text.strip().partition(":")
        if len(head) != 64:
            raise ValueError(text)
        return cls(int(number), head)

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True)
class Verdict:
    revisions: int
    versions: int
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Newest:
    """What is known of a row's newest version so far."""

    until: int
    history_type: str
    digest: str
    number: int


def current_head() -> Anchor | None:
    """The newest revision and its hash; None before the first."""
    found = Revision.objects.order_by("-number").values_list("number", "hash").first()
    return Anchor(*found) if found else None


def verify(anchor: Anchor | None = None, progress: Progress = lambda revisions, total: revisions) -> Verdict:
    """Check everything. Faults come in the order of revisions, live rows last."""
    verifying = _Verifying()
    verifying.run(progress)
    faults = verifying.faults + _faults_of_hidings() + list(_faults_of_anchor(anchor))
    faults.sort(key=lambda fault: fault.number if fault.number is not None else OPEN)
    return Verdict(verifying.revisions, verifying.versions, tuple(faults[:MOST_FAULTS]))


class _Verifying:
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.revisions = self.versions = 0
        self.models: dict[str, Any] = {
            model.history.model._meta.db_table: model
            for model in apps.get_models()
            if issubclass(model, Tracked) and hasattr(model, "history")
        }
        self.newest: dict[str, dict[int, _Newest]] = {table: {} for table in self.models}
        self.hidings = list(Hiding.objects.filter(part=HiddenPart.CONTENT))

    def run(self, progress: Progress) -> None:
        versions = _Peekable(heapq.merge(*(_stream(table, model) for table, model in self.models.items()),
                                         key=itemgetter(0, 1, 2)))  # fmt: skip
        previous, expected = "", 1
        for revision in progress(Revision.objects.order_by("number").iterator(2000), Revision.objects.count()):
            for stray in versions.until(revision.number):
                self._fault(stray[0], _("%s: a version of a revision that is not there") % _name(stray))
            for number in range(expected, min(revision.number, expected + MOST_FAULTS)):
                self._fault(number, _("the revision is missing"))
            previous = self._revision(revision, list(versions.until(revision.number + 1)), previous)
            expected = revision.number + 1
        for stray in versions:
            self._fault(stray[0], _("%s: a version of a revision that is not there") % _name(stray))
        self._ends()
        for table, model in self.models.items():
            self._live_rows(table, model)

    def _revision(self, revision: Revision, versions: list[Any], previous: str) -> str:
        self.revisions += 1
        self.versions += len(versions)
        before = len(self.faults)
        if not versions:
            self._fault(revision.number, _("nothing is left of what the revision wrote"))
        if not revision.hidden & HiddenPart.USER and revision.user_seal != user_seal(
            revision.number, revision.user_id, revision.username
        ):
            self._fault(revision.number, _("the user name was changed"))
        if not revision.hidden & HiddenPart.COMMENT and revision.comment_seal != comment_seal(
            revision.number, revision.comment
        ):
            self._fault(revision.number, _("the comment was changed"))
        seals = [self._version(version, revision) for version in versions]
        if chain(previous, revision, seals) != revision.hash and len(self.faults) == before:
            self._fault(
                revision.number,
                _("the hash does not follow: a version was added, taken or moved, or the revision itself was changed"),
            )
        return revision.hash

    def _version(self, version: Any, revision: Revision) -> str:
        """Check one version; returns its seal as computed from its values."""
        number, table, history_id, pk, history_type, until, stored, hidden, date, user, reason, *values = version
        model = self.models[table]
        if hidden:
            computed = stored
            if not self._is_hidden(model, values, number):
                self._fault(number, _("%s: marked as hidden, but nobody hid it") % _name(version))
        else:
            computed = digester(model)(values, history_type)
            if computed != stored:
                self._fault(number, _("%s: the values were changed") % _name(version))
        if date != revision.created_at or user is not None or reason is not None:
            self._fault(number, _("%s: date, user or reason was changed") % _name(version))
        last = self.newest[table].get(pk)
        if last is not None and last.until != number:
            self._fault(number, _("%s: the version before it names another revision as its end") % _name(version))
        self.newest[table][pk] = _Newest(until, history_type, stored, number)
        return row_seal(table, history_id, computed)

    def _is_hidden(self, model: Any, values: list[Any], number: int) -> bool:
        """Whether a hidden version is blank, and a Hiding of its root covers it."""
        by_column = dict(zip(digested(model), values, strict=True))
        owner = owner_field(model)
        pk = by_column[f"{owner}_id"] if owner else by_column["id"]
        root: Any = root_of(model._meta.get_field(owner).related_model if owner else model)
        kind = ContentType.objects.get_for_model(root.model).pk
        covered = any(
            hiding.content_type_id == kind and hiding.object_id == pk and hiding.revision_id <= number <= hiding.last
            for hiding in self.hidings
        )
        return covered and all(by_column[column] == blank for column, blank in blanks(model).items())

    def _ends(self) -> None:
        for table, rows in self.newest.items():
            for pk, last in rows.items():
                if last.until != OPEN:
                    self._fault(last.number, _("%(table)s, row %(pk)s: a later version is missing")
                                % {"table": table, "pk": pk})  # fmt: skip

    def _live_rows(self, table: str, model: Any) -> None:
        rows = self.newest[table]
        of = digester(model)
        seen = set()
        for pk, *values in model._base_manager.values_list("pk", *digested(model)).iterator(2000):
            seen.add(pk)
            last = rows.get(pk)
            name = {"table": model._meta.db_table, "pk": pk}
            if last is None or last.history_type == "-":
                self._fault(None, _("%(table)s, row %(pk)s: it stands there, but not in the history") % name)
            elif of([str(v) if _is_file(v) else v for v in values], last.history_type) != last.digest:
                self._fault(None, _("%(table)s, row %(pk)s: it differs from its newest version") % name)
        for pk, last in rows.items():
            if last.history_type != "-" and pk not in seen:
                self._fault(None, _("%(table)s, row %(pk)s: it is gone, but the history does not say so")
                            % {"table": model._meta.db_table, "pk": pk})  # fmt: skip

    def _fault(self, number: int | None, words: str) -> None:
        self.faults.append(Fault(number, words))


class _Peekable:
    """Versions in order, taken up to a revision at a time."""

    def __init__(self, versions: Iterator[Any]) -> None:
        self.versions = versions
        self.next: Any = next(versions, None)

    def until(self, number: int) -> Iterator[Any]:
        while self.next is not None and self.next[0] < number:
            yield self._take()

    def __iter__(self) -> Iterator[Any]:
        while self.next is not None:
            yield self._take()

    def _take(self) -> Any:
        taken, self.next = self.next, next(self.versions, None)
        return taken


def _stream(table: str, model: Any) -> Iterator[tuple[Any, ...]]:
    """The versions of a model in the order of the chain: (revision, table, history_id, …, the row's own values)."""
    rows = model.history.model.objects.order_by("revision_id", "history_id")
    for number, *rest in rows.values_list(*VERSION, *digested(model)).iterator(2000):
        yield (number, table, *rest)


def _name(version: Any) -> str:
    return _("%(table)s, row %(pk)s") % {"table": version[1], "pk": version[3]}


def _is_file(value: Any) -> bool:
    return hasattr(value, "storage")


def _faults_of_hidings() -> list[Fault]:
    """Hidings that were changed, and hidden parts that no Hiding explains."""
    faults = []
    explained: dict[int, int] = defaultdict(int)
    for hiding in Hiding.objects.order_by("id"):
        if hiding.seal != hiding_seal(hiding):
            faults.append(Fault(hiding.revision_id, _("the log of what was hidden was changed")))
        for number in range(hiding.revision_id, hiding.last + 1):
            explained[number] |= hiding.part
    for number, hidden in Revision.objects.exclude(hidden=0).values_list("number", "hidden"):
        if hidden & ~explained[number]:
            faults.append(Fault(number, _("something is marked as hidden, but nobody hid it")))
    return faults


def _faults_of_anchor(anchor: Anchor | None) -> Iterator[Fault]:
    if anchor is not None:
        found = Revision.objects.filter(number=anchor.number).values_list("hash", flat=True).first()
        if found is None:
            yield Fault(anchor.number, _("the history was cut off: the anchored revision is not there"))
        elif found != anchor.hash:
            yield Fault(anchor.number, _("the history was written anew: the anchored revision has another hash"))
