"""What prose adds to Markdown: `[@key]`, `[^a]`, `[[slug|text]]`, and note definitions `[^a]: …`.

Spans with a language, `[text]{lang=kk-Cyrl}`, or a tag (`articles.prose.tags`) come from mdit-py-plugins. Raw HTML and
images are off: pictures have records of their own with credit and licence.
"""

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from articles.prose.tags import Tag, faults_of, tags_of
from citations.grammar import GrammarError, parse_cites

CITE = re.compile(r"\[@[^\[\]\n]*\]")
NOTE = re.compile(r"\[\^([A-Za-z0-9_-]+)\]")
WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
DEFINITION = re.compile(r"^\[\^([A-Za-z0-9_-]+)\]:[ \t]*((?:.+(?:\n(?!\n|\[\^|#).+)*))", re.MULTILINE)


@dataclass(frozen=True)
class Heading:
    level: int  # 2 to 6: 1 is the page's title
    text: str  # without markup
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Block:
    """A heading (None before the first) and what stands under it."""

    heading: Heading | None
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Prose:
    """A parsed text: what it says and what it names."""

    blocks: tuple[Block, ...]
    notes: dict[str, tuple[Token, ...]]
    keys: frozenset[str]
    links: tuple[tuple[str, str], ...]  # wiki links: address and words
    note_marks: tuple[str, ...]
    faults: tuple[str, ...]
    tags: tuple[Tag, ...] = ()

    @property
    def slugs(self) -> frozenset[str]:
        return frozenset(slug for slug, _words in self.links)


def parse(*texts: str) -> tuple[Prose, ...]:
    """Parse texts that share their notes (a lead and its body). Never raises: what is wrong is in `faults`."""
    return tuple(_parse(text) for text in texts)


@cache
def markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    parser.disable(["html_block", "html_inline", "image"])
    parser.use(attrs_plugin, spans=True, allowed=["lang", "dir", "class", "since"])
    for name, rule in (("cite", _cite), ("note_mark", _note_mark), ("wiki_link", _wiki_link)):
        parser.inline.ruler.before("link", name, rule)
    return parser


def _parse(text: str) -> Prose:
    definitions = {match[1]: match[2] for match in DEFINITION.finditer(text)}
    tokens = _without_classes(markdown().parse(DEFINITION.sub("", text)))
    notes = {name: tuple(_without_classes(markdown().parseInline(said))) for name, said in definitions.items()}
    inner = [
        child
        for token in _walk([*tokens, *(token for note in notes.values() for token in note)])
        for child in token.children or [token]
    ]
    cites = [token for token in inner if token.type == "cite"]
    return Prose(
        blocks=tuple(_blocks(tokens)),
        notes=notes,
        keys=frozenset(cite.key for token in cites for cite in token.meta["cites"]),
        links=tuple((token.meta["slug"], token.meta["text"]) for token in inner if token.type == "wiki_link"),
        note_marks=tuple(token.meta["name"] for token in inner if token.type == "note_mark"),
        faults=(*(token.meta["fault"] for token in cites if token.meta["fault"]), *faults_of(inner)),
        tags=tuple(tags_of(inner)),
    )


def _without_classes(tokens: list[Token]) -> list[Token]:
    """Only a span may carry a class, and only that of a tag: other classes are the site's own."""
    for token in [*tokens, *(child for parent in tokens for child in parent.children or ())]:
        if token.type != "span_open":
            for name in ("class", "since"):
                token.attrs.pop(name, None)
    return tokens


def _walk(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "inline"]


def _blocks(tokens: list[Token]) -> list[Block]:
    """Cut the text at its top-level headings; levels start at 2 and never skip one downwards."""
    found: list[tuple[Heading | None, list[Token]]] = [(None, [])]
    level, position = 1, 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "heading_open" and token.level == 0:
            inline = tokens[position + 1]
            level = min(max(int(token.tag[1]), 2), level + 1)
            children = inline.children or []
            words = "".join(_words(child) for child in children)
            found.append((Heading(level, words.strip(), (inline,)), []))
            position += 3
        else:
            found[-1][1].append(token)
            position += 1
    return [Block(heading, tuple(inside)) for heading, inside in found if heading or inside]


def _words(token: Token) -> str:
    """What a reader sees of an inline token, marks left out."""
    if token.type == "wiki_link":
        return str(token.meta["text"])
    return token.content if token.type in ("text", "code_inline") else ""


def _cite(state: StateInline, silent: bool) -> bool:
    match = CITE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.content = match[0]
        try:
            token.meta = {"cites": parse_cites(match[0][1:-1]), "fault": ""}
        except GrammarError as error:
            token.meta = {"cites": (), "fault": str(error)}
    state.pos = match.end()
    return True


def _note_mark(state: StateInline, silent: bool) -> bool:
    match = NOTE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("note_mark", "", 0).meta = {"name": match[1]}
    state.pos = match.end()
    return True


def _wiki_link(state: StateInline, silent: bool) -> bool:
    match = WIKI_LINK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.content = match[0]
        token.meta = {"slug": match[1].strip(), "text": (match[2] or match[1]).strip()}
    state.pos = match.end()
    return True
