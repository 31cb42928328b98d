"""Sources as they are stored: read with their authors, in two queries however many; written from a record."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from citations.models import Author, Citation
from citations.records import COLUMNS, AuthorName, SourceRecord, record_of
from revisions.moments import Moment

MANY = 10_000  # ids in one condition; beyond that all authors are read: databases bound their parameters


def authors_of(moment: Moment, citations: Iterable[Any]) -> dict[int, list[Any]]:
    """The Author rows of sources at a moment, by the source's id, in their order. One query."""
    authors: dict[int, list[Any]] = defaultdict(list)
    ids = [citation.id for citation in citations]
    for author in moment.fetch(Author, **({} if len(ids) > MANY else {"citation_id__in": ids})):
        authors[author.citation_id].append(author)
    return authors


def read_records(moment: Moment, wanted: QuerySet | None = None) -> dict[str, SourceRecord]:
    """The sources of a queryset of the moment (None: all) by key, in its order, or that of the keys."""
    rows = list(moment.rows(Citation).order_by("key") if wanted is None else wanted)
    authors = authors_of(moment, rows)
    return {row.key: record_of(row, authors[row.id]) for row in rows}


def records_of(moment: Moment, keys: list[str]) -> list[SourceRecord]:
    """The sources of these keys in their order; unknown ones are left out."""
    found = read_records(moment, moment.rows(Citation, key__in=keys))
    return [found[key] for key in keys if key in found]


def save_new(record: SourceRecord) -> Citation:
    """Save a new source with its authors. Call inside `recording()`.

    Raises ValidationError for what its form would refuse.
    """
    return write_record(Citation(), record)


def write_record(citation: Citation, record: SourceRecord) -> Citation:
    """Make a source, new or stored, be a record. Call inside `recording()`.

    Raises ValidationError. Authors keep their rows where they can.
    """
    rows = [] if citation._state.adding else list(citation.authors.all())
    for column in COLUMNS:
        setattr(citation, column, getattr(record, column))
    citation.full_clean()
    citation.save()
    rows = _without_dropped(rows, record.authors)
    rows += [Author(citation=citation) for _more in record.authors[len(rows) :]]
    after = -1
    for position, (row, name) in enumerate(zip(rows, record.authors, strict=True)):
        row.family, row.given, row.literal = name.family, name.given, name.literal
        if row._state.adding:
            row.position = max(position, after + 1)
        after = row.position
        row.full_clean()
        row.save()
    return citation


def _without_dropped(rows: list[Author], names: tuple[AuthorName, ...]) -> list[Author]:
    """Delete as many rows as there are too many, those first whose name is not wanted any more."""
    dropped = sorted(rows, key=lambda row: AuthorName(row.family, row.given, row.literal) in names)
    dropped = dropped[: max(len(rows) - len(names), 0)]
    for row in dropped:
        row.delete()
    return [row for row in rows if row not in dropped]


def unknown_key(key: str) -> str:
    """What to say of a key that no source has: where it was merged into another, which one."""
    kept = Citation.objects.filter(former_keys__key=key).first()
    if kept is not None:
        return _("The source “%(key)s” was merged into “%(kept)s”. Write that.") % {"key": key, "kept": kept.key}
    return _("No source has the key “%(key)s”. Correct it, or enter the source first.") % {"key": key}


def citation_ids(keys: Iterable[str]) -> dict[str, int]:
    """The ids of sources by key; keys that no source has are left out."""
    return dict(Citation.objects.filter(key__in=list(keys)).values_list("key", "pk"))
