"""Numbers, periods and countries in words, in the reader's language."""

from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from common.dates import format_partial_date
from common.locale import locale

MINUS = "\N{MINUS SIGN}"


def format_number(number: int) -> str:
    """21000 as "21,000" (the grouping of the reader's language)."""
    return format_decimal(number, locale=locale())


def format_places(figure: Decimal, places: int) -> str:
    """A figure with so many places, zeros included: 69 with three is "69.000"."""
    return format_decimal(figure, format="#,##0." + "0" * places if places else "#,##0", locale=locale())


def format_figure(figure: Decimal) -> str:
    """A figure with the places that it has and no more: 53.90 is "53.90", 3431510 is "3,431,510"."""
    exponent = figure.as_tuple().exponent
    return format_places(figure, max(0, -exponent) if isinstance(exponent, int) else 0)


def format_sum(number: int) -> str:
    """A difference with its sign and thousands: "+1,234", "−14", "±0"."""
    return "±0" if number == 0 else f"{'+' if number > 0 else MINUS}{format_number(abs(number))}"


def format_period(row: Any) -> str:
    """A period in words: "2004–2015", "from 26 April 2022", "until 2015", "2022", "former"; "" for an unknown one."""
    if row.on_date:
        return format_partial_date(row.on_date)
    start, end = row.start_date, row.end_date
    if start and end:
        dash = "–" if len(start) == len(end) == 4 else " – "
        return f"{format_partial_date(start)}{dash}{format_partial_date(end)}"
    if start:
        return _("from %s") % format_partial_date(start, after_word=True)
    if end:
        return _("until %s") % format_partial_date(end, after_word=True)
    return _("former") if row.former else ""


def country_name(code: str) -> str:
    """The name of an ISO 3166 country; the code when Babel does not know it."""
    return Locale.parse(locale()).territories.get(code, code)


def capitalise(text: str) -> str:
    """First letter upper case, the rest untouched: "party congress" becomes "Party congress", "NATO" stays."""
    return text[:1].upper() + text[1:]
