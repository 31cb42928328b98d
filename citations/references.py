"""A reference as printed: Citation Style 1 of Wikipedia, from structured fields.

    Family, Given (2022-12-26). "Title". Container (in Russian). Retrieved 2023-02-05.

Without an author the date follows the container; a language is named where it is not the page's; what is unknown is
not printed. The words between the parts are in the page's language (`citations.terms`). The template
`citations/_reference.html` prints the parts and escapes; nothing here is HTML.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from citations.formats.coins import coins
from citations.models import Citation
from citations.records import record_of
from citations.terms import Terms, language_name, terms_of

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
    in_language: str  # "(in Russian)", where it is not the page's
    accessed: str  # "Retrieved 2023-02-05"
    identifiers: tuple[str, ...]
    archive_url: str
    archived: str  # "Archived 2023-01-01"
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
        parts = (inside, self.publisher if self.publisher != self.container else "")
        return ". ".join(part.removesuffix(".") for part in parts if part)


def reference(citation: Any, authors: Iterable[Any], page_language: str) -> Reference:
    """The reference of a Citation (a live or a history row) with its Author rows, on a page in `page_language`."""
    authors, terms = list(authors), terms_of(page_language)
    title = f"[{citation.title}]" if citation.title_supplied else citation.title
    return Reference(
        key=citation.key,
        authors=_authors(authors, citation.issued),
        issued=citation.issued,
        title=title,
        title_language=citation.language,
        quoted=citation.type not in WHOLE_WORKS,
        url=citation.url,
        container=citation.container_title,
        detail=_detail(citation, terms),
        publisher=citation.publisher,
        in_language=_in_language(citation.language, page_language, terms),
        accessed=terms.accessed.format(citation.accessed) if citation.accessed else "",
        identifiers=tuple(
            f"{name} {value}"
            for name, value in (("DOI", citation.doi), ("ISBN", citation.isbn), ("ISSN", citation.issn))
            if value
        ),
        archive_url=citation.archive_url,
        archived=_archived(citation, terms),
        dead=citation.url_state in GONE,
        coins=coins(record_of(citation, authors)),
    )


def author_name(author: Any) -> str:
    return author.literal or ", ".join(filter(None, (author.family, author.given)))


def differs(language: str, page_language: str) -> bool:
    """Whether a source in `language` is foreign to the page; scripts of one language are not."""
    return bool(language) and language.split("-")[0] != page_language.split("-")[0]


def _authors(authors: list[Any], issued: str) -> str:
    """Names in their order; an initial's full stop is the sentence's where no date follows."""
    names = "; ".join(author_name(author) for author in authors)
    return names if issued else names.removesuffix(".")


def _detail(citation: Any, terms: Terms) -> str:
    volume = " ".join(filter(None, (citation.volume, f"({citation.issue})" if citation.issue else "")))
    pages = (terms.page if citation.page.isdigit() else terms.pages).format(citation.page) if citation.page else ""
    return ": ".join(filter(None, (volume, pages)))


def _in_language(language: str, page_language: str, terms: Terms) -> str:
    """ "(in Russian)" where the work is in another language than the page; a tag that nobody knows stands as it is."""
    return terms.in_language(language_name(language, page_language)) if differs(language, page_language) else ""


def _archived(citation: Any, terms: Terms) -> str:
    if not citation.archive_url:
        return ""
    return terms.archived_on.format(citation.archived) if citation.archived else terms.archived
