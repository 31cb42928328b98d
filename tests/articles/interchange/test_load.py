"""Loading a folder: one revision, rows kept and changed in place, nothing twice."""

import io
import json
import shutil

import PIL.Image
import pytest
from django.core.management import call_command

from articles.interchange.load import load
from articles.models import Article, FactCitation, Image, Name, Statement, Status, Translation
from articles.sourcing.lines import fact_key_of, read_sources
from citations.models import Author, Citation
from elections.models import Assembly, Candidacy, Election, Result
from parties.models import Party, Person, Role
from revisions.models import Action, Revision
from tests.places import DEMO

needs_demo = pytest.mark.skipif(not DEMO.is_dir(), reason="there is no demo/kazakhstan")


def names(*texts: str, **values: str) -> list[dict[str, str]]:
    return [{"text": text, "language": "kk-Cyrl", **values} for text in texts]


# One revision


def test_a_load_is_one_revision_called_an_import(folder):
    number = folder.party(names=names("Альфа")).load().number
    assert list(Revision.objects.values_list("number", "action")) == [(number, Action.IMPORT)]


def test_a_second_load_makes_no_revision(folder, count_rows):
    folder.party(names=names("Альфа", "Альфа 2"), sources={"title": "[@a] // why"}).load()
    before = count_rows()
    assert folder.load().number is None
    assert count_rows() == before


@pytest.mark.slow
@needs_demo
def test_a_second_load_of_the_demo_makes_no_revision(demo, count_rows):
    before = count_rows()
    assert load(DEMO).number is None
    assert count_rows() == before


def test_a_comment_and_a_user_are_kept(folder, admin_user):
    folder.party()
    load(folder.path, user=admin_user, comment="From the archive")
    revision = Revision.objects.get()
    assert (revision.comment, revision.user) == ("From the archive", admin_user)


def test_what_the_folder_does_not_name_is_left_alone(folder):
    Party.objects.create(slug="beta", title="Beta")
    folder.party().load()
    assert set(Party.objects.values_list("slug", flat=True)) == {"alpha", "beta"}


# Values


def test_columns_arrive_as_typed(folder):
    folder.party(title="«Альфа» – партия", founded="2022-09", status="published", lead="A\u00a0b.[@a]\n").load()
    party = Party.objects.get()
    assert (party.title, party.founded, party.status, party.lead) == (
        "«Альфа» – партия",
        "2022-09",
        Status.PUBLISHED,
        "A\u00a0b.[@a]\n",
    )


@pytest.mark.parametrize(
    ("written", "stored_as"),
    [("2022", "2022"), ("2022-09", "2022-09"), ("2022-09-24", "2022-09-24"), ("'2022'", "2022")],
)
def test_a_date_needs_no_quotation_marks(folder, written, stored_as):
    folder.write("parties/alpha.yaml", f"slug: alpha\ntitle: Alpha\nfounded: {written}\n").load()
    assert Party.objects.get().founded == stored_as


def test_columns_that_are_not_given_return_to_their_default(folder):
    folder.party(slogan="Forward", status="published", country="KZ").load()
    folder.party().load()
    party = Party.objects.get()
    assert (party.slogan, party.status, party.country) == ("", Status.DRAFT, "")


def test_articles_may_name_each_other_in_any_order_of_files(folder):
    folder.write("elections/a-2023.yaml", {"slug": "a-2023", "title": "E", "date": "2023", "assembly": "zzz"})
    folder.write("elections/b-2019.yaml", {"slug": "b-2019", "title": "E", "date": "2019", "previous": "a-2023"})
    folder.write("assemblies/zzz.yaml", {"slug": "zzz", "title": "House"}).load()
    assert Election.objects.get(slug="a-2023").assembly == Assembly.objects.get()
    assert Election.objects.get(slug="b-2019").previous.slug == "a-2023"


def test_rows_may_name_articles_of_the_same_folder(folder):
    folder.party(roles=[{"person": "zoe", "title": "chair"}], lead="See [[zoe|Zoe]].")
    folder.write("people/zoe.yaml", {"slug": "zoe", "title": "Zoe"}).load()
    assert Role.objects.get().person == Person.objects.get()


