"""Addresses: the numbers in them, and where the site is, for addresses that are read elsewhere."""

from collections.abc import Mapping

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest

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


def site_url(request: HttpRequest) -> str:
    """Scheme and host of a request, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"
