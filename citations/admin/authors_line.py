"""Authors on one line, as they are pasted and typed: "Family, Given; {Ministry of Trade, Almaty}; OSCE"."""

import re

from citations.records import AuthorName

NAME = re.compile(r"\s*(?:\{(?P<whole>[^{}]*)\}|(?P<parts>[^;]*))\s*(?:;|$)")


def write_authors(authors: tuple[AuthorName, ...]) -> str:
    return "; ".join(_written(author) for author in authors)


def read_authors(line: str) -> tuple[AuthorName, ...]:
    """Names parted by semicolons: with a comma a family and a given name; without one, or in braces, a name as one."""
    names = []
    for match in NAME.finditer(line):
        if whole := (match["whole"] or "").strip(" "):
            names.append(AuthorName(literal=whole))
        family, comma, given = (piece.strip(" ") for piece in (match["parts"] or "").partition(","))
        if family:
            names.append(AuthorName(family, given) if comma else AuthorName(literal=family))
    return tuple(names)


def _written(author: AuthorName) -> str:
    if author.literal:
        return f"{{{author.literal}}}" if re.search("[,;]", author.literal) else author.literal
    return f"{author.family}, {author.given}".rstrip(" ")
