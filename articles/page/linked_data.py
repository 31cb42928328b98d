"""A page as schema.org JSON-LD: what it is about, every row of its infobox, and the sources that it cites.

Rows that schema.org has words for (founded, born, date …) are not translated into them: each is a PropertyValue with
the label and the words that readers see, so that nothing is said that the page does not say.
"""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from articles.page.head import LICENCE
from articles.page.page import Page, Table

TYPES = {"party": "PoliticalParty", "person": "Person", "event": "Event", "election": "Event"}  # others: Organization
FILES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def linked_data(page: Page, site_url: str) -> dict[str, Any]:
    """The page as JSON-LD; `site_url` is its scheme and host."""
    address = f"{site_url}{page.url}"
    subject = {
        "@type": TYPES.get(page.kind, "Organization"),
        "@id": f"{address}#subject",
        "name": page.title,
        "alternateName": [{"@value": name.text, "@language": name.language} for name in page.names],
        "description": page.short_description,
        "image": f"{site_url}{page.picture.url}" if page.picture else "",
        "additionalProperty": [
            {"@type": "PropertyValue", "name": row.label, "value": words}
            for row in page.infobox
            for words in (_words(fact) for fact in row.facts)
            if words
        ],
    }
    article = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": page.title,
        "inLanguage": page.language,
        "license": LICENCE,
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": site_url},
        "dateModified": page.last_edit.time.datetime if page.last_edit else "",
        "version": page.last_edit.number if page.last_edit else "",
        "about": _without_blanks(subject),
        "hasPart": _datasets(page, site_url),
        "citation": [
            _without_blanks(
                {
                    "@type": "CreativeWork",
                    "@id": f"{site_url}{printed.reference.page_url}",
                    "name": printed.reference.title,
                    "url": printed.reference.url,
                    "datePublished": printed.reference.issued,
                    "publisher": printed.reference.container,
                }
            )
            for printed in page.references
        ],
    }
    return _without_blanks(article)


def _datasets(page: Page, site_url: str) -> list[dict[str, Any]]:
    """Tables that can be had as files: the results of an election."""
    tables = [block for section in page.sections for block in section.blocks if isinstance(block, Table)]
    found = []
    for table in tables:
        files = {link.url.rsplit(".", 1)[-1]: link.url for link in table.links}
        distribution = [
            {"@type": "DataDownload", "encodingFormat": FILES[ending], "contentUrl": f"{site_url}{url}"}
            for ending, url in files.items()
            if ending in FILES
        ]
        if distribution:
            name = f"{page.title}: {table.caption}"
            found.append(
                {
                    "@type": "Dataset",
                    "name": name,
                    "description": f"{name}. {page.description}",
                    "license": LICENCE,
                    "isAccessibleForFree": True,
                    "distribution": distribution,
                }
            )
    return found


def as_script(page: Page, site_url: str) -> SafeString:
    """The same as text that can stand within a page's script element, whatever words it has."""
    return mark_safe(json.dumps(linked_data(page, site_url), ensure_ascii=False).translate(ESCAPED))  # noqa: S308  escaped


def _words(fact: Any) -> str:
    values = " ".join(value.text for value in fact.values)
    return f"{values} ({fact.after})" if fact.after and values else values


def _without_blanks(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in ("", [], None)}
