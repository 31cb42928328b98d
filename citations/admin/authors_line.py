"""Authors on one line, as they are pasted and typed: "Family, Given; Ministry of Justice"."""

from citations.records import AuthorName


def write_authors(authors: tuple[AuthorName, ...]) -> str:
    return "; ".join(author.literal or f"{author.family}, {author.given}".rstrip(" ") for author in authors)


def read_authors(line: str) -> tuple[AuthorName, ...]:
    """Names parted by semicolons; one with a comma is a family and a given name, one without a name as one."""
    names = []
    for part in line.split(";"):
        family, comma, given = (piece.strip(" ") for piece in part.partition(","))
        if family:
            names.append(AuthorName(family, given) if comma else AuthorName(literal=family))
    return tuple(names)
