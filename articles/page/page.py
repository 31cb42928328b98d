"""The page of an article, as frozen values. Builders make it from a moment; templates print it and decide nothing.

Every piece that can look different names its own template partial in `template`.
"""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from django.utils.safestring import SafeString

from articles.page.facts import Disclosure, Fact, Link, Text, Time
from articles.prose.reference_numbers import Numbered
from citations.exporting import Download
from citations.references import Reference


@dataclass(frozen=True)
class InfoboxRow:
    label: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class HeadName:
    """A native name at the head of the page, in its own language and script."""

    text: str
    language: str
    direction: str


@dataclass(frozen=True)
class Cell:
    """A cell of a table; figures align right, and the first cell of a row heads it."""

    facts: tuple[Fact, ...]
    numeric: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Column:
    """`sort_url` orders the table by it; `direction` is "ascending" or "descending" where it is ordered so."""

    text: str
    numeric: bool = False
    sort_url: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Table:
    template: ClassVar[str] = "articles/blocks/_table.html"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()  # below it: the same figures as a file, or beside others


@dataclass(frozen=True)
class Html:
    template: ClassVar[str] = "articles/blocks/_html.html"
    html: SafeString


@dataclass(frozen=True)
class FactList:
    """Facts one under another: leaders, positions, participants."""

    template: ClassVar[str] = "articles/blocks/_facts.html"
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class TimelineEntry:
    date: Time
    event: Link
    category: str
    place: str


@dataclass(frozen=True)
class Timeline:
    """Events with the subject, folded: it repeats no heading of the text."""

    template: ClassVar[str] = "articles/blocks/_timeline.html"
    label: str
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True)
class Claim:
    label: str
    text: str
    language: str
    disclosure: Disclosure
    link: Link | None = None  # in place of the text: whom it is about


@dataclass(frozen=True)
class Claims:
    """Statements outside the text, folded: further facts, or where sources differ."""

    template: ClassVar[str] = "articles/blocks/_claims.html"
    label: str
    claims: tuple[Claim, ...]


class Block(Protocol):
    """Anything that stands under a heading: one of these, or what a later room draws. It names its template."""

    @property
    def template(self) -> str: ...


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; no heading: it goes on from the one before."""

    heading: str
    level: int
    anchor: str
    blocks: tuple[Block, ...]
    html: SafeString | None = None  # the heading with its markup, where prose gave it
    edits: str = ""  # the part of the form that holds it: "body", "roles"; "" for what other articles own


@dataclass(frozen=True)
class ContentsEntry:
    text: str
    anchor: str
    level: int


@dataclass(frozen=True)
class Note:
    numbered: Numbered
    html: SafeString


@dataclass(frozen=True)
class PrintedReference:
    numbered: Numbered
    reference: Reference


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int
    alt: str
    credit: str
    licence: str
    caption: Fact | None


@dataclass(frozen=True)
class NavboxGroup:
    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Navbox:
    title: str
    groups: tuple[NavboxGroup, ...]


@dataclass(frozen=True)
class TranslatedFrom:
    """Of a page in translation: the language of the original; `since` compares the original then and now."""

    language: str
    since: str = ""  # "" while the translation is up to date


@dataclass(frozen=True)
class Quality:
    """How many facts an article states, how many name a source, how many a source disputes."""

    facts: int
    sourced: int
    disputed: int


@dataclass(frozen=True)
class LastEdit:
    number: int
    time: Time


@dataclass(frozen=True)
class Page:
    kind: str
    kind_name: str
    path: str
    slug: str
    url: str
    title: str
    language: str
    direction: str
    short_description: str
    description: str  # for search engines: never empty where the article says anything
    title_fact: Fact
    names: tuple[HeadName, ...]
    picture: Picture | None
    infobox: tuple[InfoboxRow, ...]
    lead: SafeString
    contents: tuple[ContentsEntry, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    references: tuple[PrintedReference, ...]
    navboxes: tuple[Navbox, ...]
    last_edit: LastEdit | None
    quality: Quality
    permanent_url: str  # of the page as it stands in its newest revision; "" before the first
    editing_url: str
    history_url: str
    cite_url: str
    report_url: str
    reports_url: str
    linked_data_url: str
    metadata: tuple[tuple[str, str], ...]
    downloads: tuple[Download, ...]
    title_language: str = ""  # where it is not that of the prose
    prose_language: str = ""  # of lead, text and notes, where it is not that of the interface
    untranslated: bool = False
    translated: TranslatedFrom | None = None


# Cells of computed tables: one plain value each, without marks.


def figure(text: str) -> Cell:
    """A figure as printed, aligned right; "" where it is unknown."""
    return Cell((Fact((Text(text),)),), numeric=True)


def words(text: str) -> Cell:
    return Cell((Fact((Text(text),)),))


def heading(text: str) -> Cell:
    """The cell that heads a row."""
    return Cell((Fact((Text(text),)),), heading=True)
