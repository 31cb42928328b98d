"""Figures of elections in print."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.formatting import MINUS, format_figure, format_number, format_places, format_sum
from elections.arithmetic.seat_changes import SeatChange


def format_share(share: Decimal | None, places: int) -> str:
    """A share with all its places: "2.30%"; "" when unknown."""
    return "" if share is None else format_places(share, places) + "%"


def format_count(count: int | None) -> str:
    return "" if count is None else format_number(count)


def format_change(change: SeatChange) -> str:
    """ "New", "+4", "−14", "±0"; "" when it cannot be told."""
    if change.new:
        return _("New")
    if change.amount is None:
        return ""
    return format_sum(change.amount)


def format_rank(rank: int | None) -> str:
    """ "1st", "2nd", "11th"; other languages write "1."; "" without a rank."""
    if rank is None:
        return ""
    if (get_language() or "en").split("-")[0] != "en":
        return f"{rank}."
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def format_points(points: Decimal | None) -> str:
    """A difference in percentage points with its sign and all its places: "+1.30", "−0.5"; "" when unknown."""
    if points is None:
        return ""
    sign = "±" if not points else "+" if points > 0 else MINUS
    return sign + format_figure(abs(points))
