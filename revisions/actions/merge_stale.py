"""The gate that every save passes which was begun on an older revision: forms, imports, restores.

What was written since is not overwritten. The writer's work is done over again on the aggregate as it stood when they
began, taken back, and what it changed is merged into the present. So a form needs to know nothing of merging, and an
import even less. Everything happens inside the caller's `recording()`, alone under the write lock.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from revisions.models import Change
from revisions.moments import AsOf, Present
from revisions.registry import root_of
from revisions.state.merge import Choice, Merge, merge
from revisions.state.read import read_state, row_key, shapes
from revisions.state.write import write_state
from revisions.states import State

T = TypeVar("T")


class _TakenBack(Exception):
    """Ends a trial; the savepoint rolls it back."""


def moved_since(model: type[models.Model], pk: int, number: int) -> bool:
    """Whether a revision after `number` edited the root or one of its parts."""
    root = root_of(model)
    if root is None:
        return False
    kind = ContentType.objects.get_for_model(root.model)
    return Change.objects.filter(content_type=kind, object_id=pk, own=True, revision_id__gt=number).exists()


def merge_since(
    model: type[models.Model],
    pk: int,
    base: int,
    write: Callable[[], T],
    done: Callable[[T], bool],
    choices: Mapping[str, Choice] | None = None,
) -> tuple[T, Merge | None]:
    """Do `write` on the aggregate as it stood after `base`, and bring what it changed into the present.

    Returns what `write` returned, and the merge: None when `done` says that nothing was to be saved; with conflicts
    when nothing was written. Raises ValidationError when the merged aggregate breaks a rule.
    """
    before = read_state(AsOf(base), model, pk)
    refuse_hidden(before)
    result, mine = _trial(model, pk, before, write, done)
    if mine is None:
        return result, None
    merged = merge(before, mine, read_state(Present(), model, pk), row_key(model, pk), shapes(model), choices)
    if not merged.conflicts:
        write_state(model, pk, merged.state)
    return result, merged


def refuse_hidden(state: State) -> None:
    """Raise ValidationError for a state with hidden content: nobody may build on it."""
    if any(values.get("hidden") for values in state.values()):
        raise ValidationError(_("The content of this revision is hidden; nothing can be built on it."), code="hidden")


def _trial(
    model: type[models.Model], pk: int, before: State, write: Callable[[], T], done: Callable[[T], bool]
) -> tuple[T, State | None]:
    """What `write` returns, and the state that it leaves of the aggregate as it stood before; all is taken back."""
    outcome: list[tuple[T, State | None]] = []
    try:
        with transaction.atomic():
            write_state(model, pk, before, checked=False)
            result = write()
            outcome.append((result, read_state(Present(), model, pk) if done(result) else None))
            raise _TakenBack
    except _TakenBack:
        return outcome[0]
