"""A source as one frozen value: what rules read, what formats carry, what an import is about to save."""

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
    """The fields of a Citation under the same names, with its authors in their order."""

    key: str = ""
    type: str = "webpage"
    title: str = ""
    title_supplied: str = ""
    translated_title: str = ""
    language: str = ""
    container_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: str = ""
    accessed: str = ""
    archived: str = ""
    url: str = ""
    archive_url: str = ""
    url_state: str = "live"
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    original: str = ""
    note: str = ""
    authors: tuple[AuthorName, ...] = ()


COLUMNS = tuple(field.name for field in fields(SourceRecord) if field.name != "authors")


def record_of(citation: Any, authors: Iterable[Any]) -> SourceRecord:
    """The record of a Citation (a live or a history row) with its Author rows."""
    columns = {name: getattr(citation, name) for name in COLUMNS}
    return SourceRecord(
        **columns, authors=tuple(AuthorName(author.family, author.given, author.literal) for author in authors)
    )
