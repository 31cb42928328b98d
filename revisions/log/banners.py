"""The banner over a page of the past: which revision it shows, and the ways from there."""

import datetime
from dataclasses import dataclass
from typing import Any

from revisions.log.pages import Attribution, attribution
from revisions.models import Revision
from revisions.subjects import Subject


@dataclass(frozen=True)
class Banner:
    """`number` is the revision asked for; `attribution` is of the root's own newest
    one up to it. Blank addresses lead nowhere."""

    number: int
    attribution: Attribution
    day: str  # of /as-of/, else ""
    older: str
    newer: str
    current: str
    compare: str
    previous: str  # comparison with the revision before
    history: str
    canonical: str


def banner(subject: Subject, number: int, user: Any, day: str = "") -> Banner | None:
    """The banner for the page after revision `number`; None where no revision of the root is to be seen up to it."""
    changes = subject.changes()
    if not subject.trusts(user):
        changes = changes.filter(public=True)
    own = changes.filter(revision_id__lte=number).first()
    if own is None:
        return None
    numbers = changes.values_list("revision_id", flat=True)
    older = numbers.filter(revision_id__lt=own.revision_id).first()
    newer = numbers.filter(revision_id__gt=number).order_by("revision_id").first()
    return Banner(
        number=number,
        attribution=attribution(own.revision),
        day=day,
        older=subject.address("revision", older) if older else "",
        newer=subject.address("revision", newer) if newer else "",
        current=subject.root.address(subject.row) if subject.public else "",
        compare=subject.address("compare", number, "current") if newer else "",
        previous=subject.address("compare", own.revision_id - 1, own.revision_id),
        history=subject.address("history"),
        canonical=subject.address("revision", own.revision_id),
    )


def number_at(day: datetime.date) -> int | None:
    """The newest revision at the end of a day in UTC; None when there was none yet, or for a day that has not been."""
    if day > datetime.datetime.now(datetime.UTC).date():
        return None
    end = datetime.datetime.combine(day, datetime.time(), datetime.UTC) + datetime.timedelta(1)
    before = Revision.objects.filter(created_at__lt=end).order_by("-number")
    return before.values_list("number", flat=True).first()
