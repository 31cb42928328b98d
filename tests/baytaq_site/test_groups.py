"""What the three groups may do."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from baytaq_site.groups import ADMINISTRATORS, EDITORS, REVIEWERS, ensure_roles


@pytest.fixture
def member(db: None):
    ensure_roles()

    def make(group: str) -> User:
        user = User.objects.create_user(group.lower(), is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        return user

    return make


@pytest.mark.parametrize(
    ("group", "granted"),
    [
        (EDITORS, (True, False, False, False)),
        (REVIEWERS, (True, True, True, False)),
        (ADMINISTRATORS, (True, True, True, True)),
    ],
)
def test_each_role_may_what_the_one_before_may_and_more(member, group, granted):
    user = member(group)
    asked = (
        "parties.change_party",
        "articles.delete_name",
        "revisions.review_revision",
        "revisions.hide_revision",
    )
    assert tuple(user.has_perm(permission) for permission in asked) == granted


def test_an_editor_opens_and_saves_every_form(member, client: Client):
    client.force_login(member(EDITORS))
    for address in ("parties/party", "parties/person", "elections/election", "citations/citation", "articles/image"):
        assert client.get(f"/admin/{address}/add/").status_code == 200


def test_making_the_roles_again_changes_nothing(member):
    member(EDITORS)
    ensure_roles()
    assert Group.objects.count() == 3 and Group.objects.get(name=EDITORS).user_set.count() == 1


def test_nobody_deletes_an_account(admin_client: Client, member):
    user = member(EDITORS)
    assert admin_client.get(f"/admin/auth/user/{user.pk}/delete/").status_code == 403
    page = admin_client.get(f"/admin/auth/user/{user.pk}/change/")
    assert page.status_code == 200 and "deletelink" not in page.content.decode()
