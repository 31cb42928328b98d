"""A reference as printed: Citation Style 1 of Wikipedia, from structured fields.

    Family, Given (2022-12-26). "Title". Container (in Russian). Retrieved 2023-02-05.

Without an author the date follows the container; a language is named where it is not the page's; what is unknown is
not printed. The template `citations/_reference.html` prints it and escapes; nothing here is HTML.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citations.formats.coins import coins
from citations.models import Citation
from citations.partial_dates import babel_locale
from citations.records import record_of

GONE = {Citation.UrlState.DEAD, Citation.UrlState.USURPED}
WHOLE_WORKS = {Citation.Type.BOOK, Citation.Type.REPORT, Citation.Type.LAW, Citation.Type.DECISION}


@dataclass(frozen=True)
class Reference:
    """The printed parts of a reference, in order; empty ones vanish."""

    key: str
    authors: str
    issued: str  # ISO 8601
    title: str
    title_language: str
    quoted: bool  # works inside something stand in quotation marks, whole works do not
    url: str
    container: str
    detail: str  # volume, issue, pages
    publisher: str
    foreign_language: str  # "Russian", where it is not the page's
    accessed: str
    identifiers: tuple[str, ...]
    archive_url: str
    archived: str
    dead: bool
    coins: str  # for reference managers that read pages

    @property
    def title_url(self) -> str:
        """Where the title leads: a dead or usurped address is no address, its archived copy is."""
        return self.archive_url if self.dead else self.url

    @property
    def page_url(self) -> str:
        return reverse("sources:citation", args=[self.key])

    @property
    def outlet(self) -> str:
        """Who says it: newspaper, site, publisher or author. The title where none is known."""
        return self.container or self.publisher or self.authors or f"“{self.title}”"

    @property
    def name(self) -> str:
        """Short: outlet and date, for a fact's disclosure."""
        known = self.container or self.publisher or self.authors
        return ", ".join(filter(None, (self.outlet, self.issued))) if known else self.outlet

    @property
    def where(self) -> str:
        """Container, details and publisher as one run of text: "TACC", "Journal 4 (2): 7–9. Publisher"."""
        inside = " ".join(filter(None, (self.container, self.detail)))
        return ". ".join(filter(None, (inside, self.publisher if self.publisher != self.container else "")))


def reference(citation: Any, authors: Iterable[Any], page_language: str) -> Reference:
    """The reference of a Citation (a live or a history row) with its Author rows, on a page in `page_language`."""
    authors = list(authors)
    title = f"[{citation.title}]" if citation.title_supplied else citation.title
    return Reference(
        key=citation.key,
        authors="; ".join(author_name(author) for author in authors),
        issued=citation.issued,
        title=title,
        title_language=citation.language,
        quoted=citation.type not in WHOLE_WORKS,
        url=citation.url,
        container=citation.container_title,
        detail=_detail(citation),
        publisher=citation.publisher,
        foreign_language=language_name(citation.language) if differs(citation.language, page_language) else "",
        accessed=citation.accessed,
        identifiers=tuple(
            f"{name} {value}"
            for name, value in (("DOI", citation.doi), ("ISBN", citation.isbn), ("ISSN", citation.issn))
            if value
        ),
        archive_url=citation.archive_url,
        archived=citation.archived,
        dead=citation.url_state in GONE,
        coins=coins(record_of(citation, authors)),
    )


def author_name(author: Any) -> str:
    return author.literal or ", ".join(filter(None, (author.family, author.given)))


def differs(language: str, page_language: str) -> bool:
    """Whether a source in `language` is foreign to the page; scripts of one language are not."""
    return bool(language) and language.split("-")[0] != page_language.split("-")[0]


def language_name(tag: str) -> str:
    """The English (or interface) name of a BCP 47 language: "Russian"; the tag itself when Babel does not know it."""
    try:
        shown = Locale.parse(babel_locale(get_language() or "en"))
        return Locale.parse(tag.split("-")[0]).get_display_name(shown) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _detail(citation: Any) -> str:
    volume = citation.volume + (f" ({citation.issue})" if citation.issue else "")
    pages = (_("p. %s") if citation.page.isdigit() else _("pp. %s")) % citation.page if citation.page else ""
    return ": ".join(filter(None, (volume, pages)))
