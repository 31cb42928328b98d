"""A folder dumped earlier and loaded again: what was written since stays, what overlaps is refused with its reason."""

from pathlib import Path

import pytest
import yaml

from articles.interchange.dump import dump
from articles.interchange.load import LoadRefused, load
from articles.models import Name, Statement
from citations.models import Citation
from parties.models import Party
from revisions.moments import head


@pytest.fixture
def party(db: None) -> Party:
    made = Party.objects.create(slug="baytaq", title="Baytaq", slogan="Green", body="One.\nTwo.\nThree.")
    Name.objects.create(article=made, text="Байтақ", language="kk-Cyrl", position=1)
    Citation.objects.create(key="source", title="Title")
    return made


@pytest.fixture
def folder(party: Party, tmp_path: Path) -> Path:
    dump(tmp_path)
    return tmp_path


def edit(folder: Path, **values: object) -> None:
    """Edit the party's record in the folder."""
    path = folder / "parties" / "baytaq.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | values, allow_unicode=True))


def test_what_was_written_since_stays(folder, party):
    party.headquarters = "Astana"
    party.save()
    Statement.objects.create(article=party, label="Fact", value="new")
    edit(folder, slogan="Clean air")
    load(folder)
    party.refresh_from_db()
    assert (party.headquarters, party.slogan, party.statements.get().value) == ("Astana", "Clean air", "new")


def test_lines_of_one_text_edited_on_both_sides_go_together(folder, party):
    party.body = "1.\nTwo.\nThree."
    party.save()
    edit(folder, body="One.\nTwo.\n3.")
    load(folder)
    party.refresh_from_db()
    assert party.body == "1.\nTwo.\n3."


def test_an_old_folder_that_nobody_edited_changes_nothing(folder, party):
    party.slogan = "Newer"
    party.save()
    before = head()
    assert load(folder).number is None and head() == before


def test_what_overlaps_is_refused_with_both_values(folder, party):
    party.slogan = "Newer"
    party.save()
    edit(folder, slogan="Clean air")
    with pytest.raises(LoadRefused) as refused:
        load(folder)
    [fault] = refused.value.faults
    assert fault.startswith("parties/baytaq.yaml, baytaq: ")
    assert "“Newer”" in fault and "“Clean air”" in fault
    party.refresh_from_db()
    assert party.slogan == "Newer"


def test_an_article_renamed_since_is_still_recognised(folder, party):
    party.slug = "baytaq-party"
    party.save()
    edit(folder, slogan="Clean air")
    load(folder)
    party.refresh_from_db()
    assert (party.slug, party.slogan, Party.objects.count()) == ("baytaq-party", "Clean air", 1)


def test_a_source_edited_on_both_sides_in_different_fields_keeps_both(folder, party):
    source = Citation.objects.get()
    source.publisher = "Publisher"
    source.save()
    path = folder / "citations.yaml"
    path.write_text(path.read_text().replace("Title", "Better title"))
    load(folder)
    source.refresh_from_db()
    assert (source.publisher, source.title) == ("Publisher", "Better title")


def test_a_folder_of_another_site_says_how_things_shall_be(folder, party):
    (folder / "revision.yaml").write_text(f"number: 1\nhash: {'0' * 64}\n")
    party.slogan = "Newer"
    party.save()
    load(folder)
    party.refresh_from_db()
    assert party.slogan == "Green"


@pytest.mark.parametrize("text", ["", "number: x\nhash: y", "[1, 2]", "a: [", "number: 1"])
def test_a_broken_note_of_the_revision_is_as_none(folder, party, text):
    (folder / "revision.yaml").write_text(text)
    assert load(folder).number is None
