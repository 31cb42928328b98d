"""Checks that Django runs: every page has an order, and it names the pieces that there are."""

from typing import Any

from django.core import checks

from articles.kinds import kinds
from articles.page.pieces import PageOrder, Pieces, infobox_rows, navboxes, orders, sections


@checks.register()
def page_orders(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E001: a kind without an order; E002: a name that no piece has; E003: a piece that stands on no list."""
    found: list[checks.CheckMessage] = [
        checks.Error(f"The page of the kind “{kind}” has no order.", id="articles.E001")
        for kind in kinds()
        if kind not in orders
    ]
    parts: dict[str, Pieces[Any]] = {"infobox": infobox_rows, "sections": sections, "navboxes": navboxes}
    for part, pieces in parts.items():
        listed = {name for order in orders.values() for name in _names(order, part)}
        unknown, unlisted = sorted(listed - pieces.keys()), sorted(pieces.keys() - listed)
        found += [checks.Error(f"No piece of {part} has the name “{name}”.", id="articles.E002") for name in unknown]
        found += [checks.Error(f"“{name}” stands on no list of {part}.", id="articles.E003") for name in unlisted]
    return found


def _names(order: PageOrder, part: str) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(order, part)
    return names
