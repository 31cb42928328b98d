"""Cells come out of pasted text, CSV and XLSX; files that are no tables, or mean harm, are refused with a reason."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from elections.entering.grid import COLUMNS, FILE, ROWS, TableError, read_file, read_text

ROW = ["Amanat", "3431510", "53.9", "62"]


def workbook(*rows: list) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in parts.items():
            found.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("sign", ["\t", ";", "|", ","])
def test_text_is_divided_by_the_sign_that_its_lines_share(sign):
    assert read_text("\n".join(sign.join(ROW) for _ in range(3))) == [ROW] * 3


def test_commas_within_figures_do_not_divide_lines_with_tabs():
    assert read_text("Amanat\t3,431,510\nAuyl\t693,938") == [["Amanat", "3,431,510"], ["Auyl", "693,938"]]


def test_quoted_cells_keep_their_commas():
    assert read_text('name,votes\n"Party, the",5') == [["name", "votes"], ["Party, the", "5"]]


def test_blank_lines_are_no_rows():
    assert read_text("\n\nAmanat\t1\n\t\n") == [["Amanat", "1"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_file_is_read_in_the_encodings_that_spreadsheets_write(encoding):
    assert read_file("a.csv", "Ауыл;8\nАдал;0".encode(encoding)) == [["Ауыл", "8"], ["Адал", "0"]]


def test_a_workbook_gives_the_cells_of_its_first_sheet():
    assert read_file("a.xlsx", workbook(["Amanat", 3431510, 53.9, 62.0], ["Auyl", None, "10.90%", 8])) == [
        ["Amanat", "3431510", "53.9", "62"],
        ["Auyl", "", "10.90%", "8"],
    ]


def test_a_formula_stays_a_formula_to_be_refused_as_a_figure():
    assert read_file("a.xlsx", workbook(["Amanat", "=1+1"])) == [["Amanat", "=1+1"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing in it"),
        (b"\n\n", "nothing in it"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no table"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel file"),
        (b"PK\x03\x04broken", "cannot be read"),
        (archive(**{"word.xml": b"<a/>"}), "cannot be read"),
        (archive(**{"xl/sheet.xml": b"0" * 30_000_000}), "unpacks to more"),
        (archive(**{f"part{number}": b"" for number in range(300)}), "unpacks to more"),
        (b"a" * (FILE + 1), "larger than"),
        (("a\n" * (ROWS + 1)).encode(), "more than"),
        (("\t".join("a" * (COLUMNS + 1))).encode(), "wider"),
        (b"a" * 600, "wider"),
        ("Ауыл\x98".encode("cp1251", "replace").replace(b"?", b"\x98"), "neither UTF-8"),
    ],
)
def test_what_is_no_table_of_results_is_refused(content, words):
    with pytest.raises(TableError, match=words):
        read_file("file", content)


def test_entities_in_a_workbook_are_not_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
    content = archive(**{"[Content_Types].xml": bomb, "xl/workbook.xml": bomb})
    with pytest.raises(TableError):
        read_file("a.xlsx", content)


def test_a_sheet_of_endless_blank_rows_ends():
    book = Workbook()
    book.active["A1"] = "Amanat"
    book.active["A1048576"] = "far below"
    target = io.BytesIO()
    book.save(target)
    assert read_file("a.xlsx", target.getvalue()) == [["Amanat"]]
