"""Hide a revision's comment, user name or content, for legal reasons. What is hidden is blanked, for good.

The log entry stays, and so do the digests, so that the chain still verifies; a Hiding says who hid what, and why. Each
version of a row holds the whole row: content that somebody wrote in one revision stands in every later version until
it was taken out. So content is hidden from a revision to the last one that still had it, and only when the page has it
no more.
"""

from collections import Counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from revisions.log.summaries import REMOVED
from revisions.masking import blanks, content_of
from revisions.models import COMMENT_LENGTH, LATEST, Change, HiddenPart, Hiding, Revision
from revisions.moments import head
from revisions.state.read import owned_models
from revisions.subjects import Subject
from revisions.tracking.locking import one_writer
from revisions.tracking.seals import hiding_seal


def hide_comment(number: int, user: Any, reason: str) -> Hiding:
    return _hide_of_revision(number, HiddenPart.COMMENT, {"comment": ""}, user, reason)


def hide_user(number: int, user: Any, reason: str) -> Hiding:
    return _hide_of_revision(number, HiddenPart.USER, {"username": "", "user": None}, user, reason)


def hide_content(subject: Subject, first: int, last: int, user: Any, reason: str) -> Hiding:
    """Blank the versions that revisions `first` to `last` wrote of a root and its parts.

    Raises ValidationError while the page still shows one of them: undo or restore first.
    """
    with one_writer():
        last = min(last, head())  # what comes later is no part of it
        kind = ContentType.objects.get_for_model(subject.root.model)
        versions = [
            content_of(model, subject.pk, first, last) for model in (subject.model, *owned_models(subject.model))
        ]
        if any(found.filter(**LATEST).exclude(history_type="-").exists() for found in versions):
            raise ValidationError(
                _("The page still shows what these revisions wrote. Undo them, or restore an earlier revision, first."),
                code="still_shown",
            )
        replaced_by = {number for found in versions for number in found.values_list("until", flat=True)}
        for found in versions:
            found.update(hidden=True, **blanks(found.model.instance_type))
        touched = Change.objects.filter(
            content_type=kind, object_id=subject.pk, revision_id__gte=first, revision_id__lte=last
        )
        touched.update(label="")
        repeated = {
            number
            for found in versions
            for number in found.filter(revision_id__gt=last).values_list("revision_id", flat=True)
        }  # by what deleted it
        gone = versions[0].filter(revision_id__in=repeated).values_list("revision_id", flat=True)
        Change.objects.filter(content_type=kind, object_id=subject.pk, revision_id__in=list(gone)).update(label="")
        changes = touched.filter(own=True)
        numbers = list(changes.values_list("revision_id", flat=True))
        changes.update(hidden=True, summary=[], size=0)
        for change in subject.changes().filter(revision_id__gt=last, revision_id__in=replaced_by):
            change.summary = _unnamed(change.summary)
            change.save(update_fields=["summary"])
        hidden = Revision.objects.filter(number__in={*numbers, *repeated})
        unmarked = hidden.exclude(hidden__in=[flags for flags in range(8) if flags & HiddenPart.CONTENT])
        unmarked.update(hidden=F("hidden") + HiddenPart.CONTENT)
        return _log(first, last, HiddenPart.CONTENT, user, reason, kind, subject.pk)


def _unnamed(summary: list[list[Any]]) -> list[list[Any]]:
    """The summary with the rows that were removed counted, not named: their labels say what is hidden."""
    named = [item for item in summary if item[0] == "row" and item[2] == REMOVED]
    counts = Counter(label for _row, label, *_rest in named)
    kept = [item for item in summary if item not in named]
    return kept + [["rows", label, REMOVED, count] for label, count in counts.items()]


def last_with_content(subject: Subject, number: int) -> int:
    """The newest revision that may still hold what `number` wrote: the one before it was taken back, or deleted."""
    change = subject.changes().filter(revision_id=number).first()
    if change is not None and change.reverted_by:
        return int(change.reverted_by) - 1
    return max(number, int(subject.row.revision_id) - 1) if subject.deleted else number


def _hide_of_revision(number: int, part: HiddenPart, blank: dict[str, Any], user: Any, reason: str) -> Hiding:
    with one_writer():
        revision = Revision.objects.get(number=number)
        Revision.objects.filter(number=number).update(hidden=revision.hidden | part, **blank)
        return _log(number, number, part, user, reason)


def _log(
    first: int,
    last: int,
    part: HiddenPart,
    user: Any,
    reason: str,
    kind: ContentType | None = None,
    pk: int | None = None,
) -> Hiding:
    hiding = Hiding(
        revision_id=first,
        last=last,
        part=part,
        content_type=kind,
        object_id=pk,
        user=user,
        username=user.get_username(),
        reason=reason[:COMMENT_LENGTH],
        created_at=timezone.now(),
    )
    hiding.seal = hiding_seal(hiding)
    hiding.save(force_insert=True)
    return hiding
