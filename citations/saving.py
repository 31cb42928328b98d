"""Save a source from a record: the row with its authors. Call inside `recording()`."""

from citations.models import Author, Citation
from citations.records import COLUMNS, SourceRecord


def save_new(record: SourceRecord) -> Citation:
    """Save a new source. Raises ValidationError for what its form would refuse."""
    citation = Citation(**{name: getattr(record, name) for name in COLUMNS})
    citation.full_clean()
    citation.save()
    for position, name in enumerate(record.authors):
        author = Author(citation=citation, position=position, **vars(name))
        author.full_clean()
        author.save()
    return citation
