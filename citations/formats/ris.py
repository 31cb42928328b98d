"""RIS, the tagged format of reference managers, written and read with rispy.

RIS has no types for interviews, broadcasts and speeches: M3 (type of work) keeps the CSL type where TY cannot. A second
UR is the archived copy. An author without a comma is a name as one.
"""

from collections.abc import Iterable
from typing import Any

import rispy
from django.utils.translation import gettext as _

from citations.formats.base import Understood, Unreadable, one_line
from citations.formats.csl_json import TYPES
from citations.formats.dates import read_date
from citations.identifiers import is_issn
from citations.records import AuthorName, SourceRecord

TY = {
    "webpage": "ELEC",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "article-journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "legislation": "STAT",
    "legal_case": "CASE",
    "entry-encyclopedia": "ENCYC",
    "dataset": "DATA",
    "interview": "GEN",
    "broadcast": "VIDEO",
    "post": "BLOG",
    "speech": "GEN",
}
OF_TY = {tag: kind for kind, tag in TY.items() if tag != "GEN"} | {
    "EJOUR": "article-journal",
    "INPR": "article-journal",
    "EBOOK": "book",
    "EDBOOK": "book",
    "ECHAP": "chapter",
    "BILL": "legislation",
    "LEGAL": "legislation",
    "GOVDOC": "report",
    "DBASE": "dataset",
    "AGGR": "dataset",
    "DICT": "entry-encyclopedia",
    "MPCT": "broadcast",
    "SOUND": "broadcast",
    "ICOMM": "post",
    "THES": "report",
    "CONF": "chapter",
    "CPAPER": "chapter",
}
NAMES = {
    "title": "title",
    "translated_title": "translated_title",
    "secondary_title": "container_title",
    "publisher": "publisher",
    "place_published": "publisher_place",
    "language": "language",
    "doi": "doi",
    "volume": "volume",
    "number": "issue",
}
SAME = {
    "primary_title": "title",
    "journal_name": "secondary_title",
    "alternate_title3": "secondary_title",
    "first_authors": "authors",
    "publication_year": "date",
    "year": "date",
}


def write_ris(records: Iterable[SourceRecord]) -> str:
    """Sources in RIS; each value on its one line, so that none can begin a tag."""
    return rispy.dumps([_entry(record) for record in records], implementation=_Writer)


class _Writer(rispy.RisWriter):
    def set_header(self, count: int) -> str:
        return ""


def _entry(record: SourceRecord) -> dict[str, Any]:
    entry = {
        "type_of_reference": TY.get(record.type, "GEN"),
        "id": record.key,
        "type_of_work": record.type,
        "authors": [_name(author) for author in record.authors],
        **{name: getattr(record, field) for name, field in NAMES.items()},
        "date": _date(record.issued),
        "access_date": _date(record.accessed),
        "issn": record.isbn or record.issn,
        "start_page": record.page,
        "urls": [url for url in (record.url, record.archive_url) if url],
    }
    return {
        name: [one_line(part) for part in value] if isinstance(value, list) else one_line(value)
        for name, value in entry.items()
        if value
    }


def read_ris(text: str) -> tuple[Understood, ...]:
    """The sources of an RIS text. Raises Unreadable."""
    try:
        entries = rispy.loads(text.lstrip("\ufeff"), skip_unknown_tags=False)
    except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
        raise Unreadable(_("This is no RIS: %s") % error) from error
    return tuple(_read(entry) for entry in entries)


def _read(entry: dict[str, Any]) -> Understood:
    for name, meant in SAME.items():
        if name in entry and meant not in entry:
            entry[meant] = entry.pop(name)
    values: dict[str, Any] = {}
    left: list[str] = []
    work = str(entry.pop("type_of_work", ""))
    tag = str(entry.pop("type_of_reference", ""))
    values["type"] = work if work in TYPES else OF_TY.get(tag, "webpage")
    if work and work not in TYPES:
        left.append(f"M3: {work}")
    start, end = str(entry.pop("start_page", "")), str(entry.pop("end_page", ""))
    values["page"] = "–".join(filter(None, (start, end)))
    values["key"] = str(entry.pop("id", ""))
    values["authors"] = tuple(_author(str(name)) for name in entry.pop("authors", []))
    urls = [str(url) for url in entry.pop("urls", [])]
    values["url"], values["archive_url"], *more = [*urls, "", ""]
    left += [f"UR: {url}" for url in more if url]
    for name, field in (("date", "issued"), ("access_date", "accessed")):
        value = str(entry.pop(name, "")).strip("/")
        values[field] = read_date(value)
        left += [f"{name}: {value}"] if value and not values[field] else []
    serial = str(entry.pop("issn", ""))
    values["issn" if is_issn(serial) else "isbn"] = serial
    for name, value in entry.items():
        if name in NAMES and isinstance(value, str):
            values[NAMES[name]] = value
        else:
            left.append(f"{name}: {value}")
    return Understood(SourceRecord(**{name: value for name, value in values.items() if value}), tuple(left))


def _name(author: AuthorName) -> str:
    """A family name alone keeps its comma: without one it would be a name as one."""
    return author.literal or f"{author.family}, {author.given}".rstrip(" ")


def _author(text: str) -> AuthorName:
    family, comma, given = text.partition(",")
    return AuthorName(family.strip(" "), given.strip(" ")) if comma else AuthorName(literal=text.strip(" "))


def _date(value: str) -> str:
    """RIS writes YYYY/MM/DD, with the slashes of what is unknown."""
    return "/".join([*value.split("-"), "", ""][:3]) + "/" if value else ""
