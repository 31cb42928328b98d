"""Dumping: everything that is stored, in the form that load reads."""

import filecmp
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.interchange.dump import dump
from articles.interchange.files import write
from articles.interchange.load import load
from articles.interchange.since import FILE as REVISION
from articles.models import Name, Status
from citations.grammar import Cite, FactSources, format_line
from common.text import NO_CHARACTERS, TURNING, normalise, strip
from elections.models import Election, Result
from parties.models import Event, Participant, Party
from revisions.models import Revision
from revisions.tracking.recording import recording
from tests.places import ROOT as PROJECT

DEMO = PROJECT / "demo" / "kazakhstan"
BLNS = PROJECT.parent / "shared" / "data" / "hostile" / "blns.json"

needs_demo = pytest.mark.skipif(not DEMO.is_dir(), reason="there is no demo/kazakhstan")


def record(folder: Path, file: str) -> Any:
    return yaml.safe_load((folder / file).read_text(encoding="utf-8"))


def files(folder: Path) -> list[str]:
    """All but the one that says at which revision of which site the folder was dumped."""
    found = (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name != REVISION)


def differing(one: Path, other: Path) -> list[str]:
    """Files that are not byte for byte the same in both folders."""
    names = sorted({*files(one), *files(other)})
    _, changed, missing = filecmp.cmpfiles(one, other, names, shallow=False)
    return changed + missing


