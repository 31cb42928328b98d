"""Nobody grants what they have not; accounts above one's own are untouchable."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from baytaq_site.groups import ADMINISTRATORS, EDITORS, REVIEWERS, ensure_roles
from tests.forms import form_of

pytestmark = pytest.mark.django_db

CHANGE = "/admin/auth/user/{}/change/"
PASSWORD = "a long new phrase 7"


@pytest.fixture
def member(db: None) -> Callable[..., User]:
    ensure_roles()

    def make(name: str, *groups: str, **flags: Any) -> User:
        user = User.objects.create_user(name, password="an old phrase 55", is_staff=True, **flags)
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    return make


@pytest.fixture
def administrator(member: Callable[..., User]) -> User:
    return member("administrator", ADMINISTRATORS)


@pytest.fixture
def signed_in(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def post_change(client: Client, account: User, **fields: Any) -> Any:
    """Save the form of an account as it comes, with these fields instead."""
    address = CHANGE.format(account.pk)
    stored = {
        "groups": list(account.groups.values_list("pk", flat=True)),
        "user_permissions": list(account.user_permissions.values_list("pk", flat=True)),
    }
    return client.post(address, {**form_of(client.get(address)), **stored, **fields})


def permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


def test_an_administrator_does_not_become_superuser(signed_in: Client, administrator: User) -> None:
    assert post_change(signed_in, administrator, is_superuser="on").status_code == 302
    administrator.refresh_from_db()
    assert not administrator.is_superuser


def test_an_administrator_makes_nobody_superuser(signed_in: Client, member: Callable[..., User]) -> None:
    editor = member("editor", EDITORS)
    post_change(signed_in, editor, is_superuser="on", first_name="Aigerim")
    editor.refresh_from_db()
    assert (editor.first_name, editor.is_superuser) == ("Aigerim", False)


@pytest.mark.parametrize("active", [True, False])
def test_a_superuser_is_untouchable(signed_in: Client, active: bool) -> None:
    owner = User.objects.create_superuser("owner", password="an old phrase 55", is_active=active)
    assert signed_in.get(CHANGE.format(owner.pk)).status_code == 200
    assert signed_in.post(CHANGE.format(owner.pk), {"username": "mine", "is_active": "on"}).status_code == 403
    address = f"/admin/auth/user/{owner.pk}/password/"
    assert signed_in.get(address).status_code == 403
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert signed_in.post(address, sent).status_code == 403
    owner.refresh_from_db()
    assert owner.check_password("an old phrase 55") and owner.username == "owner"


@pytest.mark.parametrize("how", ["own", "group"])
def test_who_may_do_one_thing_more_is_untouchable(signed_in: Client, member: Callable[..., User], how: str) -> None:
    keeper = member("keeper", EDITORS)
    if how == "own":
        keeper.user_permissions.add(permission("change_group"))
    else:
        group = Group.objects.create(name="Keepers")
        group.permissions.add(permission("change_group"))
        keeper.groups.add(group)
    assert signed_in.post(CHANGE.format(keeper.pk), {"username": "mine"}).status_code == 403


def test_an_administrator_puts_nobody_into_a_group_above(signed_in: Client, administrator: User) -> None:
    owners = Group.objects.create(name="Owners")
    owners.permissions.add(permission("delete_user"))
    response = post_change(signed_in, administrator, groups=[owners.pk])
    assert response.status_code == 200 and "Select a valid choice" in response.content.decode()
    assert not administrator.groups.filter(pk=owners.pk).exists()


def test_an_administrator_grants_no_permission_of_others(signed_in: Client, administrator: User) -> None:
    response = post_change(signed_in, administrator, user_permissions=[permission("delete_user").pk])
    assert response.status_code == 200 and not administrator.user_permissions.exists()


def test_what_may_not_be_granted_is_not_offered(signed_in: Client, administrator: User) -> None:
    Group.objects.create(name="Owners").permissions.add(permission("delete_user"))
    page = signed_in.get(CHANGE.format(administrator.pk)).content.decode()
    assert "Reviewers</option>" in page and "Owners</option>" not in page
    assert "Can view user</option>" in page and "Can delete user</option>" not in page
    assert "id_is_superuser" not in page


def test_an_administrator_looks_after_accounts(signed_in: Client, member: Callable[..., User]) -> None:
    editor = member("editor", EDITORS)
    reviewers = Group.objects.get(name=REVIEWERS)
    assert post_change(signed_in, editor, groups=[reviewers.pk]).status_code == 302
    assert list(editor.groups.all()) == [reviewers]
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert signed_in.post(f"/admin/auth/user/{editor.pk}/password/", sent).status_code == 302
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)
    sent = {"username": "newcomer", **sent}
    assert signed_in.post("/admin/auth/user/add/", sent).status_code == 302
    assert User.objects.filter(username="newcomer", is_staff=False, is_superuser=False).exists()


def test_a_superuser_grants_everything(admin_client: Client, member: Callable[..., User]) -> None:
    editor = member("editor", EDITORS)
    assert post_change(admin_client, editor, is_superuser="on").status_code == 302
    editor.refresh_from_db()
    assert editor.is_superuser


def test_who_may_change_groups_changes_none_above_their_own(signed_in: Client, administrator: User) -> None:
    administrator.user_permissions.add(permission("change_group"), permission("delete_group"))
    owners = Group.objects.create(name="Owners")
    owners.permissions.add(permission("delete_user"))
    assert signed_in.post(f"/admin/auth/group/{owners.pk}/change/", {"name": "Mine"}).status_code == 403
    assert signed_in.post(f"/admin/auth/group/{owners.pk}/delete/", {"post": "yes"}).status_code == 403
    editors = Group.objects.get(name=EDITORS)
    address = f"/admin/auth/group/{editors.pk}/change/"
    beyond = [*editors.permissions.values_list("pk", flat=True), permission("delete_user").pk]
    assert signed_in.post(address, {"name": EDITORS, "permissions": beyond}).status_code == 200
    assert not editors.permissions.filter(codename="delete_user").exists()
