r"""BibLaTeX: `@online` and its relatives with `urldate` and `langid`, read with bibtexparser.

Values are escaped for TeX; addresses and identifiers are verbatim there. What BibLaTeX has no field for stands in its
own fields for such things: `usere` the translated title, `verba` the archived copy with its day in `usera`, `userb` the
state of the address, `userc` what a mirror copies, `userd` how a title was obtained, `entrysubtype` the CSL type.
"""

import re
from collections.abc import Iterable
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock
from django.utils.translation import gettext as _
from pylatexenc.latex2text import LatexNodes2Text

from citations.formats.base import Understood, Unreadable, one_line
from citations.formats.csl_json import TYPES
from citations.formats.dates import read_date
from citations.formats.languages import langid, language_of
from citations.records import AuthorName, SourceRecord

ENTRY = {
    "webpage": "online",
    "article-newspaper": "article",
    "article-magazine": "article",
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "report",
    "legislation": "legislation",
    "legal_case": "jurisdiction",
    "entry-encyclopedia": "inreference",
    "dataset": "dataset",
    "interview": "misc",
    "broadcast": "video",
    "post": "online",
    "speech": "misc",
}
OF_ENTRY = {
    "online": "webpage",
    "www": "webpage",
    "electronic": "webpage",
    "misc": "webpage",
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "book",
    "collection": "book",
    "proceedings": "book",
    "manual": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "chapter",
    "conference": "chapter",
    "report": "report",
    "techreport": "report",
    "thesis": "report",
    "phdthesis": "report",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "inreference": "entry-encyclopedia",
    "reference": "entry-encyclopedia",
    "dataset": "dataset",
    "video": "broadcast",
    "movie": "broadcast",
    "audio": "broadcast",
    "speech": "speech",
}
CONTAINER = {
    "article": "journaltitle",
    "incollection": "booktitle",
    "inreference": "booktitle",
    "book": "maintitle",
    "report": "maintitle",
}
PUBLISHER = {"report": "institution"}
CONTAINERS = ("journaltitle", "booktitle", "maintitle", "organization", "howpublished")
PUBLISHERS = ("publisher", "institution", "school")
TEXTS = {
    "title": "title",
    "publisher_place": "location",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "translated_title": "usere",
    "original": "userc",
    "title_supplied": "userd",
}
VERBATIM = {"url": "url", "doi": "doi", "isbn": "isbn", "issn": "issn", "archive_url": "verba"}
DATES = {"issued": "date", "accessed": "urldate", "archived": "usera"}
FIELD_OF_TEXT = {name: field for field, name in TEXTS.items()}
FIELD_OF_VERBATIM = {name: field for field, name in VERBATIM.items()}
FIELD_OF_DATE = {name: field for field, name in DATES.items()}
SAME = {"address": "location", "journal": "journaltitle", "issue": "number"}

TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}
PLAIN = {code: mark for mark, code in TEX.items()} | {
    "--": "–",
    "---": "—",
    "``": "“",
    "''": "”",
    "~": "\N{NO-BREAK SPACE}",
}
CODES = re.compile("|".join(re.escape(code) for code in sorted(PLAIN, key=len, reverse=True)) + r"|\\[a-zA-Z]+ ?|[{}]")
WHOLE = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}")  # in braces from end to end, codes in it
LIGATURE = re.compile("(-)(?=-)|(`)(?=`)|(')(?=')")
ACCENT = re.compile(r"""\\['"`^~=.](?!\{\}$)|\\[uvHtcdbrkoOlLij](?![a-zA-Z])|\\(?:ss|ae|AE|oe|OE|aa|AA)(?![a-zA-Z])""")


def write_biblatex(records: Iterable[SourceRecord]) -> str:
    return "\n".join(_entry(record) for record in records)


def _entry(record: SourceRecord) -> str:
    kind = ENTRY.get(record.type, "misc")
    fields: dict[str, str] = {}
    if record.authors:
        fields["author"] = " and ".join(map(_name, record.authors))
    fields |= {name: _tex(value) for field, name in TEXTS.items() if (value := getattr(record, field))}
    for value, name in (
        (record.container_title, CONTAINER.get(kind, "organization")),
        (record.publisher, PUBLISHER.get(kind, "publisher")),
    ):
        if value:
            fields[name] = _tex(value)
    fields |= {name: value for field, name in DATES.items() if (value := getattr(record, field))}
    fields |= {name: _verbatim(value) for field, name in VERBATIM.items() if (value := getattr(record, field))}
    if record.language:
        fields["langid"] = langid(record.language)
    if record.url_state != "live":
        fields["userb"] = record.url_state
    if OF_ENTRY.get(kind) != record.type:
        fields["entrysubtype"] = record.type
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{record.key},\n{lines}}}\n"


