"""The address of what is brought back: its own, or another where it is taken by now."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from articles.models import Redirect
from parties.models import Party
from revisions.actions.delete import delete
from revisions.actions.restore import Aim, carry_out, name_taken, plan
from revisions.models import Action, Change
from revisions.moments import head
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def aim(root: Any, action: Action, number: int, name: str = "") -> Aim:
    return Aim(type(root), root.pk, action, number, head(), name)


def deleted(party: Party) -> int:
    """The revision that deleted the party, whose key stays at hand."""
    pk = party.pk
    party.delete()
    party.pk = pk
    return head()


def test_a_taken_address_asks_for_another(party: Party) -> None:
    number = deleted(party)
    Party.objects.create(slug="baytaq", title="Another")
    assert name_taken(plan(aim(party, Action.UNDELETE, number)))
    with pytest.raises(ValidationError, match="Another article has this address"):
        carry_out(aim(party, Action.UNDELETE, number), None, "")


def test_an_address_that_answers_for_another_article_asks_too(party: Party) -> None:
    number = deleted(party)
    other = Party.objects.create(slug="baytaq", title="Another")
    other.slug = "another"
    other.save()
    assert name_taken(plan(aim(party, Action.UNDELETE, number)))


def test_the_address_that_was_given_is_used(party: Party) -> None:
    number = deleted(party)
    Party.objects.create(slug="baytaq", title="Another")
    carry_out(aim(party, Action.UNDELETE, number, "baytaq-2022"), None, "")
    party.refresh_from_db()
    assert party.slug == "baytaq-2022"


@pytest.mark.parametrize("name", ["nur", "No Address"])
def test_a_given_address_that_cannot_be_used_asks_again(party: Party, name: str) -> None:
    number = deleted(party)
    Party.objects.create(slug="nur", title="Nur")
    wanted = aim(party, Action.UNDELETE, number, name=name)
    with pytest.raises(ValidationError):
        carry_out(wanted, None, "")
    assert name_taken(plan(wanted))


@pytest.mark.parametrize("name", ["", "baytaq-2022"])
def test_a_free_address_asks_nothing(party: Party, name: str) -> None:
    number = deleted(party)
    assert not name_taken(plan(aim(party, Action.UNDELETE, number, name=name)))


def test_a_present_address_is_not_taken_by_the_article_itself(party: Party) -> None:
    party.slogan = "a"
    party.save()
    assert not name_taken(plan(aim(party, Action.RESTORE, 1)))


def test_former_addresses_come_back_with_the_article(party: Party) -> None:
    party.slug = "baytaq-party"
    party.save()
    number = deleted(party)
    carry_out(aim(party, Action.UNDELETE, number), None, "")
    assert Redirect.objects.get().slug == "baytaq"


def test_the_preview_shows_the_field_for_another_address(party: Party, admin_client: Client) -> None:
    deleted(party)
    Party.objects.create(slug="baytaq", title="Another")
    preview = admin_client.get(f"/parties/baytaq/undelete/?id={party.pk}")
    assert "Choose another one" in preview.content.decode()
    posted = form_of(preview, "form.change-back") | {"name": "baytaq-2022"}
    answer = admin_client.post(f"/parties/baytaq/undelete/?id={party.pk}", posted)
    assert answer["Location"] == "/parties/baytaq-2022/history/"


def test_a_former_address_that_another_article_has_by_now_is_left_out(db: None) -> None:
    """Otherwise the one could not be brought back, or the other could not be saved any more."""
    first = Party.objects.create(slug="old", title="First")
    first.slug = "first"
    first.save()
    delete(Party, first.pk, None, "gone")
    deletion = head()
    second = Party.objects.create(slug="old", title="Second")
    back = Aim(Party, first.pk, Action.UNDELETE, deletion, head())
    assert [(item.label, item.taken) for item in plan(back).missing] == [("old", True)]
    carry_out(back, None, "back")
    assert Party.objects.get(title="First").slug == "first"
    second.full_clean()
    second.slug = "second"
    second.save()
    assert [redirect.article_id for redirect in Redirect.objects.filter(slug="old")] == [second.pk]


def test_undoing_an_undoing_of_an_undoing_marks_the_first_revision_again(db: None) -> None:
    party = Party.objects.create(slug="baytaq", title="One")
    party.title = "Two"
    party.save()
    edit = head()
    for number in range(edit, edit + 3):
        carry_out(Aim(Party, party.pk, Action.UNDO, number, head()), None, "undo")
    marks = dict(Change.objects.filter(own=True, object_id=party.pk).values_list("revision_id", "reverted_by"))
    assert marks == {edit - 1: None, edit: edit + 1, edit + 1: None, edit + 2: edit + 3, edit + 3: None}
