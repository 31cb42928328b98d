"""Mend what a rule found in a source, where that is safe: an ordinary revision, undone like any other."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from citations.lint.findings import Finding, Surroundings
from citations.lint.rules import BY_NAME
from citations.lint.site import surroundings
from citations.models import Citation
from citations.records import SourceRecord, record_of
from citations.store import write_record
from revisions.tracking.recording import recording

MOST = 50  # findings of one rule in one source


@dataclass(frozen=True)
class Mend:
    """What one click would do: a field before and after, in words; `token` names exactly this."""

    rule: str
    field: str
    before: str
    after: str
    token: str


class Outdated(Exception):
    """The source is no longer as it was when the mend was offered."""


def offered(record: SourceRecord, findings: tuple[Finding, ...], around: Surroundings) -> dict[str, Mend]:
    """The mends of a source by rule: all safe findings of a rule are mended at once."""
    mends: dict[str, Mend] = {}
    for finding in findings:
        if finding.mended is not None and finding.rule not in mends:
            mended = mended_by(finding.rule, record, around)
            before, after = _words(record, finding.field), _words(mended, finding.field)
            mends[finding.rule] = Mend(finding.rule, finding.field, before, after, _token(mended))
    return mends


def mend(citation_id: int, rule: str, token: str, user: Any) -> None:
    """Carry out an offered mend. Raises Outdated when it would do something else than was offered."""
    with recording(user=user, comment=_("Mended: %s") % BY_NAME[rule].title):
        citation = Citation.objects.filter(pk=citation_id).first()
        if citation is None:
            raise Outdated
        record = record_of(citation, citation.authors.all())
        mended = mended_by(rule, record, surroundings())
        if mended == record or _token(mended) != token:
            raise Outdated
        write_record(citation, mended)


def mended_by(rule: str, record: SourceRecord, around: Surroundings) -> SourceRecord:
    """The record after all safe findings of a rule, one after the other: a mend can move what the next one is about."""
    check = BY_NAME[rule].check
    for _turn in range(MOST):
        found = next((finding.mended for finding in check(record, around) if finding.mended), None) if check else None
        if found is None:
            break
        record = found
    return record


def _words(record: SourceRecord, field: str) -> str:
    value = getattr(record, field)
    return "; ".join(author.text for author in value) if field == "authors" else value


def _token(record: SourceRecord) -> str:
    return hashlib.sha256(repr(record).encode()).hexdigest()[:16]
