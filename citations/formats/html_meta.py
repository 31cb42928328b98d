"""What a web page says of itself: citation_* and Dublin Core meta tags, JSON-LD, Open Graph, its title; in that order.

Pages are read with lexbor, in linear time; nothing of them is run, and what they say is text like any other.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from citations.formats.base import Understood, one_line
from citations.formats.dates import read_date
from citations.identifiers import is_isbn, is_issn
from citations.records import AuthorName, SourceRecord

# Which tags give a field, the best first.
TAGS = {
    "title": ("citation_title", "dc.title", "dcterms.title", "ld:headline", "og:title", "ld:name", "<title>"),
    "container_title": (
        "citation_journal_title",
        "citation_conference_title",
        "citation_inbook_title",
        "ld:isPartOf",
        "og:site_name",
        "application-name",
    ),
    "publisher": ("citation_publisher", "dc.publisher", "ld:publisher"),
    "issued": (
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
        "dc.date",
        "dcterms.issued",
        "ld:datePublished",
        "article:published_time",
        "date",
    ),
    "language": ("citation_language", "dc.language", "ld:inLanguage", "og:locale", "<lang>"),
    "doi": ("citation_doi", "dc.identifier"),
    "isbn": ("citation_isbn", "ld:isbn"),
    "issn": ("citation_issn", "ld:issn"),
    "volume": ("citation_volume",),
    "issue": ("citation_issue",),
    "url": ("<canonical>", "og:url"),
}
AUTHORS = ("citation_author", "dc.creator", "ld:author", "article:author", "author")
NEWS = frozenset({"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle"})
WHOLE = frozenset({"NewsArticle", "Article", "BlogPosting", "WebPage", "ScholarlyArticle", "Book", "Report", *NEWS})
LONGEST = 500  # characters of a value
MOST = 300  # tags of one sort
DOI = re.compile(r"10\.\d{4,9}/\S+")


def read_metadata(html: str, url: str) -> Understood:
    """The source that a page says it is. Never raises; what it does not say stays empty but for the address."""
    found, scripts = _read_page(html)
    for name, value in _linked_data(scripts):
        found[name].append(value)
    values: dict[str, Any] = {}
    for field, tags in TAGS.items():
        values[field] = next((value for tag in tags for value in found[tag] if value), "")
    values["issued"] = read_date(values["issued"])
    values["language"] = _language(values["language"])
    values["doi"] = match[0] if (match := DOI.search(values["doi"])) else ""
    values["isbn"] = values["isbn"] if is_isbn(values["isbn"]) else ""
    values["issn"] = values["issn"] if is_issn(values["issn"]) else ""
    values["url"] = _address(values["url"], url)
    values["authors"] = tuple(_authors(found))
    if values["publisher"] == values["container_title"]:
        values["publisher"] = ""
    values["container_title"] = values["container_title"] or values["publisher"] or _host(url)
    if values["publisher"] == values["container_title"]:
        values["publisher"] = ""
    values["page"] = "–".join(page for tag in ("citation_firstpage", "citation_lastpage") for page in found[tag][:1])
    values["type"] = _type(found)
    return Understood(SourceRecord(**{name: value for name, value in values.items() if value}))


def _read_page(html: str) -> tuple[dict[str, list[str]], list[str]]:
    """Meta tags, the title, the language and the canonical address by name; and the JSON-LD scripts."""
    tree = LexborHTMLParser(html)
    found: dict[str, list[str]] = defaultdict(list)
    for meta in tree.css("meta")[:MOST]:
        name = (meta.attributes.get("name") or meta.attributes.get("property") or "").lower()
        if name and meta.attributes.get("content"):
            found[name].append(one_line(meta.attributes["content"])[:LONGEST])
    for selector, attribute, name in (("link[rel=canonical]", "href", "<canonical>"), ("html", "lang", "<lang>")):
        node = tree.css_first(selector)
        if node is not None and node.attributes.get(attribute):
            found[name].append(str(node.attributes[attribute]))
    title = tree.css_first("title")
    if title is not None:
        found["<title>"].append(one_line(title.text())[:LONGEST])
    return found, [script.text() for script in tree.css('script[type="application/ld+json"]')[:MOST]]


def _linked_data(scripts: list[str]) -> Iterator[tuple[str, str]]:
    """The properties of the first thing in JSON-LD that is a work, under "ld:" names."""
    for script in scripts:
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        things = found if isinstance(found, list) else [found]
        things += [thing for graph in things if isinstance(graph, dict) for thing in _list(graph.get("@graph"))]
        for thing in things:
            kinds = set(map(str, _list(thing.get("@type")))) if isinstance(thing, dict) else set()
            if not kinds & WHOLE:
                continue
            yield "ld:type", "news" if kinds & NEWS else "other"
            for name, value in thing.items():
                yield from ((f"ld:{name}", words) for one in _list(value) if (words := _name_of(one)))
            return


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name_of(value: Any) -> str:
    """A text, or the name of a thing."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("headline")
    return one_line(value)[:LONGEST] if isinstance(value, str | int) else ""


def _authors(found: dict[str, list[str]]) -> Iterator[AuthorName]:
    """Of the best tag that names any; a tag that names an address names nobody."""
    for tag in AUTHORS:
        names = [name for name in dict.fromkeys(found[tag]) if name and "://" not in name]
        for name in names[:30]:
            family, comma, given = (part.strip(" ") for part in name.partition(","))
            yield AuthorName(family, given) if comma and family and given else AuthorName(literal=name)
        if names:
            return


def _type(found: dict[str, list[str]]) -> str:
    if found["citation_journal_title"]:
        return "article-journal"
    if found["ld:type"] == ["news"]:
        return "article-newspaper"
    if found["citation_isbn"] or found["ld:isbn"]:
        return "book"
    return "article-newspaper" if found["og:type"] == ["article"] and found["article:published_time"] else "webpage"


def _language(value: str) -> str:
    """A BCP 47 tag from ru_RU, ru-ru, RU; without a region."""
    parts = value.replace("_", "-").split("-")
    scripts = [part.capitalize() for part in parts[1:] if len(part) == 4 and part.isalpha()]
    return "-".join([parts[0].lower(), *scripts]) if re.fullmatch("[A-Za-z]{2,3}", parts[0]) else ""


def _address(value: str, url: str) -> str:
    """The page's own address where it is on the same host; else the one that was asked for."""
    try:
        own = urljoin(url, value) if value else url
        return own if urlsplit(own).hostname == urlsplit(url).hostname and own.startswith("http") else url
    except ValueError:
        return url


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
