"""One save, one revision.

`with recording(user, comment, action):` is the only way to write tracked rows. Everything saved inside becomes one
numbered revision, or nothing when nothing changed. A recording inside a recording joins it. A tracked row saved
outside one records itself.
"""

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model
from django.utils import timezone

from revisions.locking import one_writer
from revisions.models import COMMENT_LENGTH, OPEN, Action, Change, Revision
from revisions.registry import Root, pointers


@dataclass
class Recording:
    """What is being saved now. `number` is None until the first real change."""

    user: User | None
    comment: str
    action: str
    reverts: int | None = None
    number: int | None = None
    histories: set[Any] = field(default_factory=set)
    started_at: datetime = field(default_factory=timezone.now)

    def stamp(self, history: type[Model]) -> int:
        """The number for a history row about to be written, taken under the lock at the first one."""
        if self.number is None:
            self.number = (Revision.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        self.histories.add(history)
        return self.number

    def close(self) -> Revision | None:
        """Write the Revision and its Changes; None when no row was written, or all were rolled back."""
        if self.number is None:
            return None
        written = {model: list(model.objects.filter(revision_id=self.number)) for model in self.histories}
        digests = [
            f"{model._meta.db_table}:{row.history_id}:{row.digest}"
            for model, rows in sorted(written.items(), key=lambda item: item[0]._meta.db_table)
            for row in sorted(rows, key=lambda row: row.history_id)
        ]
        if not digests:
            self.number = None  # all was taken back; the next recording takes the number
            return None
        revision = self._revision(self.number, digests)
        changes = _changes(self.number, written)
        Change.objects.bulk_create(changes)
        _hide(changes)
        return revision

    def _revision(self, number: int, digests: list[str]) -> Revision:
        previous = Revision.objects.filter(number=number - 1).first()
        now = timezone.now()
        revision = Revision(
            number=number,
            created_at=max(now, previous.created_at) if previous else now,
            user=self.user if self.user and self.user.pk else None,
            username=self.user.get_username() if self.user else "",
            comment=self.comment[:COMMENT_LENGTH],
            action=self.action,
            reverts=self.reverts,
        )
        revision.hash = chain(previous.hash if previous else "", revision, digests)
        revision.save(force_insert=True)
        return revision


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
) -> Iterator[Recording]:
    """Open a revision around everything saved inside; an inner recording joins the outer one.

    The write lock is taken before anything is read. On an exception everything is rolled back and no number is used.
    """
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    with one_writer():
        opened = Recording(user=user, comment=comment, action=action, reverts=reverts)
        token = _current.set(opened)
        try:
            yield opened
            opened.close()
        finally:
            _current.reset(token)


def chain(previous: str, revision: Revision, digests: list[str]) -> str:
    """HMAC-SHA256 over the previous hash, the revision's own fields and its rows' digests, as lower-case hex."""
    own = {
        "number": revision.number,
        "created_at": revision.created_at.isoformat(),
        "user": revision.user_id,
        "username": revision.username,
        "comment": revision.comment,
        "action": revision.action,
        "reverts": revision.reverts,
        "previous": previous,
        "rows": digests,
    }
    message = json.dumps(own, ensure_ascii=False, sort_keys=True).encode()
    return hmac.new(settings.HISTORY_KEY.encode(), message, hashlib.sha256).hexdigest()


def _changes(number: int, written: dict[Any, list[Any]]) -> list[Change]:
    """A Change for each root that the rows belong to (own) or point at, before or after, and each list key touched."""
    touched: dict[Root, dict[int, bool]] = defaultdict(dict)
    keys: set[str] = set()
    for history, rows in written.items():
        replaced = list(history.objects.filter(until=number).exclude(revision_id=number))
        model: type[Model] = history.instance_type
        for column, root, own in pointers(model):
            for row in [*rows, *replaced]:
                pk = getattr(row, column)
                if pk is not None:
                    touched[root][pk] = own or touched[root].get(pk, False)
                if column == "id":
                    keys.update(root.list_keys(row))
    return [
        Change(
            revision_id=number,
            content_type=ContentType.objects.get_for_model(root.model),
            object_id=pk,
            label=root.label(row)[:300] if row else "",
            own=own,
            public=row is not None and not _is_deleted(row) and root.public(row),
        )
        for root, pks in touched.items()
        for rows_by_pk in [_root_rows(root, set(pks))]
        for pk, own in sorted(pks.items())
        for row in [rows_by_pk.get(pk)]
    ] + [Change(revision_id=number, key=key) for key in sorted(keys)]


def _hide(changes: list[Change]) -> None:
    """Let earlier changes follow an edited root out of the public. Never in: what was said of a draft stays unsaid."""
    for change in changes:
        if change.own and change.content_type_id and not change.public:
            same = Change.objects.filter(content_type_id=change.content_type_id, object_id=change.object_id)
            same.filter(public=True).update(public=False)


def _is_deleted(row: Any) -> bool:
    """Whether `row` is a history row: `_root_rows` gives one only where no live row is left."""
    return hasattr(row, "history_type")


def _root_rows(root: Root, pks: set[int]) -> dict[int, Any]:
    """The roots' rows as they stand; for deleted ones the last history row."""
    found: dict[int, Any] = root.model._default_manager.in_bulk(list(pks))
    for model in [root.model, *root.model.__subclasses__()]:
        missing = pks - found.keys()
        if missing and hasattr(model, "history"):
            found.update({row.id: row for row in model.history.model.objects.filter(id__in=missing, until=OPEN)})
    return found
