"""ParlGov comes in as one revision, whole or not at all, each row sourced; a second time changes nothing."""

import csv
import io
import itertools
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import FactCitation, Identifier, Name, Statement, Status
from elections.checking import check_elections
from elections.models import Assembly, Election, Result
from parties.models import Party
from revisions.models import Change, Revision
from revisions.tracking.recording import recording
from tests.page_words import column, infobox, page_of, table
from tests.places import SHARED

FOLDER = SHARED / "parlgov"
needs_data = pytest.mark.skipif(not FOLDER.is_dir(), reason="ParlGov's files are not here")


def run(folder: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_parlgov", str(folder), *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def country(folder: Path, *codes: str) -> Path:
    """The files with the lines of some countries only."""
    for name in ("view_party.csv", "view_election.csv"):
        with (FOLDER / name).open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        with (folder / name).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, rows[0].keys())
            writer.writeheader()
            writer.writerows(row for row in rows if row["country_name_short"] in codes)
    return folder


def change(folder: Path, old: str, new: str, name: str = "view_election.csv") -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def estonia(tmp_path: Path, db) -> Path:
    """A country of 113 results."""
    return country(tmp_path, "EST")


@needs_data
@pytest.mark.skipif(connection.vendor != "sqlite", reason="once is enough for so many rows; small ones run on both")
def test_all_of_it_is_one_revision_that_adds_up_and_verifies(db):
    said = run(FOLDER)
    assert "251 elections, 504 parties (32 of them kinds of result), 2282 results." in said
    assert (Election.objects.count(), Party.objects.count(), Result.objects.count()) == (251, 472, 2282)
    assert Result.objects.exclude(kind=Result.Kind.PARTY).count() == 103
    assert (Result.objects.filter(percent=None).count(), Result.objects.filter(seats=None).count()) == (84, 8)
    assert not Result.objects.exclude(votes=None).exists()
    assert [checked.findings for checked in check_elections(list(Election.objects.all())) if checked.findings] == []
    assert Revision.objects.count() == 1
    call_command("verify_history", stdout=io.StringIO())

    row = Result.objects.get(election__slug="austria-parliament-1919-02-16", party__title="German-Nationals")
    with recording():
        row.seats += 1
        row.save()
    [found] = [checked for checked in check_elections(list(Election.objects.all())) if checked.findings]
    assert found.election.slug == "austria-parliament-1919-02-16"
    assert [finding.check for finding in found.findings] == ["seats"]


@needs_data
def test_a_second_import_makes_no_revision(estonia):
    run(estonia)
    assert "Everything was there already." in run(estonia)
    assert Revision.objects.count() == 1


@needs_data
def test_every_row_names_parlgov_and_where_in_it(estonia):
    run(estonia)
    cited = Counter(FactCitation.objects.values_list("citation__key", flat=True))
    assert set(cited) == {"parlgov"}
    for model in (Result, Statement, Name, Identifier):
        ids = set(model.objects.values_list("pk", flat=True))
        facts = FactCitation.objects.filter(row_type__model=model._meta.model_name)
        assert set(facts.values_list("row_id", flat=True)) == ids, model
    row = Result.objects.select_related("election").first()
    fact = FactCitation.objects.get(row_type__model="result", row_id=row.pk)
    assert fact.locator.startswith("election ") and ", party " in fact.locator


@needs_data
def test_elections_follow_those_of_their_own_kind(estonia):
    run(estonia)
    european = Election.objects.filter(slug__contains="european").order_by("date")
    assert european.count() > 1
    for earlier, later in itertools.pairwise(european):
        assert later.previous_id == earlier.pk
    assert european[0].previous_id is None
    assert Assembly.objects.count() == 2


