"""The `{{cite …}}` templates of Wikipedia, English and Russian, read with mwparserfromhell."""

from collections.abc import Iterator
from typing import Any

import mwparserfromhell
from django.utils.translation import gettext as _

from citations.formats.base import Understood, Unreadable, one_line
from citations.formats.dates import read_date
from citations.formats.languages import language_of
from citations.records import AuthorName, SourceRecord

TYPES = {
    "web": "webpage",
    "news": "article-newspaper",
    "magazine": "article-magazine",
    "journal": "article-journal",
    "book": "book",
    "encyclopedia": "entry-encyclopedia",
    "report": "report",
    "press release": "webpage",
    "interview": "interview",
    "speech": "speech",
    "av media": "broadcast",
    "episode": "broadcast",
    "tweet": "post",
    "dictionary": "entry-encyclopedia",
    "techreport": "report",
    "citation": "webpage",
    "conference": "chapter",
    "legislation": "legislation",
    "court": "legal_case",
    "dataset": "dataset",
    "data": "dataset",
}
RUSSIAN = {"статья": "article-journal", "книга": "book", "публикация": "webpage", "из": "webpage"}
NAMES = {
    "title": ("title", "заглавие", "название", "заголовок"),
    "translated_title": ("trans-title", "trans_title"),
    "container_title": (
        "website",
        "work",
        "newspaper",
        "magazine",
        "journal",
        "encyclopedia",
        "dictionary",
        "periodical",
        "сайт",
        "издание",
    ),
    "publisher": ("publisher", "agency", "institution", "издательство"),
    "publisher_place": ("location", "place", "publication-place", "место"),
    "url": ("url", "ссылка", "chapter-url"),
    "archive_url": ("archive-url", "archiveurl", "archive_url"),
    "doi": ("doi",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "volume": ("volume", "том"),
    "issue": ("issue", "number", "номер", "выпуск"),
    "page": ("pages", "page", "страницы"),
}
DATES = {
    "issued": ("date", "publication-date", "year", "дата", "год"),
    "accessed": ("access-date", "accessdate", "access_date"),
    "archived": ("archive-date", "archivedate", "archive_date"),
}
LONGEST = 10_000  # characters: the parser is slow in what opens and never closes
STATES = {
    "dead": "dead",
    "yes": "dead",
    "deviated": "dead",
    "unfit": "usurped",
    "usurped": "usurped",
    "live": "live",
    "no": "live",
}


def read_wikitext(text: str) -> tuple[Understood, ...]:
    """Every cite template of a wikitext, in its order. Raises Unreadable when there is none."""
    if len(text) > LONGEST:
        raise Unreadable(_("This template is not closed, or longer than any source."))
    templates = mwparserfromhell.parse(text).filter_templates(recursive=False)
    found = tuple(_read(kind, template) for template in templates if (kind := _kind(str(template.name))) is not None)
    if not found:
        raise Unreadable(_("No {{cite …}} template is in this wikitext."))
    return found


def _kind(name: str) -> str | None:
    name = one_line(name.replace("_", " ")).lower()
    if name.startswith("cite "):
        return TYPES.get(name.removeprefix("cite "), "webpage")
    return RUSSIAN.get(name) or (TYPES["citation"] if name == "citation" else None)


def _read(kind: str, template: Any) -> Understood:
    found = {one_line(param.name).lower(): _plain(param.value) for param in template.params if _plain(param.value)}
    values: dict[str, Any] = {"type": kind, "authors": tuple(_authors(found))}
    if kind == "book" and "chapter" in found:
        values["type"], found["container_title"] = "chapter", found.pop("title", "")
        values["container_title"], values["title"] = found.pop("container_title"), found.pop("chapter")
    for field, names in NAMES.items():
        for name in names:
            if name in found and not values.get(field):
                values[field] = found.pop(name)
    for field, names in DATES.items():
        for name in names:
            if name in found and not values.get(field) and (date := read_date(found[name])):
                values[field] = date
                del found[name]
    languages = found.pop("language", found.pop("lang", found.pop("язык", "")))
    values["language"] = language_of(languages.split(",")[0])
    if languages and not values["language"]:
        found["language"] = languages
    status = found.pop("url-status", found.pop("dead-url", found.pop("deadlink", ""))).lower()
    values["url_state"] = STATES.get(status, "live")
    left = tuple(f"{name}: {value}" for name, value in found.items())
    return Understood(SourceRecord(**{name: value for name, value in values.items() if value}), left)


def _authors(found: dict[str, str]) -> Iterator[AuthorName]:
    """last, first, last1, first2, author, author3, автор … in their order."""
    for number in ("", *map(str, range(1, 31))):
        family = _take(found, f"last{number}", f"surname{number}", f"author{number}-last", f"фамилия{number}")
        given = _take(found, f"first{number}", f"given{number}", f"author{number}-first", f"имя{number}")
        whole = _take(found, f"author{number}", f"автор{number}")
        if family:
            yield AuthorName(family, given)
        elif whole:
            last, comma, first = whole.partition(",")
            yield AuthorName(last.strip(), first.strip()) if comma and first.strip() else AuthorName(literal=whole)


def _take(found: dict[str, str], *names: str) -> str:
    return next((found.pop(name) for name in names if name in found), "")


def _plain(value: Any) -> str:
    """Wikitext without links, marks and templates."""
    code = mwparserfromhell.parse(str(value))
    for template in code.filter_templates(recursive=False):
        code.replace(template, "")
    return one_line(code.strip_code(normalize=True, collapse=False))
