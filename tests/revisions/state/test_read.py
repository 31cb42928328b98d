"""A root and its parts as a plain state, now and at any revision; and back from a state to rows."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from articles.models import FactCitation, FactNote, Identifier, Image, Name, Redirect, Statement, Translation
from citations.models import Author, Citation, FormerKey
from elections.models import Candidacy, Election, Result, ResultSet, Round
from parties.models import (
    Colour,
    Event,
    Ideology,
    Lineage,
    MembershipCount,
    Participant,
    Party,
    Person,
    Position,
    Role,
)
from revisions.actions.hide import hide_content
from revisions.moments import AsOf, Moment, Present, head
from revisions.state.read import columns, instance_of, owned_models, read_state, row_key, shapes
from revisions.states import State, same_state
from revisions.subjects import find_subject
from revisions.tracking.recording import recording
from tests.revisions.lively import GIF

pytestmark = pytest.mark.django_db

SHARED = {Name, Statement, Identifier, Translation, Redirect, FactCitation, FactNote}


@pytest.fixture
def full(party: Party, person: Person) -> Party:
    """A party with two names, a role, and a source beside one name."""
    source = Citation.objects.create(key="a", title="News")
    with recording():
        names = [Name.objects.create(article=party, text=text, language="kk-Cyrl") for text in ("Байтақ", "Baytaq")]
        Role.objects.create(party=party, person=person, title="chair")
        FactCitation.objects.create(
            article=party, row_type_id=Name.content_type_id(), row_id=names[0].pk, citation=source
        )
    return party


# Which rows


@pytest.mark.parametrize(
    ("model", "own"),
    [
        (Party, {Colour, Ideology, Lineage, MembershipCount, Role}),
        (Person, {Position}),
        (Event, {Participant}),
        (Election, {Candidacy, Result, ResultSet, Round}),
    ],
)
def test_a_kind_owns_the_parts_of_every_article_and_its_own(model: type, own: set[type]) -> None:
    assert set(owned_models(model)) == SHARED | own


def test_a_source_owns_its_authors_and_a_picture_nothing() -> None:
    assert (owned_models(Citation), owned_models(Image)) == ((Author, FormerKey), ())


def test_what_speaks_of_other_rows_comes_last() -> None:
    assert set(owned_models(Party)[-2:]) == {FactCitation, FactNote}


def test_a_state_holds_the_root_and_its_parts_and_nothing_of_others(full: Party, person: Person) -> None:
    other = Party.objects.create(slug="nur", title="Nur")
    Name.objects.create(article=other, text="Nur", language="en")
    Role.objects.create(party=other, person=person)
    labels = [label for label, _pk in read_state(Present(), Party, full.pk)]
    assert sorted(labels) == [
        "articles.factcitation",
        "articles.name",
        "articles.name",
        "parties.party",
        "parties.role",
    ]


@pytest.mark.parametrize("moment", [Present(), AsOf(1)])
def test_what_is_not_there_is_an_empty_state(db: None, moment: Moment) -> None:
    assert read_state(moment, Party, 7) == {}


def test_before_it_was_made_and_after_it_was_deleted_a_state_is_empty(full: Party) -> None:
    pk = full.pk
    full.delete()
    assert [bool(read_state(AsOf(number), Party, pk)) for number in (0, 1, head() - 1, head())] == [
        False,
        True,
        True,
        False,
    ]


# Which values


def test_a_state_of_now_equals_the_state_after_the_newest_revision(full: Party) -> None:
    assert read_state(Present(), Party, full.pk) == read_state(AsOf(head()), Party, full.pk)


def test_the_state_of_then_stays_what_it_was(full: Party) -> None:
    then, number = read_state(Present(), Party, full.pk), head()
    with recording():
        full.slogan = "a"
        full.save()
        for name in full.names.all():
            name.delete()
    assert read_state(AsOf(number), Party, full.pk) == then


def test_a_file_is_its_name_now_and_then(db: None) -> None:
    image = Image.objects.create(name="flag", file=ContentFile(GIF, "flag.gif"), alt="a", credit="c", licence="l")
    names = [read_state(moment, Image, image.pk)[row_key(Image, image.pk)]["file"] for moment in (Present(), AsOf(1))]
    assert names == [f"images/{image.sha256[:2]}/{image.sha256}.gif"] * 2 and all(type(name) is str for name in names)


@pytest.mark.parametrize("model", [Party, Name, Role, Author])
def test_a_state_holds_no_key_and_no_owner(model: Any) -> None:
    assert not {"id", "article_ptr_id", f"{getattr(model, 'owner_field', 'none')}_id"} & set(columns(model))


def test_a_hidden_row_is_marked(full: Party, editor: Any) -> None:
    for slogan in ("unlawful", ""):
        full.slogan = slogan
        full.save()
    subject: Any = find_subject(Party, full.slug)
    hide_content(subject, head() - 1, head() - 1, editor, "the law")
    root = row_key(Party, full.pk)
    assert read_state(AsOf(head() - 1), Party, full.pk)[root]["hidden"] is True
    assert "hidden" not in read_state(AsOf(head()), Party, full.pk)[root]


# Shapes


def test_every_model_of_the_aggregate_has_a_shape_with_its_columns() -> None:
    found = shapes(Party)
    assert set(found) == {model._meta.label_lower for model in (Party, *owned_models(Party))}
    assert found["articles.name"].columns == columns(Name)


def test_a_shape_knows_how_rows_are_recognised_and_what_is_prose() -> None:
    name, party = shapes(Party)["articles.name"], shapes(Party)["parties.party"]
    assert name.natural_key == ("text", "language", "kind") and name.loose == {"position"}
    assert (party.prose, name.prose) == ({"lead", "body"}, set())


def test_the_shape_of_a_source_of_a_fact_finds_the_row_that_it_is_about(full: Party) -> None:
    state = read_state(Present(), Party, full.pk)
    [cited] = [values for (label, _pk), values in state.items() if label == "articles.factcitation"]
    name = full.names.get(text="Байтақ")
    assert shapes(Party)["articles.factcitation"].row_spoken_of(cited) == ("articles.name", name.pk)


def test_a_part_that_speaks_of_nothing_needs_no_content_types() -> None:
    assert shapes(Party)["articles.name"].content_types is None


# And back


@pytest.mark.parametrize("model", [Party, Name, Role, FactCitation])
def test_a_row_made_of_a_state_is_the_row(full: Party, model: Any) -> None:
    state: State = read_state(Present(), Party, full.pk)
    for key in [key for key in state if key[0] == model._meta.label_lower]:
        row = instance_of(model, key, state[key], full.pk)
        stored = model.objects.get(pk=key[1])
        named = [field.attname for field in model._meta.concrete_fields]
        assert [getattr(row, name) for name in named] == [getattr(stored, name) for name in named]


def test_making_a_row_of_a_state_stores_nothing(full: Party) -> None:
    state, before = read_state(Present(), Party, full.pk), head()
    instance_of(Party, row_key(Party, full.pk), {**state[row_key(Party, full.pk)], "slogan": "a"}, full.pk)
    assert same_state(read_state(Present(), Party, full.pk), state) and head() == before
