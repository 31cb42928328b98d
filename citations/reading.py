"""Sources with their authors, and as records. Two queries, however many."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from citations.models import Author, Citation
from citations.records import SourceRecord, record_of
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
