"""Undo a revision that edited several roots, in all of them at once: what was merged comes apart again."""

from typing import Any

from django.db.models import Model

from revisions.models import Action, Change
from revisions.moments import head
from revisions.recording import Recording, recording
from revisions.restoring import Aim, Overlap, Plan, carry_out, name_taken, plan


def edited_roots(number: int) -> tuple[Change, ...]:
    """What a revision edited, by label."""
    own = Change.objects.filter(revision_id=number, own=True).select_related("content_type")
    return tuple(own.order_by("label", "id"))


def undo_everywhere(number: int, user: Any, comment: str) -> Recording:
    """Undo revision `number` in every root that it edited, as one revision.

    Raises Overlap for the first root whose later work overlaps, ValidationError, ProtectedError; then nothing is
    written. A root waits while something that it names has not come back yet, or has not given up its name.
    """
    with recording(user=user, comment=comment, action=Action.UNDO, reverts=number) as opened:
        waiting = [_aim(change, number) for change in edited_roots(number)]
        while waiting:
            aim = next((aim for aim in waiting if _is_ready(plan(aim))), waiting[0])
            waiting.remove(aim)
            planned = plan(aim)
            if planned.conflicts:
                raise Overlap(planned)
            if not planned.changes_nothing:
                carry_out(aim, user, comment)
    return opened


def _is_ready(planned: Plan) -> bool:
    return not planned.missing and not name_taken(planned)


def _aim(change: Change, number: int) -> Aim:
    return Aim(_concrete(change), int(change.object_id or 0), Action.UNDO, number, head())


def _concrete(change: Change) -> type[Model]:
    """The model whose history holds the root: the root's own, or the kind that extends it."""
    root: Any = change.content_type.model_class() if change.content_type else None
    kinds = [model for model in (root, *root.__subclasses__()) if hasattr(model, "history")]
    return next(model for model in kinds if model.history.model.objects.filter(id=change.object_id).exists())
