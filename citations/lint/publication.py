"""Rules of where and when a source was published."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from citations.lint.findings import Finding, Surroundings
from citations.records import SourceRecord
from common.dates import could_precede, first_day

GRACE = datetime.timedelta(1)  # clocks and time zones
OF_THE_STATE = frozenset({"legislation", "legal_case"})  # who published a law is not what finds it


def nowhere_published(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """Neither a container (newspaper, site, journal) nor a publisher: nobody stands for what it says."""
    if not record.container_title and not record.publisher and record.type not in OF_THE_STATE:
        yield Finding("no-publisher", "container_title", _("Neither published in nor publisher is given."))


def accessed_before_issue(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """Read, or archived, before it was issued."""
    for field in ("accessed", "archived"):
        value = getattr(record, field)
        if record.issued and value and not could_precede(record.issued, value):
            yield Finding(
                "access-before-issue",
                field,
                _("The date (%(date)s) lies before the date of issue (%(issued)s).")
                % {"date": value, "issued": record.issued},
            )


def in_the_future(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """A date after tomorrow."""
    for field in ("issued", "accessed", "archived"):
        value = getattr(record, field)
        if value and first_day(value) > around.today + GRACE:
            yield Finding("future-date", field, _("%s has not come yet.") % value)
