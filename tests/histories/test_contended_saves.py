"""Eight processes save one party at once, in every way there is, and no save that was acknowledged is lost.

Forms, restores, imports and rows alone, mixed, on SQLite and on PostgreSQL. The ordinary run takes some two hundred;
CONTENDED_SAVES=2000 asks for more. What was saved is printed.

Restores take back by intent, so "nothing is lost" needs care. Every fact belongs to one worker, and each save writes a
mark of its own. Then: what a save was told that it wrote, its revision holds; nobody but its owner changes a fact,
except by a restore; and a restore changes only what stood there when its preview was made.
"""

import json
import os
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.at_once import migrated, scratch_database

WORKERS = 8
SAVES = int(os.environ.get("CONTENDED_SAVES", "32")) // WORKERS  # of each
VENDORS = ("sqlite", "postgresql")
SCRIPT = str(Path(__file__).with_name("contending.py"))

Facts = dict[str, str | None]


@dataclass(frozen=True)
class Outcome:
    """What the workers were told of their saves, by revision, and what the database holds in the end."""

    saves: dict[int, dict[str, Any]]
    told: int  # saves; as many as there are numbers, if no two were told the same
    report: dict[str, Any]
    states: list[Facts]  # all facts right after each revision, by number

    @cached_property
    def written(self) -> dict[int, Facts]:
        """What each revision wrote, every fact as it was left."""
        found: dict[int, Facts] = defaultdict(dict)
        for revision, _, fact, says in self.report["versions"]:
            found[revision][fact] = says
        return found

    def changed(self, number: int) -> list[str]:
        """The facts that say something else after a revision than before it."""
        before, after = self.states[number - 1], self.states[number]
        return [fact for fact in before | after if before.get(fact) != after.get(fact)]


def was_asked(save: dict[str, Any], fact: str) -> bool:
    """Whether a conflict page asked the writer about the column that holds a fact; the answer is about all of it."""
    column = {"line": ":body", "slogan": ":slogan"}.get(fact.split()[0])
    return column is not None and any(name.endswith(column) for name in save["asked"])


def owner(says: str | None) -> str:
    """The worker whose mark a fact bears."""
    return says.split()[0] if says else ""


def states_of(report: dict[str, Any]) -> list[Facts]:
    states: list[Facts] = [{}]
    found = iter([*report["versions"], (sys.maxsize, 0, "", None)])
    revision, _, fact, says = next(found)
    for number, *_rest in report["revisions"]:
        state = dict(states[-1])
        while revision <= number:
            state[fact] = says
            revision, _, fact, says = next(found)
        states.append(state)
    return states


def save_at_once(database_url: str) -> Outcome:
    """The settings are those of the tests; locks and isolation are the same as in production."""
    made = migrated(database_url, DJANGO_SETTINGS_MODULE="baytaq_site.settings_test")
    made.run(SCRIPT, "prepare", str(WORKERS))
    results = made.run_at_once([(SCRIPT, "save", f"worker{number}", str(SAVES)) for number in range(WORKERS)])
    errors = "\n".join(line for _, text in results for line in text.splitlines() if not line.startswith("Conflict: "))
    assert not errors
    saves = [save for output, _ in results for save in json.loads(output)]
    report = json.loads(made.run(SCRIPT, "report"))
    return Outcome({save["number"]: save for save in saves}, len(saves), report, states_of(report))


@pytest.fixture(scope="module", params=[pytest.param(vendor, marks=pytest.mark.first_database) for vendor in VENDORS])
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """No process ended with an error: an exception of the server goes through the test client, and ends it."""
    with scratch_database(request.param, tmp_path_factory.mktemp("contending")) as address:
        made = save_at_once(address)
    with request.getfixturevalue("capsys_of_module").disabled():
        sys.stdout.write(f"\n{request.param}: {words(made)}\n")
    return made


@pytest.fixture(scope="module")
def capsys_of_module(request: pytest.FixtureRequest) -> Any:
    """What `capsys.disabled` does; capsys itself lives as long as one test."""

    class Capture:
        disabled = request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled

    return Capture


def words(outcome: Outcome) -> str:
    saves = outcome.saves.values()
    counts = Counter(save["sort"] for save in saves)
    merged = Counter(save["sort"] for save in saves if save["base"] < save["number"] - 1)
    asked = Counter(save["sort"] for save in saves if save["asked"])
    return ", ".join(
        f"{counts[sort]} {sort} ({merged[sort]} stale, {asked[sort]} overlapping)" for sort in sorted(counts)
    )


def test_no_save_is_told_the_number_of_another(outcome: Outcome) -> None:
    assert outcome.told == len(outcome.saves) == WORKERS * SAVES


