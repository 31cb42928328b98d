"""Partial dates as other formats spell them."""

import re

from common.dates import PATTERN, first_day

MONTHS = {
    name: f"{number:02d}"
    for number, names in enumerate(
        (
            "jan january января январь қаңтар",
            "feb february февраля февраль ақпан",
            "mar march марта март наурыз",
            "apr april апреля апрель сәуір",
            "may мая май мамыр",
            "jun june июня июнь маусым",
            "jul july июля июль шілде",
            "aug august августа август тамыз",
            "sep sept september сентября сентябрь қыркүйек",
            "oct october октября октябрь қазан",
            "nov november ноября ноябрь қараша",
            "dec december декабря декабрь желтоқсан",
        ),
        1,
    )
    for name in names.split()
}
SLASHED = re.compile(r"(\d{4})(?:/(\d{1,2})?)?(?:/(\d{1,2})?)?(?:/.*)?")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
DAY_FIRST = re.compile(r"(\d{1,2})\s+([^\W\d]+)\.?,?\s+(\d{4})(?:\s*(?:г|года|ж|жыл)\.?)?")
MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})")


def read_date(text: str) -> str:
    """A partial date in ISO 8601 from ISO, 2022/12/26, 26.12.2022, 26 December 2022, December 26, 2022; "" otherwise.

    A time of the day is left out. What could be two dates (1/2/2022) is none.
    """
    text = text.strip()
    iso = re.match(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*|\s+\d{2}:.*)?$", text)
    if iso:
        return _real(iso[1])
    if match := SLASHED.fullmatch(text):
        return _real("-".join(part.zfill(2) for part in match.groups() if part))
    if match := DOTTED.fullmatch(text):
        return _real(f"{match[3]}-{match[2].zfill(2)}-{match[1].zfill(2)}")
    if (match := DAY_FIRST.fullmatch(text)) and match[2].lower() in MONTHS:
        return _real(f"{match[3]}-{MONTHS[match[2].lower()]}-{match[1].zfill(2)}")
    if (match := MONTH_FIRST.fullmatch(text)) and match[1].lower() in MONTHS:
        day = f"-{match[2].zfill(2)}" if match[2] else ""
        return _real(f"{match[3]}-{MONTHS[match[1].lower()]}{day}")
    return ""


def _real(text: str) -> str:
    try:
        first_day(text)
    except ValueError:
        return ""
    return text if PATTERN.fullmatch(text) else ""
