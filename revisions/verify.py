"""Check the whole history against its hashes, its own order and the live rows, and say what was done to it.

Reads each version once, in the order of revisions, and all as of one moment. Four things must hold: the hash of every
revision follows from the one before it, its own fields and its versions; each version says by which revision it was
replaced; what is hidden is blank, and the log says who hid it; each live row equals its newest version. An anchor, a
hash kept elsewhere, also shows a tail that was cut off.
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from revisions.intervals import NEWEST, node_of
from revisions.masking import blanks
from revisions.models import OPEN, HiddenPart, Hiding, HistoryRow, Revision
from revisions.registry import owner_field, owner_model, require_root
from revisions.tracking.locking import one_moment
from revisions.tracking.seals import (
    chain,
    comment_seal,
    digested,
    digester,
    hiding_seal,
    row_seal,
    tracked_histories,
    user_seal,
)
from revisions.tracking.tracked import Tracked

Progress = Callable[[Iterable[Revision], int], Iterable[Revision]]
MOST_FAULTS = 100  # reported; the first is what matters
# Columns of a version that are not the row's own.
VERSION = (
    "revision_id",
    "history_id",
    "id",
    "history_type",
    "until",
    "digest",
    "hidden",
    "history_date",
    "history_user_id",
    "history_change_reason",
    "node",
)


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
        match = re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", text.strip())
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True)
class Verdict:
    revisions: int
    versions: int
    faults: tuple[Fault, ...]


def current_head() -> Anchor | None:
    """The newest revision and its hash; None before the first."""
    found = Revision.objects.order_by("-number").values_list("number", "hash").first()
    return Anchor(*found) if found else None


def verify(anchor: Anchor | None = None, progress: Progress = lambda revisions, total: revisions) -> Verdict:
    """Check everything. Faults come in the order of revisions, live rows last."""
    with one_moment():
        verifying = _Verifying()
        verifying.run(progress)
        faults = [*verifying.faults, *_faults_of_anchor(anchor)]
    faults.sort(key=lambda fault: fault.number if fault.number is not None else OPEN)
    return Verdict(verifying.revisions, verifying.versions, tuple(faults[:MOST_FAULTS]))


class _Verifying:
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.revisions = self.versions = self.head = 0
        self.models = {history._meta.db_table: model for model, history in tracked_histories()}
        # What is known so far of each row's newest version: until, history type, digest, revision, node.
        self.newest: dict[str, dict[int, tuple[int, str, str, int, int]]] = {table: {} for table in self.models}
        self.hidings = list(Hiding.objects.order_by("id"))
        self.marks: dict[int, int] = defaultdict(int)  # by revision: what of who and why was hidden
        for hiding in self.hidings:
            self.marks[hiding.revision_id] |= hiding.part & ~HiddenPart.CONTENT
        self.stays: dict[int, list[str]] = defaultdict(list)  # by hiding: the seals of what was blanked

    def run(self, progress: Progress) -> None:
        versions = _Peekable(
            heapq.merge(*(_stream(model, history) for model, history in tracked_histories()), key=itemgetter(0, 1, 2))
        )
        previous = ""
        for revision in progress(Revision.objects.order_by("number").iterator(2000), Revision.objects.count()):
            self._strays(versions.before(revision.number))
            for number in range(self.head + 1, min(revision.number, self.head + 1 + MOST_FAULTS)):
                self._fault(number, _("the revision is missing"))
            previous = self._revision(revision, list(versions.before(revision.number + 1)), previous)
            self.head = revision.number
        self._strays(versions.before(2**63))
        self._ends()
        self._hidings()
        self._live_rows()

    def _strays(self, versions: Iterable[Any]) -> None:
        for version in versions:
            self._fault(version[0], _("%s: a version of a revision that is not there") % _name(version))

    def _revision(self, revision: Revision, versions: list[Any], previous: str) -> str:
        self.revisions += 1
        self.versions += len(versions)
        before = len(self.faults)
        if not versions:
            self._fault(revision.number, _("nothing is left of what the revision wrote"))
        self._who_and_why(revision)
        self._marks(revision, any(version[7] for version in versions))
        seals = [self._version(version, revision) for version in versions]
        if chain(previous, revision, seals) != revision.hash and len(self.faults) == before:
            self._fault(
                revision.number,
                _("the hash does not follow: a version was added, taken or moved, or the revision itself was changed"),
            )
        return revision.hash

    def _who_and_why(self, revision: Revision) -> None:
        """User name and comment are what was sealed, or hidden and blank."""
        number, user = revision.number, (revision.user_id, revision.username)
        if revision.hidden & HiddenPart.USER:
            same = user == (None, "")
        else:
            same = revision.user_seal == user_seal(number, *user)
        if not same:
            self._fault(number, _("the user name was changed"))
        if revision.hidden & HiddenPart.COMMENT:
            same = revision.comment == ""
        else:
            same = revision.comment_seal == comment_seal(number, revision.comment)
        if not same:
            self._fault(number, _("the comment was changed"))

    def _marks(self, revision: Revision, hidden_content: bool) -> None:
        """A revision is marked as hidden in what the log says, no more and no less."""
        marks = self.marks[revision.number] | (HiddenPart.CONTENT if hidden_content else 0)
        if revision.hidden & ~marks:
            self._fault(revision.number, _("something is marked as hidden, but nobody hid it"))
        elif revision.hidden != marks:
            self._fault(revision.number, _("something was hidden, but is no longer marked so"))

    def _version(self, version: Any, revision: Revision) -> str:
        """Check one version; returns its seal as computed from its values."""
        number, table, history_id, pk, history_type, until, stored, hidden, date, user, reason, node, *values = version
        model = self.models[table]
        computed = _digest(model, values, history_type)
        if hidden:
            before = self.newest[table].get(pk)
            written = {number, before[3]} if before is not None and history_type == "-" else {number}
            if not self._is_hidden(model, values, written, row_seal(table, history_id, computed)):
                self._fault(number, _("%s: marked as hidden, but nobody hid it") % _name(version))
            computed = stored
        elif computed != stored:
            self._fault(number, _("%s: the values were changed") % _name(version))
        if date != revision.created_at or user is not None or reason is not None:
            self._fault(number, _("%s: date, user or reason was changed") % _name(version))
        last = self.newest[table].get(pk)
        if last is not None and last[0] != number:
            self._fault(number, _("%s: the version before it names another revision as its end") % _name(version))
        elif last is not None and last[3] != number and last[4] != node_of(last[3], number):
            self._filed_elsewhere(table, pk, last[3])
        self.newest[table][pk] = (until, history_type, stored, number, node)
        return row_seal(table, history_id, computed)

    def _is_hidden(self, model: Any, values: list[Any], written: set[int], seal: str) -> bool:
        """Whether a hidden version is blank, and a Hiding of its root covers a revision that wrote its words."""
        by_column = dict(zip(digested(model), values, strict=True))
        owner = owner_field(model)
        pk = by_column[f"{owner}_id"] if owner else by_column["id"]
        root = require_root(owner_model(model))
        about = (HiddenPart.CONTENT, ContentType.objects.get_for_model(root.model).pk, pk)
        covered = [
            hiding.pk
            for hiding in self.hidings
            if (hiding.part, hiding.content_type_id, hiding.object_id) == about
            and any(hiding.revision_id <= number <= hiding.last for number in written)
        ]
        for hiding in covered:
            self.stays[hiding].append(seal)
        return bool(covered) and all(by_column[column] == blank for column, blank in blanks(model).items())

    def _ends(self) -> None:
        for table, rows in self.newest.items():
            for pk, (until, _type, _stored, number, node) in rows.items():
                if until != OPEN:
                    self._fault(number, _("%s: a later version is missing") % _name((number, table, None, pk)))
                elif node != NEWEST:
                    self._filed_elsewhere(table, pk, number)

    def _filed_elsewhere(self, table: str, pk: int, number: int) -> None:
        what = _("%s: pages of the past do not find the version")
        self._fault(number, what % _name((number, table, None, pk)))

    def _hidings(self) -> None:
        for hiding in self.hidings:
            if hiding.seal != hiding_seal(hiding, self.stays[hiding.pk]):
                self._fault(hiding.revision_id, _("what was hidden, or the log of it, was changed"))
            if hiding.revision_id > self.head:
                self._fault(hiding.revision_id, _("something was hidden in a revision that is not there"))

    def _live_rows(self) -> None:
        standing = {model: self._live_rows_of(model, self.newest[table]) for table, model in self.models.items()}
        for base in apps.get_models():
            if issubclass(base, Tracked) and base not in standing:  # the table that all kinds share
                known = set().union(*(keys for model, keys in standing.items() if issubclass(model, base)))
                for pk in base._base_manager.values_list("pk", flat=True).iterator(2000):
                    if pk not in known:
                        self._live_fault(base, pk, _("it stands there, but not in the history"))

    def _live_rows_of(self, model: Any, newest: dict[int, tuple[int, str, str, int, int]]) -> set[int]:
        """Check each live row of a model; returns their keys."""
        keys = set()
        for pk, *values in model._base_manager.values_list("pk", *digested(model)).iterator(2000):
            keys.add(pk)
            _until, history_type, stored, _number, _node = newest.get(pk, (OPEN, "-", "", 0, NEWEST))
            if history_type == "-":
                self._live_fault(model, pk, _("it stands there, but not in the history"))
            elif _digest(model, values, history_type) != stored:
                self._live_fault(model, pk, _("it differs from its newest version"))
        for pk, (_until, history_type, _stored, _number, _node) in newest.items():
            if history_type != "-" and pk not in keys:
                self._live_fault(model, pk, _("it is gone, but the history does not say so"))
        return keys

    def _live_fault(self, model: Any, pk: int, what: str) -> None:
        name = {"table": model._meta.db_table, "pk": pk, "what": what}
        self._fault(None, _("%(table)s, row %(pk)s: %(what)s") % name)

    def _fault(self, number: int | None, words: str) -> None:
        self.faults.append(Fault(number, words))


class _Peekable:
    """Versions in order, taken up to a revision at a time."""

    def __init__(self, versions: Iterator[tuple[Any, ...]]) -> None:
        self.versions = versions
        self.next = next(versions, None)

    def before(self, number: int) -> Iterator[tuple[Any, ...]]:
        while self.next is not None and self.next[0] < number:
            yield self.next
            self.next = next(self.versions, None)


def _stream(model: type[models.Model], history: type[HistoryRow]) -> Iterator[tuple[Any, ...]]:
    """The versions of a model in the order of the chain: (revision, table, history_id, …, the row's own values)."""
    table = history._meta.db_table
    rows = history.objects.order_by("revision_id", "history_id")
    for number, *rest in rows.values_list(*VERSION, *digested(model)).iterator(2000):
        yield (number, table, *rest)


def _digest(model: type[models.Model], values: Sequence[Any], history_type: str) -> str:
    try:
        return digester(model)(values, history_type)
    except ValidationError:
        return ""  # SQLite lets a number be a word


def _name(version: Any) -> str:
    return _("%(table)s, row %(pk)s") % {"table": version[1], "pk": version[3]}


def _faults_of_anchor(anchor: Anchor | None) -> Iterator[Fault]:
    if anchor is not None:
        found = Revision.objects.filter(number=anchor.number).values_list("hash", flat=True).first()
        if found is None:
            yield Fault(anchor.number, _("the history was cut off: the anchored revision is not there"))
        elif found != anchor.hash:
            yield Fault(anchor.number, _("the history was written anew: the anchored revision has another hash"))
