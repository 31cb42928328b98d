"""The same article in another language: its own prose, the same facts."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils.translation import override

from articles.models import Name, Status, Translation
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Party
from revisions.models import Revision
from revisions.moments import AsOf
from revisions.tracking.recording import recording
from tests.page_words import infobox, page_of

NOTICE = "Эта статья ещё не переведена и показана на языке оригинала."


@pytest.fixture
def party(db) -> Party:
    """An English article with a Kazakh translation; one Kazakh and one English source."""
    with recording():
        Citation.objects.create(key="kazakh", title="Дереккөз", language="kk-Cyrl", container_title="Azattyq")
        Citation.objects.create(key="english", title="Source", language="en", container_title="Times")
        party = Party.objects.create(
            slug="alpha",
            title="Alpha",
            status=Status.PUBLISHED,
            lead="The lead.[@english]",
            body="## History\n\nThe text.[^n]\n\n[^n]: The note.[@kazakh]",
            registered="2022-11-28",
            slogan="Forward",
        )
        Translation.objects.create(
            article=party,
            language="kk",
            title="Альфа",
            lead="Кіріспе.[@kazakh]",
            body="## Тарихы\n\nМәтін.[^n]\n\n[^n]: Ескертпе.",
        )
        Name.objects.create(article=party, text="Альфа партиясы", language="kk-Cyrl", in_infobox=True)
        set_sources(party.pk, None, parse_sources("registered: [@english]", ("registered",)))
    return party


def soup(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html5lib")


def test_a_translation_gives_title_lead_and_text(party, client):
    page = soup(client, "/kk/parties/alpha/")
    assert page.h1.get_text() == "Альфа"
    assert "Кіріспе." in page.select_one(".lead").get_text()
    assert [heading.get_text() for heading in page.select(".body h2")][:1] == ["Тарихы"]
    assert "The text." not in page.main.get_text()


def test_a_translation_is_marked_with_its_language(party, client):
    page = soup(client, "/kk/parties/alpha/")
    assert (page.html["lang"], page.article["dir"]) == ("kk", "ltr")
    assert page.select(".lead[lang], h1[lang]") == []


def test_a_translation_has_no_notice(party, client):
    assert NOTICE not in client.get("/kk/parties/alpha/").content.decode()


def test_a_language_without_a_translation_shows_the_article_with_a_notice(party, client):
    page = soup(client, "/ru/parties/alpha/")
    assert page.select_one(".notice").get_text() == NOTICE
    assert (page.html["lang"], page.select_one(".lead")["lang"]) == ("ru", "en")
    assert (page.h1["lang"], page.h1.get_text()) == ("en", "Alpha")


def test_the_articles_own_language_has_no_notice(party, client):
    assert soup(client, "/parties/alpha/").select_one(".notice") is None


def test_the_facts_are_the_same_in_every_language(party):
    english = page_of("party", "alpha")
    with override("kk"):
        kazakh = page_of("party", "alpha")
    assert [len(row.facts) for row in kazakh.infobox] == [len(row.facts) for row in english.infobox]
    assert infobox(kazakh)["Ұраны"] == ["Forward"]
    row = next(row for row in kazakh.infobox if row.label == "Тіркелген")
    assert (row.facts[0].values[0].datetime, row.facts[0].marks[0].label) == ("2022-11-28", "1")


def test_the_names_are_the_same_in_every_language(party):
    with override("kk"):
        assert [name.text for name in page_of("party", "alpha").names] == ["Альфа партиясы"]


def test_a_date_is_in_the_words_of_the_reader(party):
    with override("kk"):
        assert infobox(page_of("party", "alpha"))["Тіркелген"][0].split() == ["2022", "ж.", "28", "қараша"]


def test_references_are_those_that_this_prose_cites(party):
    assert [found.reference.key for found in page_of("party", "alpha").references] == ["english", "kazakh"]
    with override("kk"):
        page = page_of("party", "alpha")
    assert [found.reference.key for found in page.references] == ["english", "kazakh"]
    assert [note.html for note in page.notes] == ["Ескертпе."]


def test_a_source_in_the_language_of_the_page_is_not_called_foreign(party):
    with override("kk"):
        foreign = {found.reference.key: found.reference.in_language for found in page_of("party", "alpha").references}
    assert foreign["kazakh"] == "" and foreign["english"] != ""
    foreign = {found.reference.key: found.reference.in_language for found in page_of("party", "alpha").references}
    assert foreign == {"english": "", "kazakh": "(in Kazakh)"}


@pytest.mark.parametrize("language", ["kk-Cyrl", "kk-Latn"])
def test_a_translation_in_a_script_serves_its_language(party, language):
    translation = Translation.objects.get()
    translation.language = language
    translation.save()
    with override("kk"):
        page = page_of("party", "alpha")
    assert (page.title, page.language, page.untranslated) == ("Альфа", language, False)


def test_a_translation_from_right_to_left_is_marked_so(party):
    translation = Translation.objects.get()
    translation.language = "kk-Arab"
    translation.save()
    with override("kk"):
        assert page_of("party", "alpha").direction == "rtl"


def test_an_article_of_another_language_has_a_notice_in_english(party, client):
    party.language = "kk-Cyrl"
    party.save()
    assert soup(client, "/parties/alpha/").select_one(".notice") is not None
    with override("kk"):
        page = page_of("party", "alpha")
    assert page.untranslated is False


def test_a_draft_is_no_page_in_any_language(party, client):
    party.status = Status.DRAFT
    party.save()
    assert client.get("/kk/parties/alpha/").status_code == 404


def test_a_translation_of_then_is_as_it_was(party):
    then = Revision.objects.latest("number").number
    Translation.objects.get().delete()
    with override("kk"):
        assert page_of("party", "alpha").title == "Альфа партиясы"
        assert page_of("party", "alpha", AsOf(then)).title == "Альфа"


def test_links_of_a_translation_lead_on_in_its_language(party, client):
    with recording():
        Party.objects.create(slug="beta", title="Beta", status=Status.PUBLISHED, country="KZ")
        translation = Translation.objects.get()
        translation.lead = "[[beta|Бета]]"
        translation.save()
    assert soup(client, "/kk/parties/alpha/").select_one(".lead a")["href"] == "/kk/parties/beta/"


def out_of_date(client) -> str:
    """The words about the age of the translation on the Kazakh page, and where they lead."""
    notice = soup(client, "/kk/parties/alpha/").select_one(".notice")
    return notice.a["href"] if notice.a else ""


def test_a_translation_is_up_to_date_until_the_original_moves_on(party, client):
    assert out_of_date(client) == ""
    party.slogan = "Onward"  # a fact is the same in every language
    party.save()
    assert out_of_date(client) == ""


def test_a_translation_is_out_of_date_once_the_original_says_something_else(party, client):
    then = Revision.objects.latest("number").number
    party.body = party.body.replace("The text.", "Another text.")
    party.save()
    address = out_of_date(client)
    assert address == f"/kk/parties/alpha/compare/{then}/{then + 1}/"
    assert "Another" in soup(client, address).main.get_text()


def test_a_typing_error_mended_in_a_translation_leaves_it_out_of_date(party, client):
    party.lead = "Another lead."
    party.save()
    translation = Translation.objects.get()
    translation.lead = "Кіріспе!"
    translation.save()
    assert out_of_date(client) != ""


def test_an_original_changed_back_is_what_was_translated(party, client):
    lead = party.lead
    for text in ("Another lead.", lead):
        party.lead = text
        party.save()
    assert out_of_date(client) == ""


def test_words_of_facts_are_marked_with_the_language_of_the_article(party, client):
    row = soup(client, "/kk/parties/alpha/").find("span", string="Forward")
    assert row["lang"] == "en"
    assert not soup(client, "/parties/alpha/").find("span", string="Forward").has_attr("lang")


def test_a_load_that_changes_the_original_leaves_its_translation_outdated(party, client, tmp_path):
    call_command("dump", str(tmp_path), verbosity=0)
    path = tmp_path / "parties" / "alpha.yaml"
    (tmp_path / "revision.yaml").unlink()
    path.write_text(path.read_text().replace("The text.", "Another text."))
    call_command("load", str(tmp_path), verbosity=0)
    assert out_of_date(client) != ""


def test_a_translation_that_is_loaded_anew_is_up_to_date(party, client, tmp_path):
    call_command("dump", str(tmp_path), verbosity=0)
    path = tmp_path / "parties" / "alpha.yaml"
    (tmp_path / "revision.yaml").unlink()
    path.write_text(path.read_text().replace("The text.", "Another text.").replace("Мәтін.", "Басқа мәтін."))
    call_command("load", str(tmp_path), verbosity=0)
    assert out_of_date(client) == ""
