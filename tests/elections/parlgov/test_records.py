"""Lines of ParlGov's files as values; what is wrong is said by file and line."""

from decimal import Decimal
from pathlib import Path

import pytest

from elections.models import Result
from elections.parlgov.records import Faults, FileFault, read_parties, read_results

PARTY_HEAD = (
    "country_name_short,country_name,party_name_short,party_name,party_name_english,family_name_short,family_name,"
    "party_id"
)
ELECTION_HEAD = (
    "country_name_short,country_name,election_type,election_date,vote_share,seats,seats_total,election_id,party_id"
)
LINE = "AUT,Austria,parliament,1919-02-16,40.75,72,170,1030,973"


@pytest.fixture
def folder(tmp_path: Path):
    def write(*, parties: str = "", elections: str = "") -> Path:
        (tmp_path / "view_party.csv").write_text(f"{PARTY_HEAD}\n{parties}", encoding="utf-8")
        (tmp_path / "view_election.csv").write_text(f"{ELECTION_HEAD}\n{elections}", encoding="utf-8")
        return tmp_path

    return write


def test_a_party_has_its_country_by_its_code_of_two_letters(folder):
    path = folder(parties="AUT,Austria,SPO,Sozialdemokraten,Social Democrats,soc,Social democracy,973")
    [party] = read_parties(path, Faults())
    assert (party.country.code, party.english, party.family, party.kind) == (
        "AT",
        "Social Democrats",
        "Social democracy",
        Result.Kind.PARTY,
    )


@pytest.mark.parametrize(
    ("short", "kind"),
    [
        ("none", "independents"),
        ("etc", "other"),
        ("one-seat", "one_seat"),
        ("no-seat", "no_seat"),
        ("vac", "vacant"),
        ("SPO", "party"),
    ],
)
def test_technical_parties_are_kinds_of_result(folder, short, kind):
    [party] = read_parties(folder(parties=f"AUT,Austria,{short},x,X,none,no family,1"), Faults())
    assert (party.kind, party.family) == (kind, "")


def test_a_result_has_its_election_and_blank_stays_unknown(folder):
    rows = [
        result for _line, result in read_results(folder(elections=f"{LINE}\n{LINE.replace('40.75,72', ',')}"), Faults())
    ]
    assert [(row.share, row.seats) for row in rows] == [(Decimal("40.75"), 72), (None, None)]
    assert rows[0].election.date == "1919-02-16"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("AUT", "XYZ", "no ISO 3166 country"),
        ("parliament", "senate", "neither of"),
        ("1919-02-16", "1919", "whole date"),
        ("1919-02-16", "1919-02-30", "election_date"),
        ("40.75", "140", "per cent"),
        ("40.75", "many", "per cent"),
        ("72", "7.5", "whole number"),
        ("72", "-1", "whole number"),
        ("973", "", "party_id is blank"),
        ("1030", "9" * 30, "whole number"),
    ],
)
def test_a_wrong_line_is_told_with_file_line_and_reason(folder, old, new, words):
    faults = Faults()
    assert list(read_results(folder(elections=f"{LINE}\n{LINE.replace(old, new, 1)}"), faults))[1:] == []
    [fault] = faults.lines
    assert fault.startswith("view_election.csv, line 3: ") and words in fault


def test_a_missing_file_and_a_missing_column_are_told(tmp_path):
    with pytest.raises(FileFault, match="cannot be read"):
        list(read_parties(tmp_path, Faults()))
    (tmp_path / "view_party.csv").write_text("party_id\n1", encoding="utf-8")
    with pytest.raises(FileFault, match="has no column country_name_short"):
        list(read_parties(tmp_path, Faults()))


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "view_party.csv").write_bytes(f"{PARTY_HEAD}\n".encode() + b"\xff\xfe\x00")
    with pytest.raises(FileFault, match="not UTF-8"):
        list(read_parties(tmp_path, Faults()))