@contextmanager
def another_site() -> Iterator[None]:
    """What is loaded inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.slow
@needs_demo
def test_the_demo_dumps_as_it_was_loaded(demo, tmp_path):
    dump(tmp_path)
    assert [name for name in differing(DEMO, tmp_path) if not name.endswith(".md")] == []


@pytest.mark.slow
@needs_demo
def test_load_dump_load_gives_equal_folders(demo, tmp_path):
    dump(tmp_path / "first")
    load(tmp_path / "first")
    dump(tmp_path / "second")
    assert differing(tmp_path / "first", tmp_path / "second") == []


def test_dumping_writes_nothing_to_the_database(folder, tmp_path, count_rows):
    folder.party(names=[{"text": "X", "language": "en"}]).load()
    before = count_rows()
    dump(tmp_path / "dumped")
    assert count_rows() == before


def test_drafts_and_archived_articles_are_dumped_too(db, tmp_path):
    with recording():
        for status in Status.values:
            Party.objects.create(slug=f"party-{status}", title="X", status=status)
    assert dump(tmp_path) == 3
    assert record(tmp_path, "parties/party-archived.yaml")["status"] == "archived"


def test_what_is_empty_or_the_default_is_not_written(db, tmp_path):
    Party.objects.create(slug="alpha", title="Alpha")
    dump(tmp_path)
    assert record(tmp_path, "parties/alpha.yaml") == {"slug": "alpha", "title": "Alpha"}


def test_nothing_is_an_empty_folder(db, tmp_path):
    assert dump(tmp_path / "new") == 0
    assert files(tmp_path / "new") == []


def test_a_figure_is_written_as_a_number(db, tmp_path):
    with recording():
        election = Election.objects.create(slug="e", title="E", date="2023-03-19", turnout=Decimal("54.2100"))
        Result.objects.create(election=election, label="A", votes=0, percent=Decimal("5.0000"))
    dump(tmp_path)
    found = record(tmp_path, "elections/e.yaml")
    assert (found["date"], found["turnout"]) == ("2023-03-19", 54.21)
    assert found["results"] == [{"label": "A", "votes": 0, "percent": 5}]


def test_what_a_row_points_at_is_named(folder, tmp_path):
    folder.party(roles=[{"person": "zoe", "title": "chair", "sources": "[@a]"}], sources={"title": "[@b]"})
    folder.write("people/zoe.yaml", {"slug": "zoe", "title": "Zoe"}).load()
    dump(tmp_path / "dumped")
    found = record(tmp_path / "dumped", "parties/alpha.yaml")
    assert found["roles"] == [{"person": "zoe", "title": "chair", "sources": "[@a]"}]
    assert found["sources"] == {"title": "[@b]"}


def test_a_participant_of_any_kind_is_named_by_its_slug(db, tmp_path):
    with recording():
        event = Event.objects.create(slug="congress", title="Congress", category="congress")
        Participant.objects.create(event=event, article=Party.objects.create(slug="alpha", title="Alpha"))
    dump(tmp_path)
    assert record(tmp_path, "events/congress.yaml")["participants"] == [{"article": "alpha"}]


def test_rows_keep_their_order(folder, tmp_path):
    folder.party(names=[{"text": text, "language": "en"} for text in "cab"]).load()
    dump(tmp_path / "dumped")
    assert [name["text"] for name in record(tmp_path / "dumped", "parties/alpha.yaml")["names"]] == list("cab")


def test_a_choice_that_was_left_blank_stays_blank(folder, tmp_path):
    folder.write("elections/e.yaml", {"slug": "e", "title": "E", "date": "2023", "threshold_base": ""}).load()
    dump(tmp_path / "dumped")
    load(tmp_path / "dumped")
    assert Election.objects.get().threshold_base == ""


def test_what_was_deleted_since_is_not_in_the_folder_any_more(folder, tmp_path):
    folder.party().party("beta").load()
    dump(tmp_path / "dumped")
    Party.objects.get(slug="beta").delete()
    dump(tmp_path / "dumped")
    assert "parties/beta.yaml" not in files(tmp_path / "dumped")


def test_the_command_says_how_much_it_wrote(folder, tmp_path, capsys):
    folder.party().load()
    call_command("dump", str(tmp_path / "dumped"))
    assert f"Wrote 3 records to {tmp_path / 'dumped'}." in capsys.readouterr().out


def test_the_command_is_silent_when_asked(folder, tmp_path, capsys):
    call_command("dump", str(tmp_path / "dumped"), verbosity=0)
    assert capsys.readouterr() == ("", "")


REFUSED = TURNING + NO_CHARACTERS

# Any folder


def storable(text: str) -> bool:
    """Whether stored text takes it, and something is left of it."""
    refused = any((c < " " and c not in "\t\n\r") or "\x7f" <= c <= "\x9f" or c in REFUSED for c in text)
    return bool(strip(text)) and not refused


naughty = [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if storable(text)] if BLNS.is_file() else []
letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=REFUSED) | st.sampled_from(
    "\n\t '\"#:-{}[]&*!|>%@`,?\\\ufeff\u00a0"
)
hostile = st.text(letters, max_size=40).filter(storable) | (st.sampled_from(naughty) if naughty else st.just("x"))
short = hostile.map(lambda text: text[:100]).filter(storable)
one_line = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=REFUSED)
    | st.sampled_from('\\;[]:"@!'),
    max_size=20,
).map(lambda text: strip(normalise(text)))
source_lines = st.builds(
    lambda locator, quotation, remark: format_line(FactSources("", (Cite("a", locator, quotation),), remark)),
    one_line,
    one_line,
    one_line,
)
parties = st.fixed_dictionaries(
    {"slug": st.just("alpha"), "title": short},
    optional={
        "slogan": short,
        "headquarters": short,
        "sources": st.fixed_dictionaries({"title": source_lines}),
        "names": st.lists(
            st.fixed_dictionaries(
                {"text": short, "language": st.just("en")}, optional={"meaning": short, "sources": source_lines}
            ),
            max_size=3,
        ),
        "statements": st.lists(
            st.fixed_dictionaries({"label": short, "value": hostile}, optional={"sources": source_lines}), max_size=3
        ),
    },
)
sources = st.fixed_dictionaries({"key": st.just("a"), "title": short}, optional={"publisher": short, "note": hostile})


@pytest.mark.slow
class AnyFolder(TestCase):
    @settings(max_examples=60)
    @given(sources, parties)
    def test_load_dump_load_gives_equal_folders(self, source: dict[str, str], party: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory() as name:
            given_folder, first, second = (Path(name) / part for part in ("given", "first", "second"))
            write(given_folder, "citations.yaml", [source])
            write(given_folder, "parties/alpha.yaml", party)
            with another_site():
                load(given_folder)
                dump(first)
                assert load(first).number is None
            with another_site():
                load(first)
                dump(second)
                self.assert_as_given(party)
            assert differing(first, second) == []

    def assert_as_given(self, party: dict[str, Any]) -> None:
        stored = Party.objects.get()
        assert stored.slogan == strip(normalise(party.get("slogan", "")))
        assert [name.text for name in Name.objects.all()] == [
            strip(normalise(name["text"])) for name in party.get("names", [])
        ]
        assert [row.value for row in stored.statements.all()] == [
            normalise(row["value"]) for row in party.get("statements", [])
        ]
        assert Revision.objects.count() == 1
