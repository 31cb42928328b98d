"""Addresses: the numbers in them, pages of a list, and where the site is, for addresses that are read elsewhere."""

from collections.abc import Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

Row = TypeVar("Row")

LARGEST = 10**18 - 1  # every database takes it
PAGES = 999_999  # pages of a list that an address may ask for


def number_in(text: str, most: int = LARGEST) -> int | None:
    """The whole number from 0 to `most` that a text spells in ASCII digits.

    None for all else: blanks, words, signs, fractions, other digits, and numbers that are larger.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))):
        return None
    number = int(text)
    return number if number <= most else None


def number_or_404(text: str) -> int:
    """The number in a part of an address. Raises Http404 where there is none."""
    number = number_in(text)
    if number is None:
        raise Http404
    return number


def page_in(query: Mapping[str, str], most: int = PAGES) -> int:
    """The page of a list that `?page=` asks for, the first where it is not said. Raises BadRequest for what is none."""
    text = query.get("page", "") or "1"
    number = number_in(text, most)
    if not number:
        raise BadRequest(f"No page “{text}” here.")
    return number


def page_or_first(query: Mapping[str, str]) -> int:
    """The same, but what is no page is the first one."""
    return number_in(query.get("page", ""), PAGES) or 1


def page_of(rows: Sequence[Row] | QuerySet, size: int, number: int) -> Page[Row]:
    """A page of `size` rows, which counts from 1; beyond the end it is empty."""
    pages: Paginator[Row] = Paginator(rows, size)
    try:
        return pages.page(number)
    except EmptyPage:
        return Page([], number, pages)


def neighbours(page: Page, asked: Mapping[str, str]) -> tuple[str, str]:
    """The queries of the page before and of the next one, "" where there is none; `asked` stands in both."""
    before, after = str(page.number - 1) if page.number > 2 else "", str(page.number + 1)
    return (
        query_of({**asked, "page": before}) if page.has_previous() and page.paginator.count else "",
        query_of({**asked, "page": after}) if page.has_next() else "",
    )


def query_of(asked: Mapping[str, str]) -> str:
    """What is asked of a page as its address says it; empty values are left out."""
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def site_url(request: HttpRequest) -> str:
    """Scheme and host of a request, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"
