"""Parsed prose to HTML. Marks are numbered as they are met, so texts are rendered in reading order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import nh3
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from articles.prose.reference_numbers import Footnotes
from articles.prose.syntax import markdown
from articles.prose.tags import TAGS, tag_of
from common.dates import format_partial_date, is_date

HTML_TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {
    "a": {"href", "class"},
    "sup": {"id", "class"},
    "span": {"class"},
    "ol": {"start"},
    "*": {"lang", "dir"},
}


class Target(Protocol):
    """What a wiki link leads to: an address, or "" where the public may not go."""

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Surroundings:
    """What rendering needs from the page: its numbering, the sources that exist, the articles that links name."""

    footnotes: Footnotes
    keys: frozenset[str]
    targets: Mapping[str, Target]
    notes: frozenset[str]


def render(tokens: Sequence[Token], around: Surroundings) -> SafeString:
    """Safe HTML of block tokens."""
    html = _Renderer().render(list(tokens), markdown().options, {"around": around, "spans": []})
    return _cleaned(html)


def render_inline(tokens: Sequence[Token], around: Surroundings) -> SafeString:
    """Safe HTML of one line of text: a heading, a note."""
    html = "".join(
        _Renderer().renderInline(token.children or [], markdown().options, {"around": around, "spans": []})
        for token in tokens
    )
    return _cleaned(html)


def _cleaned(html: str) -> SafeString:
    # The last step, whatever came before: nh3 lets through only the tags and attributes named above.
    clean = nh3.clean(
        html, tags=HTML_TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto"}
    )
    return mark_safe(clean)  # noqa: S308  sanitised on the line above


class _Renderer(RendererHTML):
    """markdown-it's renderer, and what prose adds."""

    def cite(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        around: Surroundings = env["around"]
        cites = tokens[index].meta["cites"]
        if not cites or any(cite.key not in around.keys for cite in cites):
            return escape(tokens[index].content)
        return "".join(
            around.footnotes.cite(cite.key).html
            + (format_html('<sup class="locator">{}</sup>', f": {cite.locator}") if cite.locator else "")
            for cite in cites
        )

    def span_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """A span with a language or with a tag; other classes are not the editors' to give."""
        token = tokens[index]
        name = tag_of(token)
        env["spans"].append((name, str(token.attrs.get("since", ""))))
        kept = {key: value for key, value in token.attrs.items() if key in ("lang", "dir")}
        kept |= {"class": "tagged"} if name else {}
        return format_html("<span{}>", format_html_join("", ' {}="{}"', kept.items()))

    def span_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        name, since = env["spans"].pop()
        if not name:
            return "</span>"
        words = ", ".join(filter(None, (str(TAGS[name]), format_partial_date(since) if is_date(since) else "")))
        return "</span>" + format_html('<sup class="tag">[{}]</sup>', words)

    def note_mark(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        around: Surroundings = env["around"]
        name = tokens[index].meta["name"]
        return around.footnotes.note(name).html if name in around.notes else escape(f"[^{name}]")

    def wiki_link(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        around: Surroundings = env["around"]
        meta = tokens[index].meta
        target = around.targets.get(meta["slug"])
        if target is None or not target.url:
            return format_html('<span class="wanted">{}</span>', meta["text"])
        return format_html('<a href="{}">{}</a>', target.url, meta["text"])