def test_rows_may_name_what_is_stored_already(folder):
    person = Person.objects.create(slug="zoe", title="Zoe")
    folder.party(roles=[{"person": "zoe"}]).load()
    assert Role.objects.get().person == person


def test_sources_stand_beside_the_fields_and_rows_that_name_them(folder):
    folder.party(sources={"title": "[@a, p. 4]"}, names=[{"text": "X", "language": "en", "sources": "[@b]"}]).load()
    party = Party.objects.get()
    assert read_sources(party.pk) == {(None, None): "title: [@a, p. 4]", fact_key_of(Name.objects.get()): "[@b]"}


def test_authors_keep_their_order(folder):
    authors = [{"family": "Б"}, {"literal": "Reuters"}, {"family": "А", "given": "Я"}]
    folder.write("citations.yaml", [{"key": "a", "title": "A", "authors": authors}]).load()
    assert [str(author) for author in Author.objects.all()] == ["Б", "Reuters", "А, Я"]


def test_a_translation_is_a_part_of_its_article(folder):
    folder.party(translations=[{"language": "kk", "title": "Альфа", "body": "Мәтін.[@a]"}]).load()
    assert Translation.objects.get().title == "Альфа"


# Changing what is there


def test_a_changed_row_is_changed_in_place(folder):
    folder.party(names=[{"text": "X", "language": "en", "meaning": "one"}]).load()
    before = Name.objects.get().pk
    folder.party(names=[{"text": "X", "language": "en", "meaning": "two"}]).load()
    assert (Name.objects.get().pk, Name.objects.get().meaning) == (before, "two")


def test_a_changed_article_and_a_changed_source_are_changed_in_place(folder):
    folder.party().load()
    before = (Party.objects.get().pk, Citation.objects.get(key="a").pk)
    folder.write("citations.yaml", [{"key": "a", "title": "Another"}])
    folder.party(title="Another").load()
    assert (Party.objects.get(title="Another").pk, Citation.objects.get(title="Another").pk) == before


def test_a_row_that_is_left_out_is_deleted_with_its_sources(folder):
    row = {"language": "en", "sources": "[@a] // why"}
    folder.party(names=[{"text": "X", **row}, {"text": "Y", **row}]).load()
    folder.party(names=[{"text": "Y", **row}]).load()
    assert [name.text for name in Name.objects.all()] == ["Y"]
    assert FactCitation.objects.count() == 1


def test_a_list_that_is_left_out_is_emptied(folder):
    folder.party(names=names("X")).load()
    folder.party().load()
    assert not Name.objects.exists()


def test_a_reordered_list_keeps_its_rows(folder):
    folder.party(names=names("X", "Y", "Z")).load()
    before = {name.text: name.pk for name in Name.objects.all()}
    folder.party(names=names("Z", "X", "Y")).load()
    assert {name.text: name.pk for name in Name.objects.all()} == before
    assert [name.text for name in Name.objects.all()] == ["Z", "X", "Y"]


