"""A source as the rules see it, and what a rule says of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class AuthorName:
    """One author: family and given name, or a name as one (CSL's `literal`)."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def text(self) -> str:
        return self.literal or " ".join(filter(None, (self.given, self.family)))


@dataclass(frozen=True)
class SourceRecord:
    """The fields of a Citation that rules read, under the same names."""

    key: str = ""
    type: str = "webpage"
    title: str = ""
    title_supplied: str = ""
    translated_title: str = ""
    language: str = ""
    container_title: str = ""
    publisher: str = ""
    issued: str = ""
    accessed: str = ""
    archived: str = ""
    url: str = ""
    archive_url: str = ""
    url_state: str = "live"
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    original: str = ""
    authors: tuple[AuthorName, ...] = ()


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


def record_of(citation: Any, authors: Iterable[Any]) -> SourceRecord:
    """The record of a Citation (a live or a history row) with its Author rows."""
    columns = {field.name: getattr(citation, field.name) for field in fields(SourceRecord) if field.name != "authors"}
    return SourceRecord(
        **columns, authors=tuple(AuthorName(author.family, author.given, author.literal) for author in authors)
    )
