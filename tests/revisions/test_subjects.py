"""Which root an address of the history speaks of, and who may see what of it."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.files.base import ContentFile
from django.test import Client

from articles.models import Image
from citations.models import Citation
from parties.models import Party, Person
from revisions.subjects import Subject, allowed, find_public, find_subject
from tests.revisions.lively import GIF

pytestmark = pytest.mark.django_db


def found(model: Any, name: str, pk: int | None = None) -> Subject:
    subject = find_subject(model, name, pk)
    assert subject is not None
    return subject


def rename(party: Party, slug: str) -> None:
    party.slug = slug
    party.save()


def deleted(root: Any) -> int:
    pk: int = root.pk
    root.delete()
    return pk


@pytest.fixture
def viewer(db: None) -> User:
    """Somebody who may view parties in the admin."""
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_party"))
    return user


# By name


def test_a_root_is_found_by_its_name(party: Party) -> None:
    subject = found(Party, "baytaq")
    assert (subject.pk, subject.name, subject.label, subject.deleted) == (party.pk, "baytaq", "Baytaq", False)


def test_what_never_was_is_not_found(party: Party) -> None:
    assert find_subject(Party, "nur") is None


def test_an_article_is_not_found_under_the_address_of_another_kind(party: Party) -> None:
    assert find_subject(Person, "baytaq") is None


def test_a_renamed_root_is_found_by_each_of_its_former_names(party: Party) -> None:
    for slug in ("baytaq-party", "baytaq-green-party"):
        rename(party, slug)
    assert {found(Party, name).name for name in ("baytaq", "baytaq-party")} == {"baytaq-green-party"}


def test_a_name_belongs_to_the_living_one_that_has_it_now(party: Party) -> None:
    rename(party, "baytaq-party")
    party.redirects.get().delete()
    other = Party.objects.create(slug="baytaq", title="Another")
    assert found(Party, "baytaq").pk == other.pk


def test_a_name_that_two_once_had_belongs_to_the_one_that_had_it_last(party: Party) -> None:
    rename(party, "baytaq-party")
    party.redirects.get().delete()
    other = Party.objects.create(slug="baytaq", title="Another")
    rename(other, "another")
    assert found(Party, "baytaq").pk == other.pk


def test_a_deleted_root_is_found_by_its_last_name_and_by_former_ones(party: Party) -> None:
    rename(party, "baytaq-party")
    pk = deleted(party)
    assert [(found(Party, name).pk, found(Party, name).deleted) for name in ("baytaq", "baytaq-party")] == [
        (pk, True),
        (pk, True),
    ]


def test_of_a_deleted_root_the_last_version_speaks(party: Party) -> None:
    party.title = "Baytaq Party"
    party.save()
    deleted(party)
    assert found(Party, "baytaq").label == "Baytaq Party"


# By id


def test_a_deleted_root_whose_name_was_taken_is_found_by_its_id(party: Party) -> None:
    pk = deleted(party)
    other = Party.objects.create(slug="baytaq", title="Another")
    assert [(found(Party, "baytaq", asked).pk, found(Party, "baytaq", asked).deleted) for asked in (pk, None)] == [
        (pk, True),
        (other.pk, False),
    ]


def test_a_root_that_was_brought_back_is_still_found_by_its_id(party: Party) -> None:
    assert not found(Party, "baytaq", party.pk).deleted


def test_an_id_that_never_was_is_not_found(party: Party) -> None:
    assert find_subject(Party, "baytaq", party.pk + 1) is None


def test_a_link_to_a_deleted_article_holds_after_it_was_brought_back(party: Party) -> None:
    assert Client().get(f"/parties/baytaq/history/?id={party.pk}").status_code == 200


# Addresses


def test_addresses_name_the_kind_the_root_and_the_verb(party: Party) -> None:
    subject = found(Party, "baytaq")
    assert subject.address("compare", 1, "current") == "/parties/baytaq/compare/1/current/"


def test_addresses_of_a_deleted_root_carry_its_id(party: Party) -> None:
    pk = deleted(party)
    assert found(Party, "baytaq").address("restore", 1) == f"/parties/baytaq/restore/1/?id={pk}"


def test_a_former_name_leads_to_the_present_one(party: Party) -> None:
    rename(party, "baytaq-party")
    answer = Client().get("/parties/baytaq/compare/1/2/")
    assert (answer.status_code, answer["Location"]) == (301, "/parties/baytaq-party/compare/1/2/")


def test_sources_and_pictures_have_addresses_of_their_own(db: None) -> None:
    Citation.objects.create(key="a", title="News")
    Image.objects.create(name="flag", file=ContentFile(GIF, "flag.gif"), alt="a", credit="c", licence="l")
    assert found(Citation, "a").address("history") == "/sources/a/history/"
    assert found(Image, "flag").address("history") == "/images/flag/history/"


# Revisions


def test_only_revisions_that_edited_the_root_are_its_own(party: Party) -> None:
    Citation.objects.create(key="a", title="News")
    party.slogan = "a"
    party.save()
    assert [change.revision_id for change in found(Party, "baytaq").changes()] == [3, 1]


def test_a_source_and_an_article_of_one_key_keep_their_revisions_apart(party: Party) -> None:
    Citation(pk=party.pk, key="a", title="News").save()
    assert [change.revision_id for change in found(Citation, "a").changes()] == [2]


# Who may see


@pytest.mark.parametrize(("status", "public"), [("published", True), ("draft", False), ("archived", False)])
def test_everybody_sees_what_is_published(db: None, status: str, public: bool) -> None:
    Party.objects.create(slug="nur", title="Nur", status=status)
    assert (find_public(Party, "nur") is not None) is public


def test_what_is_deleted_is_not_public_whatever_it_was(party: Party) -> None:
    deleted(party)
    assert not found(Party, "baytaq").public and find_public(Party, "baytaq") is None


def test_who_may_view_parties_sees_drafts_and_deleted_ones(party: Party, viewer: User) -> None:
    Party.objects.create(slug="nur", title="Nur", status="draft")
    deleted(party)
    assert found(Party, "nur").trusts(viewer) and found(Party, "baytaq").trusts(viewer)


def test_who_may_view_parties_may_not_therefore_view_people(person: Person, viewer: User) -> None:
    assert not found(Person, person.slug).trusts(viewer)


@pytest.mark.parametrize("field", ["is_staff", "is_active"])
def test_a_permission_alone_lets_nobody_in_who_may_not_enter_the_admin(viewer: User, field: str) -> None:
    setattr(viewer, field, False)
    assert not allowed(viewer, Party, "view")


def test_to_view_is_not_to_change(viewer: User) -> None:
    assert [allowed(viewer, Party, verb) for verb in ("view", "change", "delete")] == [True, False, False]


def test_an_anonymous_reader_may_nothing(db: None) -> None:
    assert not allowed(AnonymousUser(), Party, "view")
