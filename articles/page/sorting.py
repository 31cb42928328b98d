"""Tables that a reader orders by address: `?sort=votes`, the other way round `?sort=-votes`. No script is needed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import BadRequest

from articles.page.page import Column

Row = TypeVar("Row")


@dataclass(frozen=True)
class Order(Generic[Row]):
    """A column by which rows can be ordered. `value` gives what is compared; None comes last either way."""

    name: str
    value: Callable[[Row], Any]


def ordered(rows: Sequence[Row], orders: Sequence[Order[Row]], asked: Mapping[str, str]) -> list[Row]:
    """The rows as the address asks. Raises BadRequest for an order that the table does not have."""
    wanted = asked.get("sort", "")
    if not wanted:
        return list(rows)
    order = next((order for order in orders if order.name == wanted.removeprefix("-")), None)
    if order is None:
        raise BadRequest(f"No order “{wanted}” here.")
    known = [row for row in rows if order.value(row) is not None]
    unknown = [row for row in rows if order.value(row) is None]
    return [*sorted(known, key=order.value, reverse=wanted.startswith("-")), *unknown]


def sortable(column: Column, name: str, asked: Mapping[str, str], anchor: str) -> Column:
    """A column whose head orders the table: figures from the largest first, words from the first letter."""
    wanted = asked.get("sort", "")
    first, second = (f"-{name}", name) if column.numeric else (name, f"-{name}")
    query = urlencode({**asked, "sort": second if wanted == first else first})
    direction = "" if wanted.removeprefix("-") != name else "descending" if wanted.startswith("-") else "ascending"
    return Column(column.text, column.numeric, f"?{query}#{anchor}", direction)
