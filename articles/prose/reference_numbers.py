"""Numbers of references and letters of notes, in reading order.

A source gets its number where it is first marked and keeps it; every later mark reuses it. Anchors follow MediaWiki's
Cite extension: the reference is `cite_note-N`, the marks that lead to it `cite_ref-N-0`, `cite_ref-N-1` …; notes are
`cite_note-a`, `cite_ref-a-0`. Pure: it knows keys, not sources.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Mark:
    """A mark in the text: "[3]", the third use of which has the anchor cite_ref-3-2."""

    label: str
    use: int

    @property
    def anchor(self) -> str:
        return f"cite_ref-{self.label}-{self.use}"

    @property
    def html(self) -> SafeString:
        """The one spelling of a mark, in prose and in facts."""
        return format_html(
            '<sup class="mark" id="{}"><a href="#cite_note-{}">[{}]</a></sup>', self.anchor, self.label, self.label
        )


@dataclass(frozen=True)
class BackLink:
    """From a reference back to one of its marks; `letter` is empty when there is only one."""

    anchor: str
    letter: str


@dataclass(frozen=True)
class Numbered:
    """A reference or note with its label and its marks."""

    key: str
    label: str
    uses: int

    @property
    def anchor(self) -> str:
        return f"cite_note-{self.label}"

    @property
    def back_links(self) -> tuple[BackLink, ...]:
        only = self.uses == 1
        return tuple(
            BackLink(f"cite_ref-{self.label}-{use}", "" if only else letters(use + 1)) for use in range(self.uses)
        )


@dataclass
class Footnotes:
    """The numbering of one page, while it is being built: each key with its number and its uses, by first use."""

    _references: dict[str, tuple[int, int]] = field(default_factory=dict)
    _notes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def cite(self, key: str) -> Mark:
        """Mark the source `key` here."""
        return self._mark(self._references, key, str)

    def note(self, name: str) -> Mark:
        """Mark the explanatory note `name` here."""
        return self._mark(self._notes, name, letters)

    @property
    def references(self) -> tuple[Numbered, ...]:
        return tuple(Numbered(key, str(number), uses) for key, (number, uses) in self._references.items())

    @property
    def notes(self) -> tuple[Numbered, ...]:
        return tuple(Numbered(name, letters(number), uses) for name, (number, uses) in self._notes.items())

    @staticmethod
    def _mark(marked: dict[str, tuple[int, int]], key: str, label: Callable[[int], str]) -> Mark:
        number, uses = marked.get(key, (len(marked) + 1, 0))
        marked[key] = number, uses + 1
        return Mark(label(number), uses)


def letters(number: int) -> str:
    """a, b … z, aa, ab …: the letters of notes and back-links, counted from 1."""
    found = ""
    while number:
        number, place = divmod(number - 1, 26)
        found = chr(ord("a") + place) + found
    return found
