"""Sources as a table."""

import csv
import io

from citations.formats.csv_table import write_csv
from citations.records import AuthorName, SourceRecord
from common.spreadsheets import BYTE_ORDER_MARK


def test_a_source_is_a_line_with_its_authors_in_one_cell():
    authors = (AuthorName("Ivanov", "Ivan"), AuthorName(literal="Редакция"))
    record = SourceRecord(key="a", title="Title, with a comma", issued="2022-12", authors=authors, note="a remark")
    (row,) = csv.DictReader(io.StringIO(write_csv([record]).removeprefix(BYTE_ORDER_MARK)))
    assert (row["key"], row["title"], row["issued"]) == ("a", "Title, with a comma", "2022-12")
    assert row["authors"] == "Ivan Ivanov; Редакция"
    assert "note" not in row


def test_words_that_a_spreadsheet_would_run_are_words():
    (row,) = csv.DictReader(io.StringIO(write_csv([SourceRecord(key="a", title="=1+1")]).removeprefix(BYTE_ORDER_MARK)))
    assert row["title"] == "'=1+1"


def test_the_list_of_sources_has_it(demo, client):
    page = client.get("/sources/").content.decode()
    address = next(part for part in page.split('"') if part.startswith("/sources") and ".csv" in part)
    assert client.get(address)["Content-Type"] == "text/csv; charset=utf-8"
