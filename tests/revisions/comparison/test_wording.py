"""Columns and values in words, as they were at the moment that is shown."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import FactCitation, Name, Statement
from citations.models import Author, Citation
from elections.models import Election, Result
from parties.models import MembershipCount, Party, Person, Role
from revisions.comparison.wording import FieldWording, Wording, names_at, sections, wording_of
from revisions.moments import AsOf, Moment, Present, head
from revisions.state.read import owned_models, read_state, row_key

pytestmark = pytest.mark.django_db

PARTY = "parties.party"


def worded(root: Any, moment: Moment | None = None) -> Wording:
    """The state of a root at a moment in words."""
    moment = moment or Present()
    state = read_state(moment, type(root), root.pk)
    return wording_of(type(root), state, names_at(moment, type(root), state))


def value(root: Any, row: Any, column: str, moment: Moment | None = None) -> str:
    """A column of a row in words."""
    return worded(root, moment).rows[row_key(type(row), row.pk)].fields[column].words


def words_of(model: Any, label: str, column: str, stored: Any) -> FieldWording:
    """A stored value of a row that points to nothing known."""
    return wording_of(model, {(label, 1): {column: stored}}, {}).rows[label, 1].fields[column]


def row_words(root: Any, row: Any) -> str:
    return worded(root).rows[row_key(type(row), row.pk)].label


def said_columns(root: Any, row: Any) -> list[str]:
    fields = worded(root).rows[row_key(type(row), row.pk)].fields
    return [column for column, field in fields.items() if not field.silent]


def fact(party: Party, row: Any = None, field: str = "", **values: Any) -> FactCitation:
    source, _made = Citation.objects.get_or_create(key="a", defaults={"title": "News"})
    about = {"row_type_id": type(row).content_type_id(), "row_id": row.pk} if row else {}
    return FactCitation.objects.create(article=party, citation=source, field=field, **about, **values)


@pytest.fixture
def role(party: Party, person: Person) -> Role:
    return Role.objects.create(party=party, person=person)


# What a row names


def test_a_person_is_called_by_name(role: Role, party: Party) -> None:
    assert value(party, role, "person_id") == "Azamatkhan Amirtaev"


def test_a_person_is_called_as_they_were_called_then(role: Role, party: Party, person: Person) -> None:
    then = head()
    person.title = "Azamathan Ämirtai"
    person.save()
    assert value(party, role, "person_id", AsOf(then)) == "Azamatkhan Amirtaev"
    assert value(party, role, "person_id") == "Azamathan Ämirtai"


def test_two_states_of_one_comparison_each_call_a_person_as_then(role: Role, party: Party, person: Person) -> None:
    moments = [AsOf(head()), AsOf(head() + 1)]
    person.title = "Azamathan Ämirtai"
    person.save()
    assert [value(party, role, "person_id", moment) for moment in moments] == [
        "Azamatkhan Amirtaev",
        "Azamathan Ämirtai",
    ]


def test_who_is_deleted_is_called_as_they_were_last_called(role: Role, party: Party, person: Person) -> None:
    then, pk = head(), person.pk
    role.delete()
    person.title = "Azamathan Ämirtai"
    person.save()
    person.delete()
    names = names_at(AsOf(head()), Party, read_state(AsOf(then), Party, party.pk))
    assert names["parties.person", pk] == "Azamathan Ämirtai"


def test_a_source_is_called_by_its_key(party: Party) -> None:
    assert value(party, fact(party, field="title"), "citation_id") == "[@a]"


def test_what_nobody_knows_is_called_by_its_id(party: Party) -> None:
    assert words_of(Party, "parties.role", "person_id", 7).words == "#7"


def test_an_article_of_any_kind_is_named(party: Party, person: Person) -> None:
    election = Election.objects.create(slug="2023", title="2023")
    result = Result.objects.create(election=election, party=party, leader=person, label="Baytaq")
    assert [value(election, result, column) for column in ("party_id", "leader_id")] == ["Baytaq", person.title]


def test_many_rows_that_name_people_take_no_more_queries(party: Party) -> None:
    counts = []
    for number in range(1, 9):
        person = Person.objects.create(slug=f"person-{number}", title=str(number))
        Role.objects.create(party=party, person=person)
        if number in (1, 8):
            moment = AsOf(head())
            state = read_state(moment, Party, party.pk)
            with CaptureQueriesContext(connection) as queries:
                names_at(moment, Party, state)
            counts.append(len(queries))
    assert counts[0] == counts[1] == 1


# Plain values


@pytest.mark.parametrize(
    ("label", "column", "stored", "words"),
    [
        (PARTY, "slogan", "Clean air", "Clean air"),
        (PARTY, "slogan", "", ""),
        (PARTY, "state", "merged", "merged"),
        (PARTY, "status", "published", "published"),
        (PARTY, "state", "gone", "gone"),
        (PARTY, "gone", "kept", "kept"),
        ("parties.role", "kind", "leader", "leader"),
        ("articles.name", "in_infobox", True, "yes"),
        ("articles.name", "in_infobox", False, "no"),
        ("parties.membershipcount", "count", 0, "0"),
        ("parties.membershipcount", "count", None, ""),
    ],
)
def test_a_value_in_words(label: str, column: str, stored: Any, words: str) -> None:
    assert words_of(Party, label, column, stored).words == words


@pytest.mark.parametrize(("stored", "words"), [("53.9000", "53.9"), ("5.00", "5"), ("0.0000", "0"), ("100.00", "100")])
def test_a_share_is_printed_without_idle_zeros(stored: str, words: str) -> None:
    assert words_of(Election, "elections.result", "percent", Decimal(stored)).words == words


def test_a_day_is_printed_as_the_language_prints_days() -> None:
    assert words_of(Party, PARTY, "gone", datetime.date(2023, 3, 19)).words == "March 19, 2023"


def test_choices_in_their_own_words(role: Role) -> None:
    assert words_of(Party, "parties.lineage", "kind", "merged_into").words == "merged into"


# Columns and groups


@pytest.mark.parametrize(
    ("label", "column", "words"),
    [(PARTY, "political_position", "Political position"), ("parties.role", "person_id", "Person"), (PARTY, "x", "x")],
)
def test_a_column_is_called_as_the_form_calls_it(label: str, column: str, words: str) -> None:
    assert words_of(Party, label, column, "").label == words


def test_a_part_is_headed_by_its_plural() -> None:
    headings = {section.model: section.heading for section in sections(Party)}
    assert headings["parties.membershipcount"] == "Membership counts"


def test_every_part_and_every_field_that_editors_fill_has_one_section() -> None:
    found = sections(Party)
    parts = [section.model for section in found if not section.columns]
    assert sorted(parts) == sorted(part._meta.label_lower for part in owned_models(Party))
    columns = [column for section in found for column in section.columns]
    assert sorted(columns) == sorted(field.attname for field in Party._meta.concrete_fields if field.editable)


# Rows


def test_a_row_is_called_by_its_own_words(party: Party) -> None:
    assert row_words(party, MembershipCount.objects.create(party=party, count=42000, on_date="2023")) == "42000 (2023)"


def test_a_row_without_words_is_called_by_its_sort(party: Party) -> None:
    key = ("citations.author", 1)
    assert wording_of(Citation, {key: {"family": "", "given": "", "literal": ""}}, {}).rows[key].label == "Author"


def test_a_hidden_row_is_called_hidden(party: Party) -> None:
    key = ("articles.name", 1)
    assert wording_of(Party, {key: {"text": "", "hidden": True}}, {}).rows[key].label == "hidden"


def test_a_source_of_the_article_is_called_by_its_field(party: Party) -> None:
    assert row_words(party, fact(party, field="political_position")) == "Political position"


def test_a_source_of_the_whole_article_says_so(party: Party) -> None:
    assert row_words(party, fact(party)) == "the whole article"


@pytest.mark.parametrize(("field", "words"), [("", "Name: Baytaq"), ("meaning", "Name: Baytaq, Meaning")])
def test_a_source_of_a_row_is_called_by_the_row(party: Party, field: str, words: str) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    assert row_words(party, fact(party, name, field)) == words


def test_a_source_of_a_row_is_not_mistaken_for_one_of_another_sort_with_the_same_id(party: Party) -> None:
    statement = Statement.objects.create(pk=900, article=party, label="Fact", value="one")
    Name.objects.create(pk=900, article=party, text="Baytaq", language="en")
    assert row_words(party, fact(party, statement)) == "Statement: Fact: one"


def test_a_source_of_a_row_that_is_gone_says_so(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    found = fact(party, name)
    state = read_state(Present(), Party, party.pk)
    left = {key: values for key, values in state.items() if key != row_key(Name, name.pk)}
    assert wording_of(Party, left, {}).rows[row_key(FactCitation, found.pk)].label == "a row that is gone"


# What a row says


def test_a_row_says_its_values_without_defaults_order_and_blanks(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en", kind="official", position=3)
    assert said_columns(party, name) == ["text", "language"]


def test_a_row_says_what_differs_from_a_default(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en", kind="short", in_infobox=True)
    assert set(said_columns(party, name)) == {"text", "language", "kind", "in_infobox"}


def test_zero_is_said(party: Party) -> None:
    assert "count" in said_columns(party, MembershipCount.objects.create(party=party, count=0))


def test_a_source_does_not_repeat_of_what_it_speaks(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    assert said_columns(party, fact(party, name, "meaning", locator="p. 4")) == ["citation_id", "locator"]


def test_an_author_says_the_name(db: None) -> None:
    source = Citation.objects.create(key="a", title="News")
    author = Author.objects.create(citation=source, family="Serikova", position=2)
    assert said_columns(source, author) == ["family"]


def test_a_row_in_full_has_a_line_for_each_field_that_says_something(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en", position=2)
    row = worded(party).rows[row_key(Name, name.pk)]
    assert row.text == "Name: Baytaq\nLanguage and script: en"


# The language of words


def test_words_are_in_the_language_of_their_row_else_of_the_root(party: Party) -> None:
    party.language = "ru"
    party.save()
    name = Name.objects.create(article=party, text="Байтақ", language="kk-Cyrl", kind="short")
    statement = Statement.objects.create(article=party, label="Fact", value="one")
    rows = worded(party).rows
    own, roots = (rows[row_key(type(row), row.pk)].fields for row in (name, statement))
    assert (own["text"].language, own["kind"].language, roots["value"].language) == ("kk-Cyrl", "", "ru")


def test_fields_are_equal_when_their_stored_values_are() -> None:
    key = ("parties.role", 1)
    one, other = (
        wording_of(Party, {key: {"person_id": pk}}, {("parties.person", pk): name}).rows[key].fields["person_id"]
        for pk, name in ((7, "Azamatkhan"), (7, "Azamathan"))
    )
    assert one == other != words_of(Party, "parties.role", "person_id", 8)
