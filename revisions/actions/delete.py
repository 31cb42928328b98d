"""Delete a root with its parts and sources, in one revision.

What others say of the root stays true when its article goes: each row that names it gets its label in place of the
link. Rows that cannot do without the root (a source that facts rest on) stand in the way.
"""

from typing import Any

from django.db import models

from revisions.models import Action
from revisions.state.stand_ins import unlink
from revisions.tracking.recording import Recording, recording


def delete(model: type[models.Model], pk: int, user: Any, comment: str) -> Recording:
    """Delete a root with its parts and sources. Raises ProtectedError when something cannot do without it."""
    with recording(user=user, comment=comment, action=Action.DELETE) as opened:
        row = model._base_manager.filter(pk=pk).first()
        if row is not None:
            unlink(row)
            row.delete()
    return opened
