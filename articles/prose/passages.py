"""What each mark of a text stands for: the words since the mark before it, within one paragraph. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.prose.syntax import CITE, DEFINITION, WIKI_LINK
from citations.grammar import KEY

NAMED = re.compile(rf"@({KEY})")
MARKS = re.compile(rf"(?:{CITE.pattern}[ \t]*)+")
HEADING = re.compile(r"^#{1,6}[ \t]+(.*)$", re.MULTILINE)
SENTENCE_END = re.compile(r"[.!?…][\"»”’)*]*\s+")


@dataclass(frozen=True)
class Passage:
    """Words with the keys of the sources that are marked at their end, and the section that they stand in.

    `subjects` are the addresses of the links with which its sentences begin: whom they are about.
    """

    section: str
    text: str
    keys: frozenset[str]
    subjects: frozenset[str]


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text in order; one without a mark at its end has no keys. Notes stand last, each its own."""
    notes = [match[2] for match in DEFINITION.finditer(text)]
    found = list(_of_sections(DEFINITION.sub("", text)))
    return (*found, *(passage for note in notes for passage in _of_paragraph("", note)))


def _of_sections(text: str) -> Iterator[Passage]:
    position, section = 0, ""
    for heading in [*HEADING.finditer(text), None]:
        for paragraph in re.split(r"\n\s*\n", text[position : heading.start() if heading else len(text)]):
            yield from _of_paragraph(section, paragraph)
        if heading:
            position, section = heading.end(), heading_words(heading)


def _of_paragraph(section: str, paragraph: str) -> Iterator[Passage]:
    position = 0
    for marks in [*MARKS.finditer(paragraph), None]:
        words = paragraph[position : marks.start() if marks else len(paragraph)]
        if plain(words):
            keys = frozenset(NAMED.findall(marks[0])) if marks else frozenset()
            yield Passage(section, plain(words), keys, frozenset(_subjects(words)))
        if marks:
            position = marks.end()


def _subjects(words: str) -> Iterator[str]:
    starts = [0, *(end.end() for end in SENTENCE_END.finditer(words))]
    for start in starts:
        if match := WIKI_LINK.match(words[start:].lstrip("*_> \t\n")):
            yield match[1].strip()


def heading_words(heading: re.Match[str]) -> str:
    """The words of a heading that HEADING found, without the signs that may close it."""
    return plain(heading[1].rstrip("# \t"))


def plain(words: str) -> str:
    """Words without markup, on one line."""
    text = WIKI_LINK.sub(lambda link: link[2] or link[1], words)
    text = re.sub(r"\[\^[^\]]*\]|\[@[^\]]*\]|\{[^{}]*\}|[*#\[\]]|^>\s?", "", text, flags=re.MULTILINE)
    return " ".join(text.split())
