"""Facts of a page, as frozen values: what is printed, its marks, and what a click on it opens.

Every value that can look different names its own template partial in `template`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from articles.prose.reference_numbers import Mark
from articles.sourcing.disputes import Dispute
from common.locale import in_words


@dataclass(frozen=True)
class Text:
    template: ClassVar[str] = "articles/values/_text.html"
    text: str
    language: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; `url` is empty for what has no public article."""

    text: str
    url: str = ""

    @property
    def template(self) -> str:
        return "articles/values/_link.html" if self.url else "articles/values/_text.html"

    language: str = ""


@dataclass(frozen=True)
class Time:
    """A date in words with its machine form for `<time datetime>`."""

    template: ClassVar[str] = "articles/values/_time.html"
    text: str
    datetime: str

    @classmethod
    def of(cls, moment: dt.datetime) -> Self:
        """The day of a moment of the log."""
        words = in_words(moment)
        return cls(words.day, words.iso)


@dataclass(frozen=True)
class Swatch:
    template: ClassVar[str] = "articles/values/_swatch.html"
    text: str
    hex: str
    language: str = ""


@dataclass(frozen=True)
class Seats:
    """Seats won of all, drawn as a bar with its text beside it. `total` may be unknown."""

    template: ClassVar[str] = "articles/values/_seats.html"
    won: int
    total: int | None

    @property
    def text(self) -> str:
        return f"{self.won} / {self.total}" if self.total else str(self.won)

    @property
    def width(self) -> int:
        """Filled part of the bar in per cent, rounded; 0 when the total is unknown."""
        return round(100 * self.won / self.total) if self.total else 0


Value = Text | Link | Time | Swatch | Seats


@dataclass(frozen=True)
class Support:
    """A source beside a fact: what it is, where in it, its words."""

    name: str
    url: str
    language: str = ""
    locator: str = ""
    quotation: str = ""


@dataclass(frozen=True)
class SetBy:
    """Who last set a fact, when, why, in which revision. `user` is empty where nobody had signed in."""

    number: int
    url: str
    time: Time
    user: str
    action: str
    comment: str


@dataclass(frozen=True)
class Disclosure:
    """What a click on a fact opens: the sources for it, those against it, further values, and who last set it."""

    supports: tuple[Support, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    further: tuple[str, ...] = ()
    set_by: SetBy | None = None

    @property
    def uncited(self) -> bool:
        return not self.supports


@dataclass(frozen=True)
class Fact:
    """One value of the page: what is printed, its marks, and what a click opens (None: nothing to open)."""

    values: tuple[Value, ...]
    marks: tuple[Mark, ...] = ()
    disclosure: Disclosure | None = None
    after: str = ""  # words after the value: "(1999–2002)"
    after_language: str = ""  # where it is not that of the page

    @property
    def disputed(self) -> bool:
        return bool(self.disclosure and self.disclosure.disputes)

    @property
    def template(self) -> str:
        """Nothing to open; an opener beside links (a summary is a button and holds none); or the value itself opens."""
        if self.disclosure is None:
            return "articles/facts/_plain.html"
        linked = self.marks or any(isinstance(value, Link) and value.url for value in self.values)
        return "articles/facts/_beside.html" if linked else "articles/facts/_opening.html"
