"""Tags for what a text still wants: `[words]{.citation-needed since=2024-05}`, a Pandoc span with a class and a date.

Pure. A tag says since when it stands, so that old ones can be found; forms put in the month where an editor does not.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdown_it.token import Token

from common.dates import is_date

TAGS = {
    "citation-needed": gettext_lazy("citation needed"),
    "failed-verification": gettext_lazy("failed verification"),
    "update-needed": gettext_lazy("update needed"),
}
SPAN = re.compile(r"\]\{([^{}\n]{0,200}\.(" + "|".join(TAGS) + r")(?![\w-])[^{}\n]{0,200})\}")
CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
SINCE = re.compile(r"\bsince=([^\s}]*)")


@dataclass(frozen=True)
class Tag:
    """A tag with its date (ISO 8601, of reduced precision) and the words that it is about."""

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
                "name": unknown[0],
                "names": ", ".join(f"{{.{name}}}" for name in TAGS),
            }
        name, since = tag_of(token), str(token.attrs.get("since", ""))
        if name and not is_date(since):
            yield _("Say since when: [words]{.%(name)s since=2024-05}.") % {"name": name}


def dated(text: str, today: datetime.date) -> str:
    """The text with the month of `today` in every tag that has no date; code is left alone."""
    pieces = CODE.split(text)
    return "".join(piece if number % 2 else _dated(piece, today) for number, piece in enumerate(pieces))


def _dated(text: str, today: datetime.date) -> str:
    return SPAN.sub(
        lambda span: span[0] if SINCE.search(span[1]) else f"]{{{span[1].rstrip(' ')} since={today:%Y-%m}}}", text
    )


def tags_of(tokens: Iterable[Token]) -> Iterator[Tag]:
    """The tags of inline tokens in their order, each with the words of its span."""
    opened: list[tuple[str, str, list[str]]] = []
    for token in tokens:
        if token.type == "span_open":
            opened.append((tag_of(token), str(token.attrs.get("since", "")), []))
        elif token.type == "span_close" and opened:
            name, since, words = opened.pop()
            if name:
                yield Tag(name, since, " ".join("".join(words).split()))
        else:
            for _name, _since, words in opened:
                words.append(_seen(token))


def _seen(token: Token) -> str:
    """What a reader sees of an inline token, marks left out."""
    if token.type == "wiki_link":
        return str(token.meta["text"])
    return token.content if token.type in ("text", "code_inline") else " " if token.type.endswith("break") else ""
