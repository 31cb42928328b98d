"""Undo a revision that edited several roots, in all of them at once: what was merged comes apart again."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from revisions.actions.restore import Aim, Overlap, Plan, carry_out, name_taken, plan
from revisions.models import Action, Change, history_of, models_with_history
from revisions.registry import roots
from revisions.subjects import allowed
from revisions.tracking.recording import Recording, recording


class OverlapsElsewhere(Exception):
    """Later work on another root overlaps. Carries its label."""


def edited_roots(number: int) -> tuple[Change, ...]:
    """What a revision edited, by label."""
    own = Change.objects.filter(revision_id=number, own=True).select_related("content_type")
    return tuple(own.order_by("label", "id"))


def may_undo_everywhere(number: int, user: Any) -> bool:
    """Whether a user may change every root that a revision edited."""
    return all(allowed(user, model, "change") for model in {_concrete(change) for change in edited_roots(number)})


def undo_everywhere(aim: Aim, user: Any, comment: str) -> Recording:
    """Undo the revision of an aim in every root that it edited, as one revision; the aim's choices are for its root.

    Raises Overlap where later work on the aim's own root overlaps, OverlapsElsewhere for another one, ValidationError,
    ProtectedError, PermissionDenied; then nothing is written. Roots of inner rooms come first, since others name them;
    a root waits while something that it names has not come back yet, or has not given up its name.
    """
    if not may_undo_everywhere(aim.number, user):
        raise PermissionDenied
    with recording(user=user, comment=comment, action=Action.UNDO, reverts=aim.number) as opened:
        waiting = sorted(edited_roots(aim.number), key=_depth)
        while waiting:
            change, planned = _next(waiting, aim)
            waiting.remove(change)
            if planned.conflicts and planned.aim != aim:
                raise OverlapsElsewhere(change.label)
            if planned.conflicts:
                raise Overlap(planned)
            if not planned.changes_nothing:
                carry_out(planned.aim, user, comment)
        if opened.number is None:
            raise ValidationError(_("Nothing would change: it is so already."), code="unchanged")
    return opened


def _next(waiting: list[Change], asked: Aim) -> tuple[Change, Plan]:
    """The first root that is ready, or the first of all, with its plan."""
    plans = []
    for change in waiting:
        plans.append((change, plan(_aim(change, asked))))
        if _is_ready(plans[-1][1]):
            return plans[-1]
    return plans[0]


def _is_ready(planned: Plan) -> bool:
    return not planned.missing and not name_taken(planned)


def _depth(change: Change) -> int:
    """Rooms register from the front door inwards; the innermost come first."""
    models = [root.model for root in roots()]
    return -models.index(_model_of(change)) if change.content_type else 0


def _model_of(change: Change) -> type[Model]:
    """The model of the root that was changed. Raises LookupError where the code has no such model any more."""
    model = change.content_type.model_class() if change.content_type else None
    if model is None:
        raise LookupError(f"{change}: its model is gone")
    return model


def _aim(change: Change, asked: Aim) -> Aim:
    model, pk = _concrete(change), int(change.object_id or 0)
    if (model, pk) == (asked.model, asked.pk):
        return asked
    return Aim(model, pk, Action.UNDO, asked.number, asked.base)


def _concrete(change: Change) -> type[Model]:
    """The model whose history holds the root: the root's own, or the kind that extends it."""
    kinds = models_with_history(_model_of(change))
    return next(model for model in kinds if history_of(model).objects.filter(id=change.object_id or 0).exists())
