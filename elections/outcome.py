"""What came of a result in words: elected, or extra-parliamentary."""

from typing import Any

from django.utils.translation import gettext as _


def outcome(row: Any) -> str:
    """The outcome that a source states; without one, what the seats say; "" where they are unknown."""
    if row.outcome:
        return row.outcome
    if row.elected:
        return _("Elected")
    return _("Extra-parliamentary") if row.seats == 0 else ""