def test_rows_with_the_same_words_keep_their_places(folder):
    rows = [{"label": "Fact", "value": "same", "on_date": year} for year in ("2021", "2022")]
    folder.party(statements=rows).load()
    before = list(Statement.objects.values_list("pk", flat=True))
    assert folder.load().number is None
    assert list(Statement.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("text", [" Альфа ", "Ии\u0306", "two\r\nlines"], ids=["spaces", "not composed", "line ends"])
def test_a_row_is_recognised_by_its_text_as_it_is_stored(folder, text):
    folder.write("parties/alpha.yaml", json.dumps({"slug": "alpha", "title": "Alpha", "names": names(text)})).load()
    before = Name.objects.get().pk
    assert folder.load().number is None
    assert Name.objects.get().pk == before


def test_a_candidate_in_two_places_may_change_their_order(folder):
    places = [{"person": "zoe", "constituency": "No. 7"}, {"person": "zoe", "constituency": "No. 9"}]
    folder.write("people/zoe.yaml", {"slug": "zoe", "title": "Zoe"})
    folder.write("elections/e.yaml", {"slug": "e", "title": "E", "date": "2023", "candidacies": places}).load()
    folder.write("elections/e.yaml", {"slug": "e", "title": "E", "date": "2023", "candidacies": places[::-1]}).load()
    assert [row.constituency for row in Candidacy.objects.all()] == ["No. 9", "No. 7"]


def test_a_party_may_take_the_label_of_another_row(folder):
    election = {"slug": "e", "title": "E", "date": "2023"}
    folder.party().write("elections/e.yaml", election | {"results": [{"label": "Alpha", "seats": 1}]}).load()
    folder.write("elections/e.yaml", election | {"results": [{"label": "Alpha", "party": "alpha", "seats": 1}]}).load()
    assert Result.objects.get().party == Party.objects.get()


def test_fewer_authors_leave_none_behind(folder):
    folder.write("citations.yaml", [{"key": "a", "title": "A", "authors": [{"family": "X"}, {"family": "Y"}]}]).load()
    folder.write("citations.yaml", [{"key": "a", "title": "A", "authors": [{"literal": "Y"}]}]).load()
    assert [str(author) for author in Author.objects.all()] == ["Y"]


# Images


def png(colour: str) -> bytes:
    content = io.BytesIO()
    PIL.Image.new("RGB", (4, 3), colour).save(content, "PNG")
    return content.getvalue()


def with_image(folder, colour: str = "green", **values: str):
    (folder.path / "images").mkdir(exist_ok=True)
    (folder.path / "images" / "logo.png").write_bytes(png(colour))
    record = {"name": "logo", "file": "logo.png", "alt": "A", "credit": "B", "licence": "CC0"}
    return folder.write("images.yaml", [record | values])


def content(image: Image) -> bytes:
    with image.file.open("rb") as handle:
        return handle.read()


def test_an_image_arrives_with_its_file_and_size(folder):
    with_image(folder).party(image="logo").load()
    image = Image.objects.get()
    assert (image.width, image.height, content(image)) == (4, 3, png("green"))
    assert Party.objects.get().image == image


def test_the_same_image_again_makes_no_revision(folder):
    with_image(folder).load()
    assert folder.load().number is None


def test_another_file_of_an_image_changes_it_in_place(folder):
    with_image(folder).load()
    before = Image.objects.get()
    with_image(folder, "red").load()
    assert (Image.objects.get().pk, content(Image.objects.get())) == (before.pk, png("red"))
    assert content(before) == png("green")  # a past page shows it


def test_an_article_and_its_image_may_have_the_same_name(folder):
    with_image(folder, name="alpha").party(image="alpha").load()
    assert Party.objects.get().image == Image.objects.get()


# The command


def test_the_command_says_which_revision_it_made(folder, capsys):
    call_command("load", str(folder.party().path))
    assert f"Loaded as revision {Revision.objects.get().number}." in capsys.readouterr().out


def test_the_command_says_when_nothing_was_new(folder, capsys):
    call_command("load", str(folder.path))
    call_command("load", str(folder.path))
    assert capsys.readouterr().out.endswith("Everything was there already.\n")


def test_the_command_keeps_the_comment(folder):
    call_command("load", str(folder.path), comment="From the archive", verbosity=0)
    assert Revision.objects.get().comment == "From the archive"


def test_the_command_names_the_folder_where_no_comment_is_given(folder):
    call_command("load", str(folder.path), verbosity=0)
    assert Revision.objects.get().comment == "Loaded from folder"


def test_the_command_is_silent_when_asked(folder, capsys):
    call_command("load", str(folder.path), verbosity=0)
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
@needs_demo
def test_the_demo_loads_from_any_place(db, tmp_path):
    shutil.copytree(DEMO, tmp_path / "elsewhere")
    load(tmp_path / "elsewhere")
    assert Article.objects.count() == 102
    assert Revision.objects.count() == 1
