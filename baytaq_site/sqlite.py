"""SQLite's LIKE knows upper and lower case in ASCII only. Editors search in Cyrillic.

PostgreSQL folds case by itself. Here each connection gets a LIKE of its own that folds as Unicode does, so that
`icontains` finds "Азаттык" for "азаттык" in the admin's searches and completions.
"""

import re
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


@lru_cache(maxsize=256)
def _pattern(like: str, escape: str) -> re.Pattern[str]:
    parts, position = [], 0
    while position < len(like):
        character = like[position]
        if escape and character == escape and position + 1 < len(like):
            position += 1
            parts.append(re.escape(like[position]))
        else:
            parts.append({"%": ".*", "_": "."}.get(character, re.escape(character)))
        position += 1
    return re.compile("".join(parts), re.DOTALL)


def unicode_like(pattern: Any, value: Any, escape: str = "") -> bool | None:
    """SQL's `value LIKE pattern ESCAPE escape` with Unicode case folding; NULL on either side is NULL."""
    if pattern is None or value is None:
        return None
    return _pattern(str(pattern).casefold(), escape).fullmatch(str(value).casefold()) is not None


def use_unicode_like(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        for arguments in (2, 3):
            connection.connection.create_function("like", arguments, unicode_like, deterministic=True)


def register() -> None:
    connection_created.connect(use_unicode_like, dispatch_uid="unicode_like")
