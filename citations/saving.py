"""Save a source from a record: the row with its authors. Call inside `recording()`."""

from dataclasses import fields

from citations.models import Author, Citation
from citations.records import SourceRecord

COLUMNS = tuple(field.name for field in fields(SourceRecord) if field.name != "authors")


def citation_of(record: SourceRecord) -> Citation:
    """A new, unsaved source with the values of a record."""
    return Citation(**{name: getattr(record, name) for name in COLUMNS})


def save_new(record: SourceRecord) -> Citation:
    """Save a new source. Raises ValidationError for what its form would refuse."""
    citation = citation_of(record)
    citation.full_clean()
    citation.save()
    for position, name in enumerate(record.authors):
        author = Author(citation=citation, position=position, **vars(name))
        author.full_clean()
        author.save()
    return citation
