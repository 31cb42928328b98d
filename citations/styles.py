"""A work in the words of a citation style: APA, Chicago, MLA and GOST by citeproc-py, as plain text.

Plain text, because citeproc-py does not escape: templates do, as with any other text. The styles' own files are in
`citations/styles/`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from citations.formats.biblatex import write_biblatex
from citations.formats.csl_json import csl_item
from citations.records import SourceRecord

FOLDER = Path(__file__).parent / "styles"
STYLES = {
    "APA": "apa",
    "Chicago": "chicago-author-date",
    "MLA": "modern-language-association",
    "ГОСТ Р 7.0.5–2008": "gost-r-7-0-5-2008",
}
LOCALES = {"ru": "ru-RU"}  # there is no Kazakh one; English for all others
NUMBERING = "1. "  # GOST numbers its list; of one work there is nothing to number


@dataclass(frozen=True)
class Cited:
    """A work as a style writes it. `is_code` for what a program reads."""

    style: str
    text: str
    is_code: bool = False


def cited(record: SourceRecord, version: str, language: str) -> tuple[Cited, ...]:
    """The work in every style, and as BibTeX. `language` is the reader's; `version` names a revision."""
    item: dict[str, Any] = {**csl_item(record), "version": version}
    item.pop("language", None)  # styles would print it
    item.pop("custom", None)
    styled = [Cited(name, _styled(item, style, LOCALES.get(language, "en-GB"))) for name, style in STYLES.items()]
    return (*styled, Cited("BibTeX", write_biblatex([record]), is_code=True))


def _styled(item: dict[str, Any], style: str, locale: str) -> str:
    found = CitationStylesStyle(str(FOLDER / f"{style}.csl"), locale=locale, validate=False)
    bibliography = CitationStylesBibliography(found, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0]).removeprefix(NUMBERING)
