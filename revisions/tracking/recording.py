"""One save, one revision.

`with recording(user, comment, action):` is the only way to write tracked rows. Everything saved inside becomes one
numbered revision, or nothing when nothing changed. A recording inside a recording joins it. A tracked row saved
outside one records itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.contrib.auth.models import User
from django.utils import timezone

from common.text import harmless
from revisions.log.changes import changes_of, follow_status, in_batches
from revisions.models import COMMENT_LENGTH, Action, Change, HistoryRow, Revision
from revisions.registry import tell
from revisions.tracking.locking import one_writer
from revisions.tracking.seals import chain, comment_seal, row_seal, user_seal

LARGE = 4000  # versions; a larger revision is described in batches
BATCH = 500


class UntrackedWrite(Exception):
    """A write that would leave no revision: bulk verbs, a save of half an aggregate, a write outside a recording."""


@dataclass
class Recording:
    """What is being saved now. `number` is None until the first real change."""

    user: User | None
    comment: str
    action: str
    reverts: int | None = None
    submission: str = ""  # digest of the posted form
    number: int | None = None
    saved_at: datetime = field(default_factory=timezone.now)
    histories: set[type[HistoryRow]] = field(default_factory=set)
    versions: int = 0  # history rows written so far
    _previous: Revision | None = None

    def take_number(self) -> int:
        """The revision's number and its time, taken under the lock at the first real change."""
        if self.number is None:
            self._previous = Revision.objects.order_by("-number").first()
            self.number = (self._previous.number if self._previous else 0) + 1
            now = timezone.now()
            self.saved_at = max(now, self._previous.created_at) if self._previous else now
        return self.number

    def stamp(self, history: type[HistoryRow]) -> int:
        """The number for a history row about to be written."""
        self.histories.add(history)
        self.versions += 1
        return self.take_number()

    def _written_to(self) -> list[type[HistoryRow]]:
        """The history models written to, in one order: what is said of a revision does not depend on chance."""
        return sorted(self.histories, key=lambda model: str(model._meta.db_table))

    def close(self) -> Revision | None:
        """Write the Revision and its Changes; None when no row was written, or all were rolled back."""
        if self.number is None:
            return None
        if self.versions > LARGE:
            return self._close_large(self.number)
        written = {model: list(model.objects.filter(revision_id=self.number)) for model in self._written_to()}
        written = {model: rows for model, rows in written.items() if rows}
        if not written:
            self.number = None  # all was taken back; the next recording takes the number
            return None
        revision = self.revision(self.number, row_seals(written), self._previous.hash if self._previous else "")
        revision.save(force_insert=True)
        changes = list(changes_of(self.number, [written]))
        Change.objects.bulk_create(changes)
        follow_status(changes, written)
        tell(changes)
        return revision

    def _close_large(self, number: int) -> Revision | None:
        """Write the Revision and its Changes batch by batch: an import is never in memory as a whole."""
        written = [model for model in self._written_to() if model.objects.filter(revision_id=number).exists()]
        if not written:
            self.number = None
            return None
        revision = self.revision(number, stored_seals(number, written), self._previous.hash if self._previous else "")
        revision.save(force_insert=True)
        changes = changes_of(number, in_batches(number, written))
        while batch := list(islice(changes, BATCH)):
            Change.objects.bulk_create(batch)
            follow_status(batch, written)
            tell(batch)
        return revision

    def revision(self, number: int, seals: Iterable[str], previous: str) -> Revision:
        """The Revision, unsaved; `seals` are of its versions, `previous` is the hash that it follows."""
        user_id = self.user.pk if self.user else None
        username = self.user.get_username() if user_id and self.user else ""
        comment = harmless(self.comment)[:COMMENT_LENGTH]
        revision = Revision(
            number=number,
            created_at=self.saved_at,
            user_id=user_id,
            username=username,
            comment=comment,
            action=self.action,
            reverts=self.reverts,
            submission=self.submission,
            user_seal=user_seal(number, user_id, username),
            comment_seal=comment_seal(number, comment),
        )
        revision.hash = chain(previous, revision, seals)
        return revision


def stored_seals(number: int, written: Iterable[type[HistoryRow]]) -> Iterator[str]:
    """The seals of a revision's versions as they are stored, in the order of `row_seals`."""
    for model in sorted(written, key=lambda model: model._meta.db_table):
        rows = model.objects.filter(revision_id=number).order_by("history_id").values_list("history_id", "digest")
        for history_id, digest in rows.iterator(BATCH):
            yield row_seal(model._meta.db_table, history_id, digest)


def row_seals(written: Mapping[type[HistoryRow], list[HistoryRow]]) -> list[str]:
    """The seals of a revision's versions, by table and history_id, as the chain holds them."""
    return [
        row_seal(model._meta.db_table, row.history_id, row.digest)
        for model, rows in sorted(written.items(), key=lambda item: item[0]._meta.db_table)
        for row in sorted(rows, key=lambda row: row.history_id)
    ]


_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


def current() -> Recording | None:
    """The recording that a write would join, if one is open."""
    return _current.get()


@contextmanager
def recording(
    user: User | None = None,
    comment: str = "",
    action: str = Action.EDIT,
    reverts: int | None = None,
    submission: str = "",
) -> Iterator[Recording]:
    """Open a revision around everything saved inside; an inner recording joins the outer one.

    The write lock is taken before anything is read. On an exception everything is rolled back and no number is used.
    """
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    with one_writer():
        opened = Recording(user=user, comment=comment, action=action, reverts=reverts, submission=submission)
        token = _current.set(opened)
        try:
            yield opened
            opened.close()
        finally:
            _current.reset(token)
