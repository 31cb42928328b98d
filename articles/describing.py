"""What a page says of itself to search engines and in shared links: a line of its own words."""

from collections.abc import Sequence

from django.utils.text import Truncator

from articles.pages import InfoboxRow
from articles.prose.passages import HEADING, plain
from articles.prose.syntax import DEFINITION

LONGEST = 160  # characters; search engines cut what is longer
ROWS = 4


def describe(short_description: str, prose: Sequence[str], infobox: Sequence[InfoboxRow]) -> str:
    """The short description, else the beginning of the text, else the first facts; "" where there is none of them."""
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
