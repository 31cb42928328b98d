"""Saying that a revision was looked at. A mark stands beside the log, outside the chain, and can be taken back.

Four eyes: whoever saved a revision leaves it to somebody else.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from revisions.models import HiddenPart, Revision
from revisions.tracking.seals import user_seal


def may_review(user: Any) -> bool:
    return bool(user.is_active and user.is_staff and user.has_perm("revisions.review_revision"))


def is_own(revision: Revision, user: Any) -> bool:
    """Whether a user saved a revision, also where the name is hidden: the seal still holds it, as it was then."""
    if revision.hidden & HiddenPart.USER:
        called = {
            user.get_username(),
            *Revision.objects.filter(user=user).values_list("username", flat=True).distinct(),
        }
        return any(user_seal(revision.number, user.pk, name) == revision.user_seal for name in called)
    return bool(revision.user_id == user.pk)


def mark_reviewed(revision: Revision, user: Any) -> None:
    """The first mark stands. Raises ValidationError for a revision of one's own."""
    if is_own(revision, user):
        raise ValidationError(_("You saved this revision yourself: somebody else has to look at it."), code="own")
    unmarked = Revision.objects.filter(number=revision.number, reviewed_at=None)
    unmarked.update(reviewed_by=user, reviewed_at=timezone.now())


def take_mark_back(revision: Revision) -> None:
    Revision.objects.filter(number=revision.number).update(reviewed_by=None, reviewed_at=None)
