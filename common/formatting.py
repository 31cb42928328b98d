"""Numbers, periods and countries in words, in the reader's language."""

from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from common.dates import format_partial_date
from common.locale import locale


def format_number(number: int) -> str:
    """21000 as "21,000" (the grouping of the reader's language)."""
    return format_decimal(number, locale=locale())


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
