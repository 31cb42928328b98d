"""What a rule says of a record, and what it knows besides."""

import datetime
from dataclasses import dataclass

from citations.records import SourceRecord


@dataclass(frozen=True)
class Finding:
    """What a rule found in a record: where, in words, and the record mended where that is safe."""

    rule: str
    field: str
    says: str
    mended: SourceRecord | None = None


@dataclass(frozen=True)
class Surroundings:
    """What rules know besides the record: the day, the pages' language, the outlets that other sources name."""

    today: datetime.date
    language: str = "en"
    outlets: frozenset[str] = frozenset()
