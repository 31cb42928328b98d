"""CSL-JSON, the input of Citation Style Language processors (schema of CSL 1.0.2).

CSL has no field for a translated title, an archived copy or the state of an address: they stand in `custom`, which the
schema keeps for such things.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from citations.formats.base import Understood, Unreadable, one_line
from citations.formats.dates import read_date
from citations.models import Citation
from citations.records import AuthorName, SourceRecord

NAMES = {
    "title": "title",
    "container-title": "container_title",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "language": "language",
    "URL": "url",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
}
DATES = ("issued", "accessed")
CUSTOM = {
    "translated-title": "translated_title",
    "title-supplied": "title_supplied",
    "archive-url": "archive_url",
    "archived": "archived",
    "url-state": "url_state",
    "original": "original",
}
TYPES = frozenset(Citation.Type.values)
NEAREST = {
    "article": "article-journal",
    "post-weblog": "post",
    "bill": "legislation",
    "regulation": "legislation",
    "treaty": "legislation",
    "entry": "entry-encyclopedia",
    "entry-dictionary": "entry-encyclopedia",
    "motion_picture": "broadcast",
    "document": "report",
    "pamphlet": "report",
    "thesis": "report",
}


def csl_item(record: SourceRecord) -> dict[str, Any]:
    """One source as an item of CSL-JSON; what is unknown is not there."""
    item: dict[str, Any] = {"id": record.key, "type": record.type}
    item |= {name: value for name, field in NAMES.items() if (value := getattr(record, field))}
    if record.authors:
        item["author"] = [{part: value for part, value in vars(author).items() if value} for author in record.authors]
    item |= {
        name: {"date-parts": [[int(part) for part in value.split("-")]]}
        for name in DATES
        if (value := getattr(record, name))
    }
    custom = {name: value for name, field in CUSTOM.items() if (value := getattr(record, field)) and value != "live"}
    return item | ({"custom": custom} if custom else {})


def write_csl_json(records: Iterable[SourceRecord]) -> str:
    return json.dumps([csl_item(record) for record in records], ensure_ascii=False, indent=1) + "\n"


def read_csl_json(text: str) -> tuple[Understood, ...]:
    """The items of a CSL-JSON text, one or a list. Raises Unreadable."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        words = _("This is no JSON: it goes wrong in line %(line)s, at character %(sign)s.")
        raise Unreadable(words % {"line": error.lineno, "sign": error.colno}) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This JSON is nested too deeply, or has too long a number.")) from error
    items = found if isinstance(found, list) else [found]
    if not all(isinstance(item, dict) for item in items):
        raise Unreadable(_("CSL-JSON is a list of objects with a type and a title."))
    return tuple(_read(item) for item in items)


def _read(item: dict[str, Any]) -> Understood:
    values: dict[str, Any] = {}
    left: list[str] = []
    for name, value in item.items():
        if name == "id":
            values["key"] = str(value)
        elif name == "type":
            values["type"] = value if value in TYPES else NEAREST.get(str(value), "webpage")
            left += [] if value in TYPES else [f"type: {value}"]
        elif name in NAMES and isinstance(value, str | int):
            values[NAMES[name]] = one_line(value)
        elif name in DATES and (date := _read_date(value)):
            values[name] = date
        elif name == "author" and isinstance(value, list):
            values["authors"] = tuple(author for entry in value if (author := _read_author(entry)))
        elif name == "custom" and isinstance(value, dict):
            values |= {CUSTOM[key]: one_line(said) for key, said in value.items() if key in CUSTOM}
            left += [f"custom.{key}: {said}" for key, said in value.items() if key not in CUSTOM]
        else:
            left.append(f"{name}: {value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)}")
    return Understood(SourceRecord(**values), tuple(left))


def _read_date(value: Any) -> str:
    if isinstance(value, str):
        return read_date(value)
    if not isinstance(value, dict):
        return ""
    try:
        parts = [int(part) for part in value["date-parts"][0]]
        return read_date("-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(parts)))
    except (KeyError, IndexError, TypeError, ValueError):
        return read_date(str(value.get("raw") or value.get("literal") or ""))


def _read_author(entry: Any) -> AuthorName | None:
    if not isinstance(entry, dict):
        return None
    if entry.get("literal"):
        return AuthorName(literal=one_line(entry["literal"]))
    family = " ".join(one_line(entry[part]) for part in ("non-dropping-particle", "family") if entry.get(part))
    given = one_line(entry.get("given") or "")
    return AuthorName(family, given) if family else (AuthorName(literal=given) if given else None)
