"""The registry of roots: who is one, and which columns of a row name one."""

import pytest

from articles.models import Article, FactCitation, Image, Name
from citations.models import Author, Citation
from elections.models import Assembly, Election, Result
from parties.models import Event, Participant, Party, Person, Role
from revisions.models import Revision
from revisions.registry import owner_field, pointers, register_root, root_of, roots


@pytest.mark.parametrize("model", [Article, Party, Person, Event, Assembly, Election])
def test_every_kind_of_article_is_the_root_article(model: type[Article]) -> None:
    root = root_of(model)
    assert root is not None and root.model is Article


@pytest.mark.parametrize("model", [Citation, Image])
def test_sources_and_images_are_roots(model: type[Citation | Image]) -> None:
    root = root_of(model)
    assert root is not None and root.model is model


@pytest.mark.parametrize("model", [Name, Role, Result, Author, FactCitation, Revision])
def test_a_part_is_no_root(model: type[Name]) -> None:
    assert root_of(model) is None


@pytest.mark.parametrize(
    ("model", "owner"),
    [
        (Name, "article"),
        (Role, "party"),
        (Result, "election"),
        (Participant, "event"),
        (Author, "citation"),
        (Party, None),
    ],
)
def test_a_part_names_its_owner(model: type[Name], owner: str | None) -> None:
    assert owner_field(model) == owner


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (Article, {("id", Article, True), ("image_id", Image, False)}),
        (Party, {("id", Article, True), ("image_id", Image, False)}),
        (Role, {("party_id", Article, True), ("person_id", Article, False)}),
        (FactCitation, {("article_id", Article, True), ("citation_id", Citation, False)}),
        (Participant, {("event_id", Article, True), ("article_id", Article, False)}),
        (
            Result,
            {
                ("election_id", Article, True),
                ("party_id", Article, False),
                ("person_id", Article, False),
                ("leader_id", Article, False),
                ("alliance_id", Article, False),
            },
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_column_that_names_a_root_is_a_pointer(model: type[Name], expected: set[tuple[str, type, bool]]) -> None:
    assert {(column, root.model, own) for column, root, own in pointers(model)} == expected


def test_registering_a_root_twice_is_harmless() -> None:
    before = roots()
    for root in before:
        register_root(root)
    assert roots() == before
