"""Rules of addresses and identifiers."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from citations.lint.findings import Finding, Surroundings
from citations.records import SourceRecord
from citations.references import GONE
from citations.web.canonical import without_tracking


def cannot_be_found(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """No address and no identifier: nobody can look it up."""
    if not (record.url or record.archive_url or record.doi or record.isbn or record.issn):
        yield Finding("no-address", "url", _("No address and no identifier is given: nobody can look it up."))


def tracking(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """Parameters that tell a site how its reader came."""
    plain = without_tracking(record.url)
    if plain != record.url:
        yield Finding(
            "tracking",
            "url",
            _("The address carries parameters that only track its reader."),
            replace(record, url=plain),
        )


def dead_without_archive(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """Dead or usurped, and no archived copy."""
    if record.url_state in GONE and not record.archive_url:
        yield Finding("dead-without-archive", "archive_url", _("The address is dead, and no archived copy is given."))