def read_biblatex(text: str) -> tuple[Understood, ...]:
    """The entries of a BibTeX or BibLaTeX text. Raises Unreadable with what the parser could not take."""
    library = parse_string(text, parse_stack=[ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()])
    if library.failed_blocks:
        first = library.failed_blocks[0]
        words = {"line": (first.start_line or 0) + 1, "why": _why(first)}
        raise Unreadable(_("This BibTeX cannot be read at line %(line)s: %(why)s") % words)
    if not library.entries:
        raise Unreadable(_("This is no BibTeX: it has no @entry."))
    return tuple(_read(entry) for entry in library.entries)


def _why(block: Any) -> str:
    """What is wrong with a block, in words of ours: the parser's are English, and say little of what to mend."""
    if isinstance(block, DuplicateBlockKeyBlock):
        return _("the key “%s” stands twice.") % block.key
    if isinstance(block, DuplicateFieldKeyBlock):
        return _("the field “%s” stands twice in one entry.") % sorted(block.duplicate_keys)[0]
    return _("a bracket is not closed, or a field has no equals sign.")


def _read(entry: Any) -> Understood:
    found = {SAME.get(field.key.lower(), field.key.lower()): str(field.value) for field in entry.fields}
    values: dict[str, Any] = {"key": entry.key}
    left: list[str] = []
    subtype = found.pop("entrysubtype", "")
    values["type"] = _type_of(entry.entry_type.lower(), subtype)
    left += [f"entrysubtype: {subtype}"] if subtype and subtype not in TYPES and _short(subtype) not in TYPES else []
    parted = _split(found.pop("author", ""), r"\s+and\s+")
    values["authors"] = tuple(_author(name) for name in parted if name and name != "others")
    for field, names in (("container_title", CONTAINERS), ("publisher", PUBLISHERS)):
        given = [found.pop(name) for name in names if name in found]
        values[field], *more = [*map(_plain, given), ""]
        left += [f"{field}: {value}" for value in more if value]
    year, month = found.pop("year", ""), found.pop("month", "")
    if year and "date" not in found:
        found["date"] = read_date(f"{month} {_plain(year)}") or _plain(year)
    for name, value in found.items():
        text = _plain(value)
        if name in FIELD_OF_TEXT:
            values[FIELD_OF_TEXT[name]] = text
        elif name in FIELD_OF_VERBATIM:
            values[FIELD_OF_VERBATIM[name]] = _unverbatim(value)
        elif name in FIELD_OF_DATE and (date := read_date(text)):
            values[FIELD_OF_DATE[name]] = date
        elif name in ("langid", "language") and (tag := language_of(text)):
            values.setdefault("language", tag)
        elif name == "userb":
            values["url_state"] = text
        else:
            left.append(f"{name}: {text}")
    return Understood(SourceRecord(**{name: value for name, value in values.items() if value}), tuple(left))


def _type_of(kind: str, subtype: str) -> str:
    if subtype in TYPES:
        return subtype
    return _short(subtype) if kind == "article" and _short(subtype) in TYPES else OF_ENTRY.get(kind, "webpage")


def _short(subtype: str) -> str:
    """BibLaTeX's own words for articles: newspaper, magazine."""
    return f"article-{subtype}"


def _name(author: AuthorName) -> str:
    if author.literal:
        return f"{{{_tex(author.literal)}}}"
    return ", ".join(_part(part) for part in (author.family, author.given) if part)


def _part(part: str) -> str:
    """Braces keep a comma, or the word that joins authors, from parting a name."""
    return f"{{{_tex(part)}}}" if "," in part or re.search(r"\band\b", part, re.IGNORECASE) else _tex(part)


def _author(text: str) -> AuthorName:
    """One name: {as one}, "Family, Given", "Given Family" (the last word is the family name)."""
    if WHOLE.fullmatch(text):
        return AuthorName(literal=_plain(text))
    parts = _split(text, ",")
    if len(parts) > 1:
        return AuthorName(_plain(parts[0]), _plain(parts[-1]))
    given, _space, family = text.rpartition(" ")
    return AuthorName(_plain(family), _plain(given))


def _split(text: str, separator: str) -> list[str]:
    """The text parted by a pattern where no brace is open."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"[{{}}]|{separator}", text):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif depth == 0:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


def _tex(text: str) -> str:
    """Text for TeX; an empty group keeps two hyphens or quotes from becoming one dash or quotation mark."""
    return LIGATURE.sub(lambda match: match[0] + "{}", "".join(TEX.get(letter, letter) for letter in one_line(text)))


def _plain(text: str) -> str:
    """TeX to text: codes and accents to their characters, braces and unknown commands away."""
    if ACCENT.search(text):
        text = LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text(text)
    return one_line(CODES.sub(lambda match: PLAIN.get(match[0], ""), text))


def _verbatim(text: str) -> str:
    """Addresses are taken to the character; braces and spaces in them are percent-encoded, as RFC 3986 asks."""
    return one_line(text).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")


def _unverbatim(text: str) -> str:
    return one_line(re.sub(r"\\([&%$#_{}])", r"\1", text))
