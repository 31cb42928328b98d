"""One writer at a time: processes save at once, on SQLite and on PostgreSQL, and the log stays in order.

Eight write eight times in the whole run; two write four times in the fast one, on SQLite.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parties.models import Party
from revisions.tracking.recording import recording
from tests.at_once import migrated, scratch_database
from tests.tiers import WHOLE

pytestmark = pytest.mark.wider

WRITERS = 8 if WHOLE else 2
SAVES = 8 if WHOLE else 4
VENDORS = (
    pytest.param("sqlite", marks=pytest.mark.first_database),
    pytest.param("postgresql", marks=[pytest.mark.first_database, pytest.mark.slow]),
)
SCRIPT = str(Path(__file__).with_name("writer.py"))


@dataclass(frozen=True)
class Outcome:
    """What the writers said of their saves, and what the database holds in the end."""

    seen: list[list[int]]
    report: dict[str, Any]

    @property
    def expected(self) -> list[int]:
        return list(range(1, 2 + WRITERS * SAVES))  # the first is `prepare`


def save_at_once(database_url: str) -> Outcome:
    made = migrated(
        database_url, DJANGO_SETTINGS_MODULE="baytaq_site.settings", DEBUG="false", SECRET_KEY=secrets.token_urlsafe(50)
    )
    made.run(SCRIPT, "prepare")
    results = made.run_at_once([(SCRIPT, "save", f"writer{number}", str(SAVES)) for number in range(WRITERS)])
    return Outcome([json.loads(output) for output, _ in results], json.loads(made.run(SCRIPT, "report")))


@pytest.fixture(scope="module", params=VENDORS)
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    with scratch_database(request.param, tmp_path_factory.mktemp("writers")) as address:
        yield save_at_once(address)


def test_writers_at_once_number_their_revisions_without_gaps(outcome: Outcome) -> None:
    assert [number for number, _, _ in outcome.report["revisions"]] == outcome.expected


def test_no_number_is_given_to_two_writers(outcome: Outcome) -> None:
    assert sorted([1, *(number for numbers in outcome.seen for number in numbers)]) == outcome.expected


def test_each_writer_sees_its_numbers_ascend(outcome: Outcome) -> None:
    assert all(numbers == sorted(numbers) for numbers in outcome.seen)


@pytest.mark.slow
def test_writers_take_turns(outcome: Outcome) -> None:
    """Otherwise they saved one after the other, and the other tests say nothing."""
    writers = [comment.split()[0] for _, _, comment in outcome.report["revisions"][1:]]
    assert sum(one != other for one, other in pairwise(writers)) >= WRITERS


def test_revisions_of_writers_at_once_are_dated_in_their_order(outcome: Outcome) -> None:
    dates = [date for _, date, _ in outcome.report["revisions"]]
    assert dates == sorted(dates)


def test_every_row_of_writers_at_once_belongs_to_a_revision(outcome: Outcome) -> None:
    assert outcome.report["stray rows"] == 0
    assert outcome.report["rows"] == 2 + 4 * WRITERS * SAVES


def test_no_change_of_writers_at_once_is_missing(outcome: Outcome) -> None:
    expected = [[1, "Chair", True], [1, "Shared", True]]
    for number, _, comment in outcome.report["revisions"][1:]:
        expected += [[number, comment, True], [number, "Chair", False], [number, "Shared", True]]
    assert outcome.report["changes"] == sorted(expected)


def test_no_list_of_writers_at_once_is_missing(outcome: Outcome) -> None:
    keys = {(number, key) for number, key in outcome.report["lists"]}
    assert {(number, "party:KZ") for number in outcome.expected[1:]} <= keys


def test_no_edit_is_lost_between_writers(outcome: Outcome) -> None:
    assert outcome.report["shared"] == str(WRITERS * SAVES)


def test_one_version_stays_open_between_writers(outcome: Outcome) -> None:
    assert outcome.report["open versions"] == 1


def test_what_writers_took_back_is_gone(outcome: Outcome) -> None:
    assert not [slug for slug in outcome.report["slugs"] if slug.startswith(("lost", "failed"))]
    assert len(outcome.report["slugs"]) == 1 + WRITERS * SAVES


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_taken_before_anything_is_read() -> None:
    lock = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "pg_advisory_xact_lock"}[connection.vendor]
    with CaptureQueriesContext(connection) as queries, recording():
        Party.objects.create(slug="baytaq", title="Baytaq")
    statements = [query["sql"] for query in queries if query["sql"] != "BEGIN"]
    assert lock in statements[0]


@pytest.mark.django_db(transaction=True)
def test_a_recording_inside_a_recording_takes_no_second_lock() -> None:
    with CaptureQueriesContext(connection) as queries, recording(), recording():
        Party.objects.create(slug="baytaq", title="Baytaq")
    assert len([query for query in queries if "IMMEDIATE" in query["sql"] or "advisory" in query["sql"]]) == 1
