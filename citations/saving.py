"""Save a source from a record: the row with its authors. Call inside `recording()`."""

from citations.models import Author, Citation
from citations.records import COLUMNS, AuthorName, SourceRecord


def save_new(record: SourceRecord) -> Citation:
    """Save a new source. Raises ValidationError for what its form would refuse."""
    return write_record(Citation(), record)


def write_record(citation: Citation, record: SourceRecord) -> Citation:
    """Make a source, new or stored, be a record. Raises ValidationError; authors keep their rows where they can."""
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
