"""What every format stands on: what was understood of a text that names a source, and values of one line."""

import re
from dataclasses import dataclass
from typing import Any

from citations.records import SourceRecord

# Spaces and line breaks, but no no-break spaces: those are kept as typed.
SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Understood:
    """A source as far as it was understood, and what found no place in it, as "name: value"."""

    record: SourceRecord
    left: tuple[str, ...] = ()


class Unreadable(ValueError):
    """What is wrong with a text, said so that an editor can mend it."""


def one_line(value: Any) -> str:
    """The value as one line; runs of spaces and breaks are one space."""
    return SPACES.sub(" ", str(value)).strip(" ")
