"""What was understood of a text that names a source."""

from dataclasses import dataclass

from citations.records import SourceRecord


@dataclass(frozen=True)
class Understood:
    """A source as far as it was understood, and what found no place in it, as "name: value"."""

    record: SourceRecord
    left: tuple[str, ...] = ()


class Unreadable(ValueError):
    """What is wrong with a text, said so that an editor can mend it."""
