"""Cells of a table from pasted text, a CSV file or an XLSX file, within limits that a hostile file cannot pass."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

Grid = list[list[str]]

ROWS, COLUMNS, CELL = 600, 40, 500
FILE = 2_000_000  # bytes
UNPACKED = 4_000_000  # bytes of all parts of an XLSX file together
PARTS = 100


class TableError(ValueError):
    """There is no table; the message says why."""


def read_text(text: str) -> Grid:
    """The cells of pasted text: columns are divided by tabs, semicolons, commas or bars, whichever the lines share."""
    sign = _delimiter(text)
    # What is copied from a page is not quoted: a cell may well open with a quotation mark that never closes.
    unquoted = sign == "\t" and text.count('"') % 2 == 1
    lines = io.StringIO(text, newline="")
    return _tidy(
        csv.reader(lines, delimiter=sign, quoting=csv.QUOTE_NONE) if unquoted else csv.reader(lines, delimiter=sign)
    )


def read_file(name: str, content: bytes) -> Grid:
    """The cells of an uploaded file, by its content, whatever its name says."""
    if len(content) > FILE:
        raise TableError(_("The file is larger than 2 MB. A table of results is not."))
    if content.startswith(b"PK"):
        return _read_xlsx(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError(_("“%s” is an old Excel file. Save it as .xlsx or .csv.") % name)
    if b"\0" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableError(_("“%s” is no table: neither CSV nor XLSX.") % name)
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1251"):
        try:
            return read_text(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise TableError(_("The text of “%s” is neither UTF-8 nor Windows-1251.") % name)


def _delimiter(text: str) -> str:
    """The sign that most lines have equally often; of equals the first of tab, semicolon, bar, comma."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    counts = {sign: Counter(line.count(sign) for line in lines if sign in line) for sign in "\t;|,"}
    return max(counts, key=lambda sign: max(counts[sign].values(), default=0))


def _tidy(rows: Iterable[Iterable[str]]) -> Grid:
    """Rows without blank ones; raises TableError for none, or more than any table of results has."""
    grid: Grid = []
    try:
        for row in rows:
            cells = [str(cell).strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if not cells:
                continue
            if len(cells) > COLUMNS or any(len(cell) > CELL for cell in cells):
                raise TableError(_("Row %d is wider than any table of results.") % (len(grid) + 1))
            grid.append(cells)
            if len(grid) > ROWS:
                raise TableError(_("There are more than %d rows.") % ROWS)
    except csv.Error as error:
        raise TableError(_("This is no table: %s.") % error) from error
    if not grid:
        raise TableError(_("There is nothing in it."))
    return grid


def _read_xlsx(content: bytes) -> Grid:
    """The first sheet. Its size is known before anything is unpacked: a small file can unpack to gigabytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise TableError(_("The spreadsheet unpacks to more than any table of results."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=ROWS + 1, max_col=COLUMNS + 1)
        return _tidy([_written(cell.value, cell.number_format) for cell in row] for row in rows)
    except TableError:
        raise
    except Exception as error:  # a broken or hostile file fails within the library in any way
        raise TableError(_("The spreadsheet cannot be read: it is damaged, or no .xlsx file.")) from error


def _written(cell: Any, shown: str | None) -> str:
    """A cell as a person would have typed it; a formula stays one, and is refused where a figure is needed.

    `shown` is how the spreadsheet prints it: 0.539 as per cent is 53.9%.
    """
    if cell is None:
        return ""
    if shown and "%" in shown and isinstance(cell, int | float):
        return f"{Decimal(repr(cell)) * 100:f}%"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 6))
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return str(cell)
