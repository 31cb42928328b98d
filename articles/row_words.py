"""A fact in a few words: a field's value as pages write it, a row by what it names and says."""

from collections.abc import Iterable
from typing import Any

from articles.disputes import in_words
from articles.formatting import format_number


def field_words(row: Any, field: str) -> str:
    """A field of a live or a history row in words."""
    value = getattr(row, f"get_{field}_display", lambda: getattr(row, field))()
    if isinstance(value, int):
        return format_number(value)
    return in_words(value) if isinstance(value, str) else str(value if value is not None else "")


def row_words(row: Any, names: Iterable[str]) -> str:
    """A live or a history row: the articles that it names, and what it says of itself."""
    model = getattr(type(row), "instance_type", type(row))
    own = model.row_label({field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields})
    said = [name for name in names if name]
    return ", ".join([*said, *([own] if own and own not in said else [])])
