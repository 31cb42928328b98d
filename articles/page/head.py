"""What a page says of itself in its head: to reference managers (Highwire Press, Dublin Core), and in words."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.text import Truncator

from articles.page.page import InfoboxRow, LastEdit
from articles.prose.passages import HEADING, plain
from articles.prose.syntax import DEFINITION

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
LONGEST = 160  # characters of a description; search engines cut what is longer
ROWS = 4  # of the infobox that a description may name


def metadata(title: str, language: str, description: str, edit: LastEdit | None) -> tuple[tuple[str, str], ...]:
    """Names and contents; what is unknown is not there. The address is the template's to add: it has a host."""
    day = edit.time.datetime[:10] if edit else ""
    pairs: list[tuple[str, Any]] = [
        ("citation_title", title),
        ("citation_publisher", settings.SITE_NAME),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_language", language),
        ("dc.title", title),
        ("dc.description", description),
        ("dc.publisher", settings.SITE_NAME),
        ("dc.date", day),
        ("dc.language", language),
        ("dc.type", "Text"),
        ("dc.rights", LICENCE),
    ]
    return tuple((name, value) for name, value in pairs if value)


def describe(short_description: str, prose: Sequence[str], infobox: Sequence[InfoboxRow]) -> str:
    """A line for search engines and shared links.

    The short description, else the beginning of the text, else the first facts; "" where there is none of
    them.
    """
    if short_description:
        return short_description
    for text in prose:
        words = plain(HEADING.sub("", DEFINITION.sub("", text[: 10 * LONGEST])))
        if words:
            return Truncator(words).chars(LONGEST)
    facts = [
        f"{row.label}: {', '.join(value.text for fact in row.facts for value in fact.values)}" for row in infobox[:ROWS]
    ]
    return Truncator("; ".join(facts)).chars(LONGEST)