@needs_data
def test_a_party_has_its_names_its_family_and_its_id(estonia):
    run(estonia)
    party = Party.objects.get(names__text="EK", names__kind=Name.Kind.ABBREVIATED)
    assert party.identifiers.get().scheme == "parlgov"
    assert (party.status, party.state, party.country) == (Status.PUBLISHED, Party.State.UNKNOWN, "EE")
    assert party.statements.get().label == "Party family"
    assert not party.names.filter(kind=Name.Kind.FORMER).exists()


@needs_data
def test_pages_of_imported_articles_say_what_the_files_say(estonia):
    run(estonia)
    election = Election.objects.filter(slug__startswith="estonia-parliament").latest("date")
    page = page_of("election", election.slug)
    assert infobox(page)["Seats"] == ["101"]
    assert sum(int(seats or 0) for seats in column(table(page, "Results"), "Seats").values()) == 101


@needs_data
def test_a_dry_run_says_what_would_come_and_keeps_nothing(estonia):
    said = run(estonia, "--dry-run")
    assert "113 results." in said and "Added: 113 results" in said and "nothing was kept" in said
    assert not Party.objects.exists() and not Revision.objects.exists() and not Change.objects.exists()


@needs_data
def test_new_articles_can_come_as_drafts(estonia):
    run(estonia, "--draft")
    assert not Election.objects.published().exists() and Election.objects.exists()


@needs_data
def test_a_changed_figure_follows_the_file_in_a_revision_of_its_own(estonia):
    run(estonia)
    row = Result.objects.filter(party__isnull=False).exclude(seats=None).order_by("pk").first()
    change(estonia, ",22.0,29,", ",22.0,30,")
    assert "Changed: 1 results" in run(estonia)
    assert Revision.objects.count() == 2
    assert Result.objects.get(pk=row.pk).seats == 30


@needs_data
def test_what_editors_wrote_on_an_article_stays(estonia):
    run(estonia)
    party = Party.objects.first()
    with recording():
        party.title, party.slug, party.status = "Renamed", "renamed", Status.DRAFT
        party.save()
    assert "Everything was there already." in run(estonia)
    party.refresh_from_db()
    assert (party.title, party.slug, party.status) == ("Renamed", "renamed", Status.DRAFT)


@needs_data
def test_addresses_that_are_taken_are_left_to_who_has_them(estonia):
    Party.objects.create(slug="reform-party", title="Another", country="KZ")
    with (estonia / "view_party.csv").open(encoding="utf-8", newline="") as source:
        titles = [row["party_name_english"] for row in csv.DictReader(source)]
    run(estonia)
    assert Party.objects.get(slug="reform-party").title == "Another"
    assert Party.objects.filter(country="EE").count() == sum(title != "no party affiliation" for title in titles)


@needs_data
def test_lines_that_stand_twice_and_agree_are_one_result(estonia):
    file = estonia / "view_election.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines, *lines[1:]]), encoding="utf-8")
    run(estonia)
    assert Result.objects.count() == 113


@needs_data
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("EST,Estonia,parliament", "EST,Estonia,senate", "neither of"), ("101", "10x", "not a whole number")],
)
def test_wrong_files_are_refused_whole_with_file_and_line(estonia, old, new, words):
    change(estonia, old, new)
    with pytest.raises(CommandError, match="Nothing was imported") as refused:
        run(estonia)
    assert "view_election.csv, line" in str(refused.value) and words in str(refused.value)
    assert not Party.objects.exists() and not Revision.objects.exists()


@needs_data
def test_two_results_of_one_party_that_differ_are_a_fault(estonia):
    file = estonia / "view_election.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    values = dict(zip(lines[0].split(","), lines[1].split(","), strict=True))
    file.write_text("\n".join([*lines, lines[1].replace(f",{values['seats']},", ",99,", 1)]), encoding="utf-8")
    with pytest.raises(CommandError, match="has another result at this election above"):
        run(estonia)


def test_a_folder_without_the_files_is_told(tmp_path, db):
    with pytest.raises(CommandError, match=r"view_party\.csv cannot be read"):
        run(tmp_path)
