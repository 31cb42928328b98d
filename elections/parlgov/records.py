"""The lines of ParlGov's files as values, and what is wrong with them, by file and line. Nothing is stored here."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from babel.core import get_global
from django.core.exceptions import ValidationError

from common.dates import validate_partial_date
from common.http import number_in
from elections.models import Result

PARTIES, ELECTIONS = "view_party.csv", "view_election.csv"
PARTY_COLUMNS = (
    "party_id",
    "country_name_short",
    "country_name",
    "party_name_short",
    "party_name",
    "party_name_english",
    "family_name_short",
    "family_name",
)
RESULT_COLUMNS = (
    "election_id",
    "election_type",
    "election_date",
    "country_name_short",
    "country_name",
    "party_id",
    "vote_share",
    "seats",
    "seats_total",
)
# What the codebook calls technical parties ("Elections, coding rules"), by their short names.
KINDS = {
    "none": Result.Kind.INDEPENDENTS,
    "etc": Result.Kind.OTHER,
    "one-seat": Result.Kind.ONE_SEAT,
    "no-seat": Result.Kind.NO_SEAT,
    "vac": Result.Kind.VACANT,
}
TYPES = ("parliament", "ep")
LARGEST = 999_999_999  # of a whole number: no id and no count is longer
NO_FAMILY = {"none", "code"}  # "no family", "to be coded"


class FileFault(Exception):
    """A file is missing or has not the columns that are needed."""


@dataclass(frozen=True)
class Country:
    code: str  # ISO 3166, two letters
    name: str


@dataclass(frozen=True)
class PartyRecord:
    id: int
    country: Country
    short: str
    native: str
    english: str
    family: str  # "" where none is given

    @property
    def kind(self) -> str:
        return KINDS.get(self.short, Result.Kind.PARTY)


@dataclass(frozen=True)
class ElectionRecord:
    """`type` is "parliament" or "ep"."""

    id: int
    type: str
    date: str
    country: Country
    seats_total: int | None


@dataclass(frozen=True)
class ResultRecord:
    election: ElectionRecord
    party: int
    share: Decimal | None
    seats: int | None


@dataclass
class Faults:
    """What is wrong with the files, in their order: "view_party.csv, line 7: …"."""

    lines: list[str] = field(default_factory=list)

    def add(self, file: str, line: int, words: str) -> None:
        self.lines.append(f"{file}, line {line}: {words}")


def read_parties(folder: Path, faults: Faults) -> Iterator[PartyRecord]:
    """The parties of view_party.csv, line by line; lines that say nothing usable go into `faults`."""
    for line, values in _lines(folder, PARTIES, PARTY_COLUMNS):
        try:
            family = "" if values["family_name_short"] in NO_FAMILY else values["family_name"]
            yield PartyRecord(
                _number(values, "party_id"),
                _country(values),
                values["party_name_short"],
                values["party_name"],
                _words(values, "party_name_english"),
                family,
            )
        except ValueError as error:
            faults.add(PARTIES, line, str(error))


def read_results(folder: Path, faults: Faults) -> Iterator[tuple[int, ResultRecord]]:
    """The results of view_election.csv with the number of their line."""
    for line, values in _lines(folder, ELECTIONS, RESULT_COLUMNS):
        try:
            if values["election_type"] not in TYPES:
                raise ValueError(f"election_type “{values['election_type']}” is neither of {', '.join(TYPES)}")
            election = ElectionRecord(
                _number(values, "election_id"),
                values["election_type"],
                _date(values),
                _country(values),
                _optional(values, "seats_total"),
            )
            yield line, ResultRecord(election, _number(values, "party_id"), _share(values), _optional(values, "seats"))
        except ValueError as error:
            faults.add(ELECTIONS, line, str(error))


def _lines(folder: Path, file: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with (folder / file).open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise FileFault(f"{file} has no column {', '.join(missing)}")
            for values in reader:
                yield reader.line_num, {column: (values[column] or "").strip() for column in columns}
    except OSError as error:
        raise FileFault(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FileFault(f"{file} is not UTF-8") from error


def _country(values: dict[str, str]) -> Country:
    code = values["country_name_short"]
    found = [alias for alias in get_global("territory_aliases").get(code, ()) if len(alias) == 2]
    if len(found) != 1:
        raise ValueError(f"“{code}” is no ISO 3166 country of three letters")
    return Country(found[0], _words(values, "country_name"))


def _words(values: dict[str, str], column: str) -> str:
    if not values[column]:
        raise ValueError(f"{column} is blank")
    return values[column]


def _number(values: dict[str, str], column: str) -> int:
    found = _optional(values, column)
    if found is None:
        raise ValueError(f"{column} is blank")
    return found


def _optional(values: dict[str, str], column: str) -> int | None:
    text = values[column]
    if not text:
        return None
    number = number_in(text, LARGEST)
    if number is None:
        raise ValueError(f"{column} “{text[:40]}” is not a whole number")
    return number


def _share(values: dict[str, str]) -> Decimal | None:
    text = values["vote_share"]
    if not text:
        return None
    try:
        share = Decimal(text)
    except InvalidOperation:
        share = Decimal("NaN")
    exponent = share.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        raise ValueError(f"vote_share “{text[:40]}” has more than four places")
    if not (share.is_finite() and 0 <= share <= 100):
        raise ValueError(f"vote_share “{text[:40]}” is not a per cent between 0 and 100")
    return share


def _date(values: dict[str, str]) -> str:
    text = values["election_date"]
    try:
        validate_partial_date(text)
    except ValidationError as error:
        raise ValueError(f"election_date: {error.messages[0]}") from error
    if len(text) != len("2022-09-24"):
        raise ValueError(f"election_date “{text[:40]}” is not a whole date")
    return text
