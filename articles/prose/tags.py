"""Tags for what a text still wants: `[words]{.citation-needed since=2024-05}`, a Pandoc span with a class and a date.

Pure. A tag says since when it stands, so that old ones can be found; forms put in the month where an editor does not.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdown_it.token import Token

from citations.partial_dates import is_date

TAGS = {
    "citation-needed": gettext_lazy("citation needed"),
    "failed-verification": gettext_lazy("failed verification"),
    "update-needed": gettext_lazy("update needed"),
}
SPAN = re.compile(r"\]\{([^{}\n]*\.(" + "|".join(TAGS) + r")(?![\w-])[^{}\n]*)\}")
SINCE = re.compile(r"\bsince=([^\s}]*)")


@dataclass(frozen=True)
class Tag:
    """A tag with its date (ISO 8601, of reduced precision) and the words that it is about, with their markup."""

    name: str
    since: str
    words: str


def tag_of(token: Token) -> str:
    """The tag that a span carries; "" for any other span."""
    classes = str(token.attrs.get("class", "")).split()
    return next((name for name in classes if name in TAGS), "")


def faults_of(tokens: list[Token]) -> Iterator[str]:
    """What is wrong with the spans of a text, in words for its editor."""
    for token in tokens:
        if token.type != "span_open":
            continue
        unknown = [name for name in str(token.attrs.get("class", "")).split() if name not in TAGS]
        if unknown:
            yield _("{.%(name)s} is no tag. There are: %(names)s.") % {
                "name": unknown[0], "names": ", ".join(f"{{.{name}}}" for name in TAGS)
            }  # fmt: skip
        name, since = tag_of(token), str(token.attrs.get("since", ""))
        if name and not is_date(since):
            yield _("Say since when: [words]{.%(name)s since=2024-05}.") % {"name": name}


def dated(text: str, today: datetime.date) -> str:
    """The text with the month of `today` in every tag that has no date."""
    return SPAN.sub(
        lambda span: span[0] if SINCE.search(span[1]) else f"]{{{span[1].rstrip(' ')} since={today:%Y-%m}}}", text
    )


def tags(text: str) -> tuple[Tag, ...]:
    """The tags of a text in their order."""
    return tuple(
        Tag(span[2], since[1] if (since := SINCE.search(span[1])) else "", _words(text, span.start()))
        for span in SPAN.finditer(text)
    )


def _words(text: str, end: int) -> str:
    """The words before the bracket at `end`, back to the one that it closes."""
    depth = 0
    for place in range(end, max(-1, end - 2000), -1):
        depth += (text[place] == "]") - (text[place] == "[")
        if depth == 0:
            return text[place + 1 : end]
    return text[max(0, end - 200) : end]
