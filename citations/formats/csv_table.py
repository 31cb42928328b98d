"""Sources as a table: a line each, the columns of the record, authors in one cell."""

import csv
import io
from collections.abc import Iterable

from citations.records import COLUMNS, SourceRecord
from common.spreadsheets import BYTE_ORDER_MARK, csv_cell

SHOWN = tuple(name for name in COLUMNS if name != "note")  # the editors' remark stays with the editors


def write_csv(records: Iterable[SourceRecord]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*SHOWN, "authors"])
    for record in records:
        authors = "; ".join(author.text for author in record.authors)
        writer.writerow([csv_cell(value) for value in (*(getattr(record, name) for name in SHOWN), authors)])
    return BYTE_ORDER_MARK + text.getvalue()
