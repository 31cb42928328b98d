"""Values as cells of CSV files that are opened in spreadsheets."""

from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")


# Stands first in every CSV: without it spreadsheets take Cyrillic for Latin letters.
BYTE_ORDER_MARK = "\ufeff"


def csv_cell(value: Any) -> Any:
    """Words that a spreadsheet would run as a formula begin with an apostrophe; figures stay figures."""
    if isinstance(value, str) and value.startswith(FORMULA) and not value.lstrip("+-").isdigit():
        return f"'{value}"
    return "" if value is None else value