def test_every_revision_was_told_to_its_writer(outcome: Outcome) -> None:
    told = {number: save["mark"].split()[0] for number, save in outcome.saves.items()}
    assert {number: username for number, _, username, *_ in outcome.report["revisions"][1:]} == told


def test_numbers_have_no_gap(outcome: Outcome) -> None:
    assert [number for number, *_ in outcome.report["revisions"]] == list(range(1, 2 + WORKERS * SAVES))


def test_revisions_are_dated_in_their_order(outcome: Outcome) -> None:
    dates = [date for _, date, *_ in outcome.report["revisions"]]
    assert dates == sorted(dates)


def test_every_revision_has_rows_and_every_row_a_revision(outcome: Outcome) -> None:
    assert outcome.report["revisions of rows"] == [number for number, *_ in outcome.report["revisions"]]


def test_the_history_verifies(outcome: Outcome) -> None:
    assert outcome.report["faults"] == []


def test_saves_contend(outcome: Outcome) -> None:
    """Otherwise they were saved one after the other, and the other tests say nothing."""
    usernames = [username for _, _, username, *_ in outcome.report["revisions"][1:]]
    assert sum(one != other for one, other in pairwise(usernames)) > len(usernames) / 2
    stale = Counter(save["sort"] for save in outcome.saves.values() if save["base"] < save["number"] - 1)
    assert min(stale["form"], stale["restore"], stale["load"]) > 0
    assert any(save["asked"] for save in outcome.saves.values() if save["sort"] == "form")


def test_the_revision_of_a_save_holds_what_it_wrote(outcome: Outcome) -> None:
    wrong = []
    for number, save in outcome.saves.items():
        written = outcome.written[number]
        places = {fact.split()[0] for fact, says in written.items() if says == save["mark"]}
        if places != set(save["places"]):
            wrong.append((number, save, places))
    assert not wrong


def test_a_restore_is_marked_as_one(outcome: Outcome) -> None:
    restores = {number: save["aim"] for number, save in outcome.saves.items() if save["sort"] == "restore"}
    assert {number: reverts for number, *_, action, reverts in outcome.report["revisions"] if action == "restore"} == (
        restores
    )


def test_nobody_changes_a_fact_of_another_but_by_a_restore(outcome: Outcome) -> None:
    """Who overwrites the text as a whole has been asked, and has seen what the others had written."""
    wrong = []
    for number, save in outcome.saves.items():
        if save["sort"] == "restore":
            continue
        for fact in outcome.changed(number):
            owners = {owner(state.get(fact)) for state in outcome.states[number - 1 : number + 1]} - {""}
            if fact != "slogan" and not was_asked(save, fact) and owners != {save["mark"].split()[0]}:
                wrong.append((number, save, fact, outcome.states[number - 1].get(fact)))
    assert not wrong


def test_the_slogan_is_overwritten_only_by_one_who_has_seen_it(outcome: Outcome) -> None:
    wrong = [
        (number, save)
        for number, save in outcome.saves.items()
        if "slogan" in save["places"]
        and outcome.states[save["base"]]["slogan"] != outcome.states[number - 1]["slogan"]
        and not was_asked(save, "slogan")
    ]
    assert not wrong


def test_a_restore_takes_back_all_that_its_preview_showed_and_nothing_that_came_later(outcome: Outcome) -> None:
    wrong = []
    for number, save in outcome.saves.items():
        if save["sort"] == "restore":
            aim, base, before, after = (outcome.states[n] for n in (save["aim"], save["base"], number - 1, number))
            for fact in before:
                allowed = {(aim if base.get(fact) == before.get(fact) else before).get(fact)}
                if was_asked(save, fact):  # and chose theirs, of the whole column
                    allowed.add(before.get(fact))
                if after.get(fact) not in allowed:
                    wrong.append((number, save, fact))
    assert not wrong


def test_every_save_stands_or_was_taken_back_by_its_writer_or_a_restore(outcome: Outcome) -> None:
    lost = []
    for number, save in outcome.saves.items():
        for fact in [
            fact for fact, says in outcome.written[number].items() if says == save["mark"] and fact != "slogan"
        ]:
            later = [n for n in range(number + 1, len(outcome.states)) if outcome.states[n].get(fact) != save["mark"]]
            if not later:
                if outcome.report["live"].get(fact) != save["mark"]:
                    lost.append((save, fact, "is not in the live rows"))
                continue
            by = outcome.saves[later[0]]
            if by["sort"] != "restore" and owner(by["mark"]) != owner(save["mark"]) and not was_asked(by, fact):
                lost.append((save, fact, by))
    assert not lost
