"""A folder with anything wrong in it is refused whole, with file, entry and reason; nothing of it stays."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.interchange.files import FolderError
from articles.interchange.load import load
from articles.models import Status
from common.text import NO_CHARACTERS, TURNING
from parties.models import Party, Person
from revisions.models import Revision
from tests.places import SHARED

pytestmark = pytest.mark.first_database

BLNS = SHARED / "hostile" / "blns.json"
ALPHA = "parties/alpha.yaml, alpha"
ELECTION = {"slug": "e", "title": "E", "date": "2023"}


def election(folder, **values: Any):
    return folder.write("elections/e.yaml", ELECTION | values)


def result(folder, **values: Any):
    return election(folder, results=[{"label": "Alpha"} | values])


# Values of one record


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"slogn": "x"}, f"{ALPHA}: “slogn” is no field here. There are: slug, title,"),
        ({"founded": "2022-13"}, f"{ALPHA}: founded: “2022-13” is not a date."),
        ({"founded": "24 September 2022"}, f"{ALPHA}: founded: “24 September 2022” is not a date."),
        ({"founded": "2022", "dissolved": "2021"}, f"{ALPHA}: dissolved: Dissolved before it was founded."),
        ({"title": 5}, f"{ALPHA}: title: 5 is not text. Put it in quotation marks."),
        ({"title": True}, f"{ALPHA}: title: True is not text."),
        ({"title": None}, f"{ALPHA}: title: None is not text."),
        ({"title": ["A"]}, f"{ALPHA}: title: ['A'] is not text."),
        ({"title": ""}, f"{ALPHA}: title: This field cannot be blank."),
        ({"title": "x" * 301}, f"{ALPHA}: title: Ensure this value has at most 300 characters"),
        ({"slogan": "a\x07b"}, f"{ALPHA}: slogan: The text contains the control character U+0007"),
        ({"status": "secret"}, f"{ALPHA}: status: Value 'secret' is not a valid choice."),
        ({"country": "Kazakhstan"}, f"{ALPHA}: country: "),
        ({"language": "kazakh"}, f"{ALPHA}: language: Write a BCP 47 tag"),
        ({"image": "no-such"}, f"{ALPHA}: image: there is no image “no-such”"),
        ({"lead": "x[@no-such]"}, f"{ALPHA}: lead: No source has the key “no-such”."),
        ({"body": "See [[No such]]."}, f"{ALPHA}: body: “No such” can be no address."),
        ({"body": "x[^n]"}, f"{ALPHA}: body: The note [^n] is not written."),
        ({"body": "x[@a"}, f"{ALPHA}: body: “[@a” is not closed."),
        ({"sources": {"title": "[@no-such]"}}, f"{ALPHA}: sources: No source has the key “no-such”."),
        ({"sources": {"slogn": "[@a]"}}, f"{ALPHA}: sources: “slogn” is no field with sources here."),
        ({"sources": {"title": "@a"}}, f"{ALPHA}: sources: “title: @a” stands outside brackets."),
        ({"sources": ["[@a]"]}, f"{ALPHA}: sources: "),
        ({"sources": "[@a]"}, f"{ALPHA}: sources: "),
        ({"sources": {"title": 5}}, f"{ALPHA}: sources: "),
        ({"sources": {"title": ["[@a]"]}}, f"{ALPHA}: sources: "),
        ({"names": [5]}, f"{ALPHA}: names 1: expected a record with fields"),
        ({"names": ["Альфа"]}, f"{ALPHA}: names 1: expected a record with fields"),
        ({"names": {"text": "X"}}, f"{ALPHA}: names"),
        ({"names": 5}, f"{ALPHA}: names"),
        ({"names": "X"}, f"{ALPHA}: names"),
        ({"names": [{"text": "X", "language": "en", "txt": "Y"}]}, f"{ALPHA}: names 1: “txt” is no field here."),
        ({"names": [{"text": "X"}]}, f"{ALPHA}: names 1: language: This field cannot be blank."),
        (
            {"names": [{"text": "X", "language": "en"}, {"text": "Y", "language": "english"}]},
            f"{ALPHA}: names 2: language: Write a BCP 47 tag",
        ),
        (
            {"names": [{"text": "X", "language": "en", "sources": "[@no-such]"}]},
            f"{ALPHA}: names 1: No source has the key “no-such”.",
        ),
        (
            {"names": [{"text": "X", "language": "en", "sources": {"meaning": "[@a]"}}]},
            f"{ALPHA}: names 1: ",
        ),
        (
            {"names": [{"text": "X", "language": "en", "in_infobox": "yes"}]},
            f"{ALPHA}: names 1: in_infobox: 'yes' is neither true nor false.",
        ),
        (
            {"names": [{"text": "X", "language": "en", "start_date": "2022", "end_date": "2021"}]},
            f"{ALPHA}: names 1: end_date: The end lies before the beginning.",
        ),
        (
            {"membership_counts": [{"count": "many"}]},
            f"{ALPHA}: membership_counts 1: count: 'many' is not a whole number.",
        ),
        ({"membership_counts": [{"count": 2.5}]}, f"{ALPHA}: membership_counts 1: count: 2.5 is not a whole number."),
        ({"membership_counts": [{"count": -5}]}, f"{ALPHA}: membership_counts 1: count: "),
        ({"membership_counts": [{"count": 10**20}]}, f"{ALPHA}: membership_counts 1: count: "),
        ({"membership_counts": [{}]}, f"{ALPHA}: membership_counts 1: count: "),
        ({"roles": [{"person": "no-such"}]}, f"{ALPHA}: roles 1: person: there is no person “no-such”"),
        ({"roles": [{"title": "chair"}]}, f"{ALPHA}: roles 1: "),
        ({"colours": [{"name": "Green", "hex": "green"}]}, f"{ALPHA}: colours 1: hex: Six hexadecimal digits"),
        ({"lineages": [{"kind": "absorbed", "other": "alpha"}]}, f"{ALPHA}: lineages 1: "),
        (
            {"translations": [{"language": "kk", "title": "X", "body": "x[@no-such]"}]},
            f"{ALPHA}: translations 1: body: No source has the key “no-such”.",
        ),
        (
            {"translations": [{"language": "kk", "title": "X"}, {"language": "kk", "title": "Y"}]},
            f"{ALPHA}: translations 2: ",
        ),
        (
            {"identifiers": [{"scheme": "bin", "value": "1"}, {"scheme": "bin", "value": "1"}]},
            f"{ALPHA}: identifiers 2: value: This identifier stands here already.",
        ),
        (
            {"names": [{"text": "X", "language": "en", "sources": f"[@a, {'p' * 201}]"}]},
            f"{ALPHA}: names 1: The place in “a” is longer than 200 characters.",
        ),
    ],
)
def test_a_wrong_article_is_refused_with_file_entry_and_reason(folder, values, fault):
    faults = folder.party(**values).refused()
    assert any(found.startswith(fault) for found in faults), faults


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"percent": 100.5}, "percent"),
        ({"percent": -1}, "percent"),
        ({"percent": "much"}, "percent: “much” value must be a decimal number."),
        ({"votes": -1}, "votes: "),
        ({"seats": 3, "seats_list": 4}, "seats_list: More list seats than seats in all."),
        ({"party": "no-such"}, "party: there is no party “no-such”"),
        ({"leader": "no-such"}, "leader: there is no person “no-such”"),
        ({"party": "zoe"}, "party: there is no party “zoe”"),
        ({"kind": "parties"}, "kind: Value 'parties' is not a valid choice."),
        ({"sources": "seats: [@a]\nplace: [@a]"}, "“place” is no field with sources here."),
    ],
)
def test_a_wrong_result_is_refused_with_its_number(folder, values, fault):
    folder.write("people/zoe.yaml", {"slug": "zoe", "title": "Zoe"})
    faults = result(folder, **values).refused()
    assert any(found.startswith(f"elections/e.yaml, e: results 1: {fault}") for found in faults), faults


def test_two_results_of_one_party_are_refused(folder):
    folder.party()
    (fault,) = election(folder, results=[{"label": "A", "party": "alpha"}, {"label": "B", "party": "alpha"}]).refused()
    assert fault.startswith("elections/e.yaml, e: results 2: ") and fault.endswith("This party has a result already.")


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ({"key": "x", "titel": "X"}, "citations.yaml, x: “titel” is no field here."),
        ({"key": "X", "title": "X"}, "citations.yaml, X: key: A key is made of"),
        ({"title": "X"}, "citations.yaml, record 1: key: "),
        ({"key": "x", "title": "X", "url": "javascript:alert(1)"}, "citations.yaml, x: url: Enter a valid URL."),
        ({"key": "x", "title": "X", "isbn": "978"}, "citations.yaml, x: isbn: "),
        ({"key": "x", "title": "X", "authors": [{"given": "Only"}]}, "citations.yaml, x: "),
        ({"key": "x", "title": "X", "authors": ["Only"]}, "citations.yaml, x: "),
        ({"key": "x", "title": "X", "authors": "Only"}, "citations.yaml, x: "),
        ({"key": "x", "title": "X", "authors": {"family": "Only"}}, "citations.yaml, x: "),
        ({"key": "x", "title": "X", "authors": 5}, "citations.yaml, x: "),
        ({"key": 5, "title": "X"}, "citations.yaml, 5: key: 5 is not text."),
    ],
)
def test_a_wrong_source_is_refused(folder, record, fault):
    faults = folder.write("citations.yaml", [record]).refused()
    assert any(found.startswith(fault) for found in faults), faults


# Images


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "images.yaml, logo: file: images/logo.png is missing"),
        (b"<html><script>alert(1)</script></html>", "images.yaml, logo: file: This is not a sound PNG"),
        (b"", "images.yaml, logo: file: "),
    ],
)
def test_a_wrong_image_is_refused(folder, content, fault):
    (folder.path / "images").mkdir()
    if content is not None:
        (folder.path / "images" / "logo.png").write_bytes(content)
    record = {"name": "logo", "file": "logo.png", "alt": "A", "credit": "B", "licence": "CC0"}
    faults = folder.write("images.yaml", [record]).refused()
    assert len(faults) == 1 and faults[0].startswith(fault), faults


@pytest.mark.parametrize("file", ["../citations.yaml", "/etc/hostname", "", None, ["logo.png"]])
def test_an_image_comes_from_the_folder_of_images_only(folder, file):
    record = {"name": "logo", "file": file, "alt": "A", "credit": "B", "licence": "CC0"}
    assert folder.write("images.yaml", [record]).refused()[0].startswith("images.yaml, logo: ")


# Records against each other


def test_two_files_with_one_slug_are_refused(folder):
    faults = folder.party().write("parties/beta.yaml", {"slug": "alpha", "title": "Beta"}).refused()
    assert any("beta.yaml" in fault and "alpha" in fault for fault in faults), faults


def test_one_slug_of_two_kinds_is_refused(folder):
    faults = folder.party().write("people/alpha.yaml", {"slug": "alpha", "title": "Person"}).refused()
    assert any("alpha" in fault for fault in faults), faults


def test_a_slug_that_a_stored_article_of_another_kind_has_is_refused(folder):
    Person.objects.create(slug="alpha", title="Person")
    assert folder.party().refused()[0] == f"{ALPHA}: slug: Another article has this address. Choose a different one."


def test_a_slug_that_a_stored_article_once_had_is_refused(folder):
    party = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED)
    party.slug = "renamed"
    party.save()
    assert folder.party().refused()[0].startswith(f"{ALPHA}: slug: Another article had this address")


def test_a_file_without_a_slug_is_refused(folder):
    folder.write("parties/alpha.yaml", {"title": "Alpha"})
    assert folder.refused() == [f"{ALPHA}: slug: This field cannot be blank."]


def test_one_key_of_two_sources_is_refused(folder):
    faults = folder.write("citations.yaml", [{"key": "x", "title": "One"}, {"key": "x", "title": "Two"}]).refused()
    assert any("x" in fault for fault in faults), faults


@pytest.mark.parametrize("previous", [{"e": "f", "f": "e"}, {"e": "e"}])
def test_articles_that_name_each_other_in_a_circle_are_refused(folder, previous):
    for slug, before in previous.items():
        folder.write(f"elections/{slug}.yaml", ELECTION | {"slug": slug, "previous": before})
    faults = folder.refused()
    assert "circle" in faults[0] and all(slug in faults[0] for slug in previous)


def test_all_faults_are_told_at_once(folder):
    folder.party(slogn="x").party("beta", founded="never", names=[{"text": 5}, {"language": "x"}])
    result(folder, votes=-1, percent=200)
    assert len(folder.refused()) >= 4


def test_all_faults_of_one_article_are_told_at_once(folder):
    wrong = {"text": "X" * 301, "language": "en", "sources": "[@nowhere]"}
    faults = folder.party(names=[wrong], sources={"slogan": "[@gone]"}, ideologies=[{"name": ""}]).refused()
    starts = ("ideologies 1: ", "names 1: No source", "names 1: text: ", "sources: No source")
    told = zip(sorted(faults), starts, strict=True)
    assert all(fault.startswith(f"{ALPHA}: {start}") for fault, start in told), faults


def test_a_refused_load_uses_no_number(folder):
    folder.party().load()
    before = Revision.objects.latest("number").number
    folder.party(title="Changed", slogn="x").refused()
    folder.party(title="Changed")
    assert folder.load().number == before + 1


def test_a_refused_load_changes_nothing_that_was_there(folder):
    folder.party(names=[{"text": "X", "language": "en"}]).load()
    folder.party(title="Changed", names=[]).party("beta", slogn="x").refused()
    party = Party.objects.get()
    assert (party.title, party.names.count()) == ("Alpha", 1)


# The folder itself


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("parties/x.yaml", "slug: [", "parties/x.yaml: "),
        ("parties/x.yaml", "slug: x\n  title: y", "parties/x.yaml: "),
        ("parties/x.yaml", "slug: x\ntitle: a\nfounded: 2022-13-45\n", "parties/x.yaml: "),
        ("parties/x.yaml", "slug: x\ntitle: !!int many\n", "parties/x.yaml: "),
        ("parties/x.yaml", "slug: x\ntitle: !!python/object:os.system x\n", "parties/x.yaml: "),
        ("parties/x.yaml", "slug: x\nslug: y\n", "parties/x.yaml: “slug” is written twice"),
        ("parties/x.yaml", "slug: x\nnames:\n  - text: a\n    text: b\n", "parties/x.yaml: “text” is written twice"),
        ("parties/x.yaml", "- slug: x\n", "parties/x.yaml: expected one record"),
        ("parties/x.yaml", "", "parties/x.yaml: expected one record"),
        ("parties/x.yaml", "slug: a\x00b\n", "parties/x.yaml: "),
        ("parties/x.yaml", "a: " + "[" * 5000, "parties/x.yaml: "),
        ("citations.yaml", "key: x\n", "citations.yaml: expected a list of records"),
        ("citations.yaml", "- x\n- y\n", "citations.yaml: expected a list of records"),
        ("citations.yaml", "", "citations.yaml: expected a list of records"),
        ("images.yaml", "5", "images.yaml: expected a list of records"),
    ],
)
def test_yaml_that_cannot_be_read_is_refused_with_its_file(folder, count_rows, file, text, reason):
    before = count_rows()
    with pytest.raises(FolderError) as refused:
        folder.write(file, text).load()
    assert str(refused.value).startswith(reason)
    assert count_rows() == before


def test_a_file_that_is_not_utf_8_is_refused_with_its_name(folder):
    (folder.path / "parties").mkdir()
    (folder.path / "parties" / "x.yaml").write_bytes("slug: x\ntitle: Ақ жол\n".encode("cp1251", "replace"))
    with pytest.raises(FolderError, match=r"^parties/x.yaml: "):
        folder.load()


def test_a_missing_folder_is_refused(db, tmp_path):
    with pytest.raises(FolderError, match="is not a folder"):
        load(tmp_path / "nowhere")


def test_an_empty_folder_is_refused(db, tmp_path):
    with pytest.raises(FolderError, match="holds no records"):
        load(tmp_path)


# The command


def test_the_command_tells_the_faults_and_that_nothing_was_loaded(folder):
    with pytest.raises(CommandError) as refused:
        call_command("load", str(folder.party(slogn="x").path), verbosity=0)
    assert str(refused.value).startswith(f"Nothing was loaded.\n{ALPHA}: “slogn” is no field here.")


@pytest.mark.parametrize("file", ["parties/x.yaml", "citations.yaml"])
def test_the_command_tells_what_cannot_be_read(folder, file):
    with pytest.raises(CommandError, match=f"^{file}: "):
        call_command("load", str(folder.write(file, "a: [").path), verbosity=0)


def test_the_command_needs_a_folder(db, tmp_path):
    with pytest.raises(CommandError, match="is not a folder"):
        call_command("load", str(tmp_path / "nowhere"), verbosity=0)


# Hostile text


def storable(text: str) -> bool:
    return not any(
        (character < " " and character not in "\t\n\r")
        or "\x7f" <= character <= "\x9f"
        or character in TURNING + NO_CHARACTERS
        for character in text
    )


@pytest.mark.slow
@pytest.mark.skipif(not BLNS.is_file(), reason="needs the naughty strings beside the project")
def test_naughty_strings_with_control_characters_are_refused_and_the_others_kept(folder):
    naughty = [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text.strip(" \t\n\r\v\f")]
    for text in naughty:
        if not storable(text):
            assert "control character" in folder.party(names=[{"text": text, "language": "en"}]).refused()[0]
    kept = [text for text in naughty if storable(text)]
    folder.party(
        names=[{"text": text, "language": "en"} for text in kept],
        statements=[{"label": f"No. {n}", "value": text} for n, text in enumerate(kept)],
    ).load()
    party = Party.objects.get()
    assert len(kept) > 400
    assert party.names.count() == party.statements.count() == len(kept)
    assert folder.load().number is None
