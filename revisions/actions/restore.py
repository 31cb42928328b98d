"""Changing back: restore an aggregate to a revision, undo one revision, bring back what was deleted.

Nothing is rewritten: each is a new revision, with `reverts` filled and the same primary keys. A `Plan` says what would
be done, for the preview; doing it plans again under the write lock, through the same gate as every other save: work of
others since the preview was made stays, and what overlaps comes back as conflicts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from revisions.actions.merge_stale import refuse_hidden
from revisions.models import Action, Change
from revisions.moments import AsOf, Present
from revisions.registry import require_root
from revisions.state.merge import Choice, Conflict, merge
from revisions.state.read import instance_of, read_state, row_key, shapes
from revisions.state.write import Missing, without_missing, write_state
from revisions.states import State, same_state
from revisions.tracking.recording import Recording, recording


@dataclass(frozen=True)
class Aim:
    """What shall be changed back: restore to the state after `number`, undo `number`, or bring back what it deleted."""

    model: type[models.Model]
    pk: int
    action: Action
    number: int
    base: int  # the head that the preview showed
    name: str = ""  # another address, where the old one is taken
    choices: Mapping[str, Choice] | None = None


@dataclass(frozen=True)
class Plan:
    """What carrying out an aim would do now."""

    aim: Aim
    present: State
    target: State
    conflicts: tuple[Conflict, ...]
    missing: tuple[Missing, ...]

    @property
    def changes_nothing(self) -> bool:
        return same_state(self.present, self.target) and not self.conflicts


class Overlap(Exception):
    """Somebody's later work overlaps; nothing was written. Carries the plan with its conflicts."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{len(plan.conflicts)} conflicts")
        self.plan = plan


def plan(aim: Aim) -> Plan:
    """What the aim comes to now. Reads only. Raises ValidationError where hidden content stands in the way."""
    base_number, goal_number = {
        Action.UNDO: (aim.number, aim.number - 1),
        Action.UNDELETE: (aim.base, aim.number - 1),
    }.get(aim.action, (aim.base, aim.number))
    base = read_state(AsOf(base_number), aim.model, aim.pk)
    goal = read_state(AsOf(goal_number), aim.model, aim.pk)
    for state in (base, goal):
        refuse_hidden(state)
    present = read_state(Present(), aim.model, aim.pk)
    root = row_key(aim.model, aim.pk)
    merged = merge(base, goal, present, root, shapes(aim.model), aim.choices)
    target, missing = without_missing(aim.model, aim.pk, require_root(aim.model).amend(merged.state))
    if aim.name and root in target:
        column = require_root(aim.model).name_field
        target = {**target, root: {**target[root], column: aim.name}}
    return Plan(aim, present, target, tuple(merged.conflicts), missing)


def carry_out(aim: Aim, user: Any, comment: str) -> Recording:
    """Write the aim as a new revision. Raises Overlap, ValidationError, or ProtectedError; then nothing is written."""
    with recording(user=user, comment=comment, action=aim.action, reverts=aim.number) as opened:
        planned = plan(aim)
        if planned.conflicts:
            raise Overlap(planned)
        if planned.changes_nothing:
            raise ValidationError(_("Nothing would change: it is so already."), code="unchanged")
        write_state(aim.model, aim.pk, planned.target)
        if opened.number is not None:
            _mark_reverted(aim, opened.number)
    return opened


def name_taken(planned: Plan) -> bool:
    """Whether another root has, or answers to, the address that the plan would give back."""
    root = row_key(planned.aim.model, planned.aim.pk)
    column = require_root(planned.aim.model).name_field
    wanted = planned.target.get(root, {}).get(column)
    if wanted is None or wanted == planned.present.get(root, {}).get(column):
        return False
    row = instance_of(planned.aim.model, root, planned.target[root], planned.aim.pk)
    row._state.adding = root not in planned.present
    try:
        row.full_clean()
    except ValidationError as error:
        return column in error.message_dict
    return False


def _mark_reverted(aim: Aim, by: int) -> None:
    """Say on the changes that were taken back which revision did it; what it had taken back itself stands again."""
    kind = ContentType.objects.get_for_model(require_root(aim.model).model)
    same = Change.objects.filter(content_type=kind, object_id=aim.pk, own=True)
    if aim.action == Action.RESTORE:
        same.filter(revision_id__lte=aim.number, reverted_by__gt=aim.number).update(reverted_by=None)
        since = same.filter(revision_id__gt=aim.number, revision_id__lte=aim.base)  # later work stays
        since.filter(reverted_by=None).update(reverted_by=by)
    else:
        _take_back(same, aim.number, by)


def _take_back(same: QuerySet, number: int, by: int) -> None:
    """Mark the changes of revision `number` as reverted by revision `by`.

    What `number` itself had reverted is no longer reverted. Where one of those revisions was an undo, the revision that
    it had undone is reverted again.
    """
    same.filter(revision_id=number).update(reverted_by=by)
    standing = same.filter(reverted_by=number)
    again = list(
        standing.filter(revision__action__in=(Action.UNDO, Action.UNDELETE)).values_list(
            "revision_id", "revision__reverts"
        )
    )
    standing.update(reverted_by=None)
    for undoing, undone in again:
        _take_back(same, undone, undoing)
