"""Which fields a source of a CSL type has, besides those that every source has. The form shows these first."""

from citations.models import Citation

Type = Citation.Type
EVERY = frozenset(
    {
        "key",
        "type",
        "title",
        "title_supplied",
        "translated_title",
        "language",
        "issued",
        "accessed",
        "archived",
        "url",
        "url_state",
        "archive_url",
        "original",
        "note",
    }
)
PERIODICAL = frozenset({"container_title", "volume", "issue", "page", "issn", "publisher", "publisher_place"})
WHOLE = frozenset({"publisher", "publisher_place", "isbn", "doi"})
PLACED = frozenset({"container_title", "publisher"})

FIELDS: dict[str, frozenset[str]] = {
    Type.WEBPAGE: PLACED,
    Type.NEWSPAPER: PERIODICAL - {"volume"},
    Type.MAGAZINE: PERIODICAL,
    Type.JOURNAL: PERIODICAL | {"doi"},
    Type.BOOK: WHOLE | {"volume"},
    Type.CHAPTER: WHOLE | {"container_title", "volume", "page"},
    Type.REPORT: WHOLE | {"container_title", "issue"},
    Type.LAW: PLACED | {"volume", "issue", "page"},
    Type.DECISION: PLACED | {"volume", "page"},
    Type.ENCYCLOPEDIA: WHOLE | {"container_title", "volume", "page"},
    Type.DATASET: PLACED | {"doi"},
    Type.INTERVIEW: PLACED,
    Type.BROADCAST: PLACED | {"publisher_place"},
    Type.POST: PLACED,
    Type.SPEECH: PLACED | {"publisher_place"},
}


def fields_of(type_: str) -> frozenset[str]:
    """The fields of a type; those of every source for a type that is none."""
    return EVERY | FIELDS.get(type_, frozenset())
