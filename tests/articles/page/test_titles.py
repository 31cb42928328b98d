"""What articles are called in the reader's language."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from articles.models import Name, Status, Translation
from articles.page.titles import choose, titles_in
from parties.models import Party, Role
from revisions.models import Revision
from revisions.moments import AsOf, Present
from revisions.tracking.recording import recording
from tests.page_words import page_of

Kind = Name.Kind


def name(text: str, kind: str = Kind.OFFICIAL, language: str = "kk-Cyrl", **more: object) -> Name:
    return Name(text=text, kind=kind, language=language, **more)


def test_the_title_of_a_translation_comes_first():
    translation = Translation(language="kk", title="Альфа", short_description="партия")
    title = choose("kk", [translation], [name("Альфа партиясы")])
    assert (title.text, title.language, title.description) == ("Альфа", "kk", "партия")


def test_the_plainest_name_stands_in_for_a_title():
    names = [name("the official"), name("the native", Kind.NATIVE), name("the short", Kind.SHORT)]
    assert choose("kk", [], names).text == "the short"


@pytest.mark.parametrize(
    "unfit",
    [
        name("x", Kind.FORMER),
        name("x", Kind.ABBREVIATED),
        name("x", Kind.ROMANIZED),
        name("x", former=True),
        name("x", end_date="2020"),
        name("x", language="kk-Latn"),
        name("x", language="kk-Arab"),
        name("x", language="ru"),
    ],
    ids=lambda unfit: f"{unfit.kind} {unfit.language} {unfit.end_date}",
)
def test_what_is_over_or_in_another_script_is_no_title(unfit):
    assert choose("kk", [], [unfit]) is None


@pytest.fixture
def party(db) -> Party:
    with recording():
        party = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, country="KZ")
        Name.objects.create(article=party, text="Альфа", language="kk-Cyrl", kind=Kind.SHORT)
        other = Party.objects.create(slug="beta", title="Beta", status=Status.PUBLISHED, country="KZ")
        Role.objects.create(party=other, label="Somebody")
    return party


def test_a_page_and_links_to_it_bear_the_name_in_the_readers_language(party, client):
    soup = BeautifulSoup(client.get("/kk/parties/alpha/").content, "html5lib")
    assert (soup.h1.get_text(), soup.h1["lang"]) == ("Альфа", "kk-Cyrl")
    navbox = BeautifulSoup(client.get("/kk/parties/beta/").content, "html5lib").select_one(".navbox")
    link = navbox.find("a", string="Альфа")
    assert (link["href"], link["lang"]) == ("/kk/parties/alpha/", "kk-Cyrl")
    assert navbox.find("a", string="Beta")["lang"] == "en"


def test_a_name_of_then_is_the_title_of_a_past_page(party):
    then = Revision.objects.latest("number").number
    Name.objects.get().delete()
    with override("kk"):
        assert page_of("party", "alpha").title == "Alpha"
        assert page_of("party", "alpha", AsOf(then)).title == "Альфа"
        assert titles_in("kk", AsOf(then), [party.pk])[party.pk].text == "Альфа"


def test_titles_of_any_number_of_articles_are_two_queries(party, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert titles_in("kk", Present(), [party.pk, party.pk + 1]).keys() == {party.pk}
    with django_assert_num_queries(0):
        assert titles_in("kk", Present(), []) == {}
