"""The page of a source: its reference, its record, everywhere it is used."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citations.exporting import Download, downloads
from citations.models import Author, Citation, FormerKey
from citations.references import Reference, reference
from citations.terms import language_name
from citations.uses import Use, uses
from common.dates import format_partial_date
from revisions.moments import Moment


@dataclass(frozen=True)
class RecordRow:
    label: str
    value: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class CitationPage:
    key: str
    title: str
    language: str
    reference: Reference
    record: tuple[RecordRow, ...]
    uses: tuple[Use, ...]
    editing_url: str
    history_url: str
    downloads: tuple[Download, ...]


def find_citation(moment: Moment, key: str) -> Any:
    """The row of the source `key`, or None when there is none."""
    found = moment.fetch(Citation, key=key)
    if not found:
        moment.note_missing(key)
    return found[0] if found else None


def citation_page_of(moment: Moment, citation: Any) -> CitationPage:
    """The page of a source by its own row, a live or a history row of the moment."""
    authors = moment.fetch(Author, citation_id=citation.id)
    return CitationPage(
        key=citation.key,
        title=citation.title,
        language=citation.language,
        reference=reference(citation, authors, get_language() or "en"),
        record=(*_record(citation), *_former_keys(moment, citation)),
        uses=uses(moment, citation.id, citation.key),
        editing_url=reverse("admin:citations_citation_change", args=[citation.id]),
        history_url=reverse("sources:history", args=[citation.key]),
        downloads=downloads("sources:export", citation.key),
    )


def _former_keys(moment: Moment, citation: Any) -> list[RecordRow]:
    """The keys that lead here since other records were merged into this one."""
    keys = ", ".join(row.key for row in moment.fetch(FormerKey, citation_id=citation.id))
    return [RecordRow(_("Merged with"), keys)] if keys else []


def _record(citation: Citation) -> list[RecordRow]:
    """The fields that have a value, in words. The editors' remark stays with the editors."""
    dates = {
        field: format_partial_date(value)
        for field in ("issued", "accessed", "archived")
        if (value := getattr(citation, field))
    }
    rows = [
        RecordRow(_("Type"), str(Citation.Type(citation.type).label)),
        RecordRow(_("Translated title"), citation.translated_title),
        RecordRow(_("Language"), language_name(citation.language, get_language() or "en") if citation.language else ""),
        RecordRow(_("Published in"), citation.container_title, language=citation.language),
        RecordRow(_("Publisher"), citation.publisher),
        RecordRow(_("Place of publication"), citation.publisher_place),
        RecordRow(_("Volume"), citation.volume),
        RecordRow(_("Issue"), citation.issue),
        RecordRow(_("Pages"), citation.page),
        RecordRow(_("Issued"), dates.get("issued", "")),
        RecordRow(_("Accessed"), dates.get("accessed", "")),
        RecordRow(_("Address"), citation.url, citation.url),
        RecordRow(_("Archived copy"), citation.archive_url, citation.archive_url),
        RecordRow(_("Archived"), dates.get("archived", "")),
        RecordRow("DOI", citation.doi),
        RecordRow("ISBN", citation.isbn),
        RecordRow("ISSN", citation.issn),
        RecordRow(_("Copy of"), citation.original),
        RecordRow(_("Title"), _("supplied by the editors") if citation.title_supplied else ""),
    ]
    return [row for row in rows if row.value]
