"""What every kind of article shows: further statements, its names, the claims that sources dispute."""

import pytest
from django.utils.translation import override

from articles.models import Identifier, Name, Statement, Status
from articles.page.page import Claims
from articles.page.shared import language_label
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Party
from revisions.tracking.recording import recording
from tests.page_words import blocks, claims, infobox, page_of

Placement = Statement.Placement


@pytest.fixture
def party(db) -> Party:
    return Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED)


def state(party: Party, label: str, value: str, placement: str, sources: str = "", **values: str) -> Statement:
    with recording():
        row = Statement.objects.create(article=party, label=label, value=value, placement=placement, **values)
        set_sources(party.pk, row, parse_sources(sources, ("",)))
    return row


def test_a_statement_of_the_infobox_is_a_row_of_it(party):
    state(party, "Youth wing", "Jastar", Placement.INFOBOX, on_date="2022")
    assert infobox(page_of("party", "alpha")) == {"Youth wing": ["Jastar (2022)"]}


def test_statements_of_one_label_share_a_row(party):
    for value in ("One", "Two"):
        state(party, "Affiliation", value, Placement.INFOBOX)
    assert infobox(page_of("party", "alpha")) == {"Affiliation": ["One", "Two"]}


def test_a_statement_of_the_infobox_keeps_its_language(party):
    state(party, "Slogan in Kazakh", "Алға", Placement.INFOBOX, language="kk-Cyrl")
    assert page_of("party", "alpha").infobox[0].facts[0].values[0].language == "kk-Cyrl"


@pytest.mark.parametrize(
    ("placement", "label"), [(Placement.FURTHER, "Further facts"), (Placement.CLAIM, "Where sources differ")]
)
def test_other_statements_are_folded_under_their_label(party, placement, label):
    state(party, "Fact", "value", placement, start_date="2004")
    page = page_of("party", "alpha")
    assert claims(page, label) == {"Fact (from 2004)": "value"}
    assert page.infobox == ()


def test_folded_statements_print_no_marks_and_show_their_sources(party):
    Citation.objects.create(key="a", title="A", container_title="Azattyq", issued="2022")
    state(party, "Fact", "value", Placement.CLAIM, "[@a, p. 4; !@a: another value]")
    page = page_of("party", "alpha")
    (claim,) = next(blocks(page, Claims)).claims
    assert page.references == ()
    assert [(found.name, found.locator) for found in claim.disclosure.supports] == [("Azattyq, 2022", "p. 4")]
    assert [found.states for found in claim.disclosure.disputes] == ["another value"]


def test_names_are_told_with_kind_language_period_and_meaning(party):
    with recording():
        Name.objects.create(article=party, text="Байтақ", language="kk-Cyrl", kind=Name.Kind.SHORT, meaning="vast")
        Name.objects.create(
            article=party, text="Otan", language="en", kind=Name.Kind.FORMER, end_date="2006", position=1
        )
    assert claims(page_of("party", "alpha"), "Names and spellings") == {
        "Short, Kazakh (Cyrillic), “vast”": "Байтақ",
        "Former, English, until 2006": "Otan",
    }


def test_names_at_the_head_stand_there_in_their_script(party):
    with recording():
        Name.objects.create(article=party, text="Байтақ", language="kk-Cyrl", in_infobox=True)
        Name.objects.create(article=party, text="بايتاق", language="kk-Arab", in_infobox=True, position=1)
        Name.objects.create(article=party, text="Baytaq", language="en", position=2)
    assert [(name.text, name.direction) for name in page_of("party", "alpha").names] == [
        ("Байтақ", "ltr"),
        ("بايتاق", "rtl"),
    ]


def test_identifiers_are_further_facts(party):
    Identifier.objects.create(article=party, scheme="wikidata", value="Q115")
    assert claims(page_of("party", "alpha"), "Further facts") == {"wikidata": "Q115"}


def test_an_article_without_any_of_these_has_no_folded_section(party):
    assert page_of("party", "alpha").sections == ()


def test_folded_pieces_have_no_heading_and_no_place_in_the_contents(party):
    state(party, "Fact", "value", Placement.FURTHER)
    page = page_of("party", "alpha")
    assert [found.heading for found in page.sections] == [""]
    assert page.contents == ()


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("kk-Cyrl", "Kazakh (Cyrillic)"),
        ("kk-Latn", "Kazakh (Latin)"),
        ("kk-Arab", "Kazakh (Arabic)"),
        ("ru-Latn", "Russian (Latin)"),
        ("ru", "Russian"),
        ("qqq", "qqq"),
        ("", ""),
    ],
)
def test_a_language_and_script_have_words(tag, words):
    assert language_label(tag) == words


def test_a_language_has_the_words_of_the_reader():
    with override("ru"):
        assert language_label("kk-Cyrl") == "казахский (кириллица)"
