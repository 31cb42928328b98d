"""What editors paste: sources in any of the formats, one or many, mixed as they come.

A text is cut where a format begins: `@entry{`, `TY  -`, `{{cite`, `[{`; what stands between is taken line by line as an
address, a DOI or an ISBN. Nothing is saved here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from citations.formats.base import Understood, Unreadable
from citations.formats.biblatex import read_biblatex
from citations.formats.csl_json import read_csl_json
from citations.formats.ris import read_ris
from citations.formats.wikitext import read_wikitext
from citations.identifiers import is_isbn
from citations.records import SourceRecord
from common.formatting import format_number
from common.text import strip

MOST = 500  # sources of one paste
LONGEST = 1_000_000  # characters

BEGINNING = re.compile(
    r"^[ \t]*(?:(?P<bibtex>@[A-Za-z]+\s*[{(])|(?P<ris>TY  ?- )|(?P<wikitext>\{\{)|(?P<json>\[(?!\{\{)|\{(?!\{)))",
    re.MULTILINE,
)
READERS: dict[str, Callable[[str], tuple[Understood, ...]]] = {
    "bibtex": read_biblatex,
    "ris": read_ris,
    "wikitext": read_wikitext,
    "json": read_csl_json,
}
NAMES = {"bibtex": "BibTeX", "ris": "RIS", "wikitext": "Wikipedia", "json": "CSL-JSON"}
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
ISBN = re.compile(r"(?:ISBN(?:-1[03])?:?\s*)?([\dXx][\dXx\s-]{8,18})", re.IGNORECASE)
LINK = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Pasted:
    """A source as it was understood, and from which words."""

    format: str
    understood: Understood


@dataclass(frozen=True)
class Paste:
    """What was understood, in its order, and what was not, each with its reason."""

    sources: tuple[Pasted, ...]
    refused: tuple[str, ...]


def read_paste(text: str) -> Paste:
    """Never raises: what cannot be read is refused in words, and the rest is read."""
    sources: list[Pasted] = []
    refused: list[str] = []
    if len(text) > LONGEST:
        return Paste((), (_("This is too long: at most %s characters at once.") % format_number(LONGEST),))
    for form, piece in _pieces(text.replace("\r\n", "\n").replace("\0", "")):
        try:
            found = READERS[form](piece) if form else (_line(piece),)
            sources += [Pasted(NAMES.get(form, ""), understood) for understood in found]
        except Unreadable as error:
            refused.append(f"{strip(piece)[:80]} – {error}")
    if len(sources) > MOST:
        refused.append(_("Only the first %d sources are taken at once.") % MOST)
    return Paste(tuple(sources[:MOST]), tuple(refused))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text cut where formats begin, with the format's word; "" for single lines."""
    position = 0
    while position < len(text):
        match = BEGINNING.search(text, position)
        between = text[position : match.start() if match else len(text)]
        yield from (("", line) for line in between.split("\n") if strip(line))
        if match is None:
            return
        form = str(match.lastgroup)
        end = _end(form, text, match.start())
        yield form, text[match.start() : end]
        position = end


def _end(form: str, text: str, start: int) -> int:
    """Where a piece ends: with its last bracket, or the line ER; at the end of the text when it is not closed."""
    if form == "ris":
        match = re.compile(r"^ER  ?-.*$", re.MULTILINE).search(text, start)
        return match.end() if match else len(text)
    opening = next(place for place in range(start, len(text)) if text[place] in "[{(")
    return _closing(text, opening, quotes=form == "json") + 1


def _closing(text: str, start: int, quotes: bool) -> int:
    """The place of the bracket that closes the one at `start`; inside JSON's strings brackets close nothing."""
    closes = {"[": "]", "{": "}", "(": ")"}[text[start]]
    depth, inside, place = 0, False, start
    while place < len(text):
        letter = text[place]
        if letter == "\\":
            place += 1
        elif quotes and letter == '"':
            inside = not inside
        elif not inside and letter == text[start]:
            depth += 1
        elif not inside and letter == closes:
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return len(text) - 1


def _line(line: str) -> Understood:
    """An address, a DOI or an ISBN. Raises Unreadable for what is none."""
    text = strip(line).rstrip(",;")
    if match := DOI.fullmatch(text):
        doi = unquote(match[1]).rstrip(".")
        return Understood(SourceRecord(type="article-journal", doi=doi, url=f"https://doi.org/{match[1].rstrip('.')}"))
    if (match := ISBN.fullmatch(text)) and is_isbn(match[1]):
        return Understood(SourceRecord(type="book", isbn=match[1].strip()))
    if LINK.fullmatch(text):
        host = (urlsplit(text).hostname or "").removeprefix("www.") if _is_sound(text) else ""
        if host:
            return Understood(SourceRecord(type="webpage", url=text, container_title=host))
    raise Unreadable(_("This is no BibTeX, RIS, CSL-JSON, cite template, address, DOI or ISBN."))


def _is_sound(url: str) -> bool:
    try:
        return urlsplit(url).port is None or True
    except ValueError:
        return False
