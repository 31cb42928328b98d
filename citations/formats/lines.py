"""Values of formats that give a line to each: no line break inside, no-break spaces as typed."""

import re
from typing import Any

SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")


def one_line(value: Any) -> str:
    """The value as one line; runs of spaces and breaks are one space."""
    return SPACES.sub(" ", str(value)).strip(" ")
