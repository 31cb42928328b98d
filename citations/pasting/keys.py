"""Keys suggested for new sources: the outlet and the date, azattyq-2022-11-30; the first words where one is unknown."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from anyascii import anyascii

from citations.grammar import KEY
from citations.records import SourceRecord

LONGEST = 80  # characters of a key
WORDS = 4  # of a title
LITTLE = frozenset({"the", "a", "an", "of", "and", "in", "on", "v", "i", "na", "o", "der", "die", "das"})


def suggest_key(record: SourceRecord, taken: Collection[str]) -> str:
    """A key that is not taken: the record's own where it is one, else outlet or author with date or title's words."""
    own = record.key.lower()
    if re.fullmatch(KEY, own) and len(own) <= LONGEST and own not in taken:
        return own
    first = record.authors[0] if record.authors else None
    host = _host(record.url).removeprefix("www.").rsplit(".", 1)[0]
    by = _slug(record.container_title) or _slug(host) or (_slug(first.family or first.literal) if first else "")
    by = by or _slug(record.publisher)
    words = [word for word in _slug(record.title).split("-") if word not in LITTLE][:WORDS]
    base = "-".join(filter(None, (by[:40].strip("-"), record.issued or "-".join(words)))) or "source"
    key, number = base[:LONGEST].strip("-"), 1
    while key in taken:
        number += 1
        key = f"{base[: LONGEST - 6].strip('-')}-{number}"
    return key


def _host(url: str) -> str:
    """The host of an address; "" where it is none yet: a form is still to say so."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _slug(text: str) -> str:
    """Latin letters and digits, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")
