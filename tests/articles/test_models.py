"""Articles and their parts: addresses, publication, periods, sources of facts, pictures."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article, FactCitation, FactNote, Identifier, Name, Redirect, Statement, Translation
from articles.models.owned import Period
from articles.prose.limits import MAX_PROSE_BYTES
from citations.models import Citation
from common.dates import could_precede
from parties.models import Party, Person
from revisions.models import Revision
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> Party:
    return Party.objects.create(slug="baytaq", title="Baytaq")


@pytest.fixture
def citation() -> Citation:
    return Citation.objects.create(key="azattyq", title="News")


def errors(row: models.Model) -> set[str]:
    """The names of the fields that a form would mark."""
    try:
        row.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def refused_by_database(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return True
    return False


def former(article: Article) -> list[str]:
    return [redirect.slug for redirect in article.redirects.all()]


# Addresses


@pytest.mark.parametrize("slug", ["baytaq", "baytaq-green-party", "2021", "a"])
def test_an_address_is_made_of_latin_letters_and_digits(slug: str) -> None:
    assert errors(Party(slug=slug, title="A")) == set()


@pytest.mark.parametrize(
    "slug", ["", "Baytaq", "a b", "a--b", "-a", "a-", "байтақ", "a/b", "..", "a.b", "a_b", "a" * 121, "a\nb"]
)
def test_an_address_that_no_link_could_carry_is_refused(slug: str) -> None:
    assert errors(Party(slug=slug, title="A")) == {"slug"}


def test_a_line_end_after_an_address_is_taken_off() -> None:
    party = Party(slug="baytaq\n", title="A")
    assert errors(party) == set()
    party.save()
    assert Party.objects.get().slug == "baytaq"


def test_an_address_is_one_articles_in_all_kinds(party: Party) -> None:
    person = Person(slug=party.slug, title="A")
    assert errors(person) == {"slug"}
    assert refused_by_database(person)


def test_a_change_of_address_leaves_a_redirect(party: Party) -> None:
    party.slug = "baytaq-green-party"
    party.save()
    assert former(party) == ["baytaq"]


def test_a_change_of_address_and_its_redirect_are_one_revision(party: Party) -> None:
    party.slug = "baytaq-green-party"
    party.save()
    assert Redirect.history.get().revision == party.history.latest("history_id").revision


def test_another_change_of_an_article_leaves_no_redirect(party: Party) -> None:
    party.title = "Baytaq Green Party"
    party.save()
    assert former(party) == []


def test_every_former_address_answers(party: Party) -> None:
    for slug in ("b", "c"):
        party.slug = slug
        party.save()
    assert former(party) == ["b", "baytaq"]


def test_an_article_that_takes_an_address_back_keeps_no_redirect_to_itself(party: Party) -> None:
    for slug in ("b", "baytaq"):
        party.slug = slug
        party.save()
    assert former(party) == ["b"]


def test_an_address_may_go_to_and_fro(party: Party) -> None:
    for slug in ("b", "baytaq", "b", "c", "baytaq"):
        party.slug = slug
        party.save()
    assert former(party) == ["b", "c"]


def test_a_former_address_of_another_article_is_refused(party: Party) -> None:
    party.slug = "b"
    party.save()
    assert errors(Person(slug="baytaq", title="A")) == {"slug"}


def test_an_article_may_take_its_own_former_address(party: Party) -> None:
    party.slug = "b"
    party.save()
    party.slug = "baytaq"
    assert errors(party) == set()


def test_a_former_address_leads_to_one_article(party: Party) -> None:
    other = Party.objects.create(slug="other", title="Other")
    Redirect.objects.create(article=party, slug="old")
    assert refused_by_database(Redirect(article=other, slug="old"))


# Articles


def test_only_published_articles_pass_the_public_door() -> None:
    for status in ("draft", "published", "archived"):
        Party.objects.create(slug=status, title=status, status=status)
    assert [party.slug for party in Party.objects.published()] == ["published"]
    assert [article.slug for article in Article.objects.published()] == ["published"]


def test_a_new_article_is_a_draft(party: Party) -> None:
    assert party.status == "draft"


def test_an_article_stores_its_kind(party: Party) -> None:
    assert Article.objects.get(pk=party.pk).kind == "party"


@pytest.mark.parametrize("country", ["", "KZ"])
def test_a_country_is_an_iso_code_or_unknown(country: str) -> None:
    assert errors(Party(slug="a", title="A", country=country)) == set()


@pytest.mark.parametrize("country", ["kz", "K", "KAZ", "ҚЗ"])
def test_a_country_that_is_no_code_is_refused(country: str) -> None:
    assert errors(Party(slug="a", title="A", country=country)) == {"country"}


@pytest.mark.parametrize("field", ["lead", "body"])
def test_prose_of_the_longest_length_is_accepted(field: str) -> None:
    assert errors(Party(slug="a", title="A", **{field: "n" * MAX_PROSE_BYTES})) == set()


@pytest.mark.parametrize("field", ["lead", "body"])
@pytest.mark.parametrize(
    "text", ["n" * (MAX_PROSE_BYTES + 1), "қ" * (MAX_PROSE_BYTES // 2 + 1)], ids=["Latin", "Cyrillic"]
)
def test_longer_prose_is_refused_by_its_bytes(field: str, text: str) -> None:
    assert errors(Party(slug="a", title="A", **{field: text})) == {field}


def test_titles_keep_their_quotes_and_no_break_spaces() -> None:
    party = Party(slug="a", title="«Байтақ»\u00a0– партия")
    party.full_clean()
    party.save()
    assert Party.objects.get().title == "«Байтақ»\u00a0– партия"


def test_articles_come_in_the_order_of_their_titles() -> None:
    for slug, title in (("1", "B"), ("2", "A"), ("3", "C")):
        Party.objects.create(slug=slug, title=title)
    assert [party.title for party in Party.objects.all()] == ["A", "B", "C"]


# Periods

PERIODS: list[tuple[type[Any], dict[str, str]]] = [
    (Name, {"text": "Baytaq", "language": "en"}),
    (Statement, {"label": "Hymn", "value": "None"}),
]
in_order = [
    ("2015", "2016"),
    ("2015", "2015"),
    ("2015-06", "2015"),
    ("2015", "2015-01-01"),
    ("2015-06-30", "2015-06"),
    ("", "2015"),
    ("2015", ""),
    ("", ""),
]
out_of_order = [
    ("2016", "2015"),
    ("2015-07", "2015-06-30"),
    ("2015-07-02", "2015-07-01"),
    ("2016-01-01", "2015"),
    ("2016", "2015-12-31"),
]


@pytest.mark.parametrize(("model", "values"), PERIODS, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize(("start", "end"), in_order)
def test_a_period_in_order_is_accepted_by_form_and_database(
    party: Party, model: type[Any], values: dict[str, str], start: str, end: str
) -> None:
    row = model(article=party, start_date=start, end_date=end, **values)
    assert errors(row) == set()
    assert not refused_by_database(row)


@pytest.mark.parametrize(("model", "values"), PERIODS, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize(("start", "end"), out_of_order)
def test_a_period_that_ends_before_it_begins_is_refused_by_form_and_database(
    party: Party, model: type[Any], values: dict[str, str], start: str, end: str
) -> None:
    row = model(article=party, start_date=start, end_date=end, **values)
    assert "end_date" in errors(row)
    assert refused_by_database(row)


partial_dates = st.just("") | st.builds(
    lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from([4, 7, 10])
)


class FormAndDatabaseAgreeOnPeriods(TestCase):
    @given(partial_dates, partial_dates)
    def test_on_any_two_dates(self, start: str, end: str) -> None:
        party = Party.objects.create(slug="baytaq", title="Baytaq")
        name = Name(article=party, text="Baytaq", language="en", start_date=start, end_date=end)
        assert refused_by_database(name) is not could_precede(start, end)


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        (Name(start_date="2015", end_date="2020"), "2017-05-01", True),
        (Name(start_date="2015", end_date="2020"), "2014-12-31", False),
        (Name(start_date="2015", end_date="2020"), "2021", False),
        (Name(start_date="2015", end_date="2020"), "2020-12-31", True),
        (Name(start_date="2015"), "2017", None),
        (Name(end_date="2020"), "2017", None),
        (Name(start_date="2015"), "2014", False),
        (Name(end_date="2020"), "2021", False),
        (Name(), "2017", None),
        (Name(on_date="2022-09-24"), "2022-09-24", True),
        (Name(on_date="2022-09"), "2022-09-24", True),
        (Name(on_date="2022-09-24"), "2022-09-25", False),
        (Name(on_date="2022"), "2021-12-31", False),
    ],
)
def test_a_period_covers_a_day_only_as_far_as_its_dates_say(period: Period, day: str, expected: bool | None) -> None:
    assert period.covers(day) is expected


# Parts


def test_a_language_has_one_translation(party: Party) -> None:
    Translation.objects.create(article=party, language="kk", title="Байтақ")
    again = Translation(article=party, language="kk", title="Байтақ")
    assert errors(again) == {"language"} and refused_by_database(again)


def test_another_language_has_a_translation_of_its_own(party: Party) -> None:
    Translation.objects.create(article=party, language="kk", title="Байтақ")
    assert not refused_by_database(Translation(article=party, language="ru", title="Байтак"))


def test_an_identifier_stands_once(party: Party) -> None:
    Identifier.objects.create(article=party, scheme="wikidata", value="Q1")
    again = Identifier(article=party, scheme="wikidata", value="Q1")
    assert errors(again) == {"value"} and refused_by_database(again)


def test_a_party_may_have_two_identifiers_of_one_register(party: Party) -> None:
    Identifier.objects.create(article=party, scheme="wikidata", value="Q1")
    assert not refused_by_database(Identifier(article=party, scheme="wikidata", value="Q2"))


def test_parts_come_in_the_order_that_an_editor_gave_them(party: Party) -> None:
    for position, text in ((2, "Second"), (1, "First"), (3, "Third")):
        Name.objects.create(article=party, text=text, language="en", position=position)
    assert [name.text for name in party.names.all()] == ["First", "Second", "Third"]


def test_two_parts_may_stand_at_one_place(party: Party) -> None:
    for text in ("One", "Other"):
        Name.objects.create(article=party, text=text, language="en", position=1)
    assert party.names.count() == 2


def test_a_part_knows_its_owner(party: Party) -> None:
    assert Name(article=party).owner_id == party.pk


# Sources of facts


def test_a_fact_is_supported_with_a_mark_or_without(party: Party, citation: Citation) -> None:
    for printed in (True, False):
        assert errors(FactCitation(article=party, citation=citation, field="title", printed=printed)) == set()


def test_a_source_that_says_otherwise_prints_no_mark(party: Party, citation: Citation) -> None:
    disputed = FactCitation(article=party, citation=citation, field="founded", stated_value="30 November", printed=True)
    assert errors(disputed) and refused_by_database(disputed)


def test_a_source_may_say_otherwise_without_a_mark(party: Party, citation: Citation) -> None:
    disputed = FactCitation(
        article=party, citation=citation, field="founded", stated_value="30 November", printed=False
    )
    assert errors(disputed) == set() and not refused_by_database(disputed)


@pytest.mark.parametrize("half", ["row_type", "row_id"])
@pytest.mark.parametrize("model", [FactCitation, FactNote])
def test_a_row_is_named_by_type_and_key_together(party: Party, citation: Citation, model: type[Any], half: str) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    whole = name.fact_notes.create(article=party, text="?")
    about: dict[str, Any] = {half: getattr(whole, half)}
    about |= {"citation": citation} if model is FactCitation else {"text": "?"}
    row = model(article=party, **about)
    assert errors(row) and refused_by_database(row)


def test_a_part_finds_its_own_sources_only(party: Party, citation: Citation) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    statement = Statement.objects.create(pk=name.pk, article=party, label="Hymn", value="None")
    fact = name.fact_citations.create(article=party, citation=citation)
    assert list(name.fact_citations.all()) == [fact] and not statement.fact_citations.exists()


def test_an_article_finds_the_sources_of_all_its_facts(party: Party, citation: Citation) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    name.fact_citations.create(article=party, citation=citation)
    party.fact_citations.create(citation=citation, field="title")
    assert party.fact_citations.count() == 2


def test_an_article_and_its_parts_are_saved_at_once() -> None:
    with recording():
        party = Party.objects.create(slug="baytaq", title="Baytaq")
        Name.objects.create(article=party, text="Baytaq", language="en")
        Translation.objects.create(article=party, language="kk", title="Байтақ")
    assert Revision.objects.count() == 1
