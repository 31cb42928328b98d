"""Recent changes of the site: one group a revision, a few of its roots named, each reader sees what is theirs."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.files.base import ContentFile
from django.test import Client

from articles.models import Image
from citations.models import Citation
from parties.models import Party, Person, Role
from revisions.actions.hide import hide_content
from revisions.actions.restore import Aim, carry_out
from revisions.log.pages import Changes, Filters, Group, Place, recent
from revisions.models import Action
from revisions.moments import head
from revisions.subjects import find_subject
from revisions.tracking.recording import recording
from tests.revisions.lively import GIF

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()


@pytest.fixture
def reviewer(db: None) -> User:
    """Somebody who may view revisions."""
    user = User.objects.create_user("reviewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_revision"))
    return user


def changes(reader: Any = NOBODY, **filters: Any) -> Changes:
    return recent(reader, Filters(**filters), Place())


def numbers(found: Changes) -> list[int]:
    return [group.attribution.number for group in found.groups]


def labels(group: Group) -> list[str]:
    return [line.label for line in group.lines]


def parties(count: int, status: str = "published") -> None:
    with recording(action=Action.IMPORT):
        for number in range(count):
            Party.objects.create(slug=f"party-{number}", title=f"Party {number}", status=status)


def test_one_revision_of_two_articles_is_one_group(party: Party) -> None:
    with recording():
        party.slogan = "a"
        party.save()
        Citation.objects.create(key="a", title="News")
    newest = changes().groups[0]
    assert set(labels(newest)) == {"Baytaq", "News"} and newest.more == 0


def test_of_many_articles_six_are_named_and_the_others_counted() -> None:
    parties(9)
    [group] = changes().groups
    assert (labels(group), group.more) == ([f"Party {number}" for number in range(6)], 3)


def test_six_articles_are_all_named() -> None:
    parties(6)
    [group] = changes().groups
    assert (len(group.lines), group.more) == (6, 0)


def test_articles_of_which_the_public_may_not_know_are_not_counted_either() -> None:
    with recording():
        parties(8, status="draft")
        Party.objects.create(slug="nur", title="Nur", status="published")
    [group] = changes().groups
    assert (labels(group), group.more) == (["Nur"], 0)


def test_the_action_is_said_once_of_the_group_and_not_of_each_line() -> None:
    parties(2)
    [group] = changes().groups
    assert group.attribution.action == "imported" and [line.tags for line in group.lines] == [("created",)] * 2


def test_what_a_revision_touched_only_is_no_line(party: Party, person: Person, reviewer: User) -> None:
    Role.objects.create(party=party, person=person)
    assert labels(changes(reviewer).groups[0]) == ["Baytaq"]


def test_one_kind_is_listed_alone(party: Party) -> None:
    Citation.objects.create(key="a", title="News")
    assert (numbers(changes(kind="sources")), numbers(changes(kind="party"))) == ([2], [1])


def test_of_a_revision_of_two_kinds_the_one_asked_for_is_shown() -> None:
    with recording():
        parties(2)
        Citation.objects.create(key="a", title="News")
    [group] = changes(kind="sources").groups
    assert (labels(group), group.more) == (["News"], 0)


def test_a_kind_of_which_there_is_nothing_is_empty(party: Party) -> None:
    found = changes(kind="election")
    assert (found.groups, found.older, found.newer) == ((), "", "")


def test_a_site_without_revisions_is_empty(db: None) -> None:
    found = changes()
    assert (found.groups, found.older, found.newer) == ((), "", "")


def test_kind_user_and_action_together_narrow_the_list(party: Party, editor: User) -> None:
    for user, action in ((editor, Action.EDIT), (None, Action.IMPORT), (editor, Action.IMPORT)):
        with recording(user, action=action):
            party.slogan = f"{user} {action}"
            party.save()
    assert numbers(changes(kind="party", user="aigerim", action="import")) == [head()]


# Who sees what


def test_a_draft_is_listed_for_those_who_may_view_revisions(person: Person, reviewer: User) -> None:
    assert (numbers(changes()), numbers(changes(reviewer))) == ([], [1])


def test_an_archived_article_takes_its_past_with_it(party: Party, reviewer: User) -> None:
    party.status = "archived"
    party.save()
    assert (numbers(changes()), numbers(changes(reviewer))) == ([], [2, 1])


def test_a_deleted_article_is_listed_for_those_who_may_view_revisions(party: Party, reviewer: User) -> None:
    party.delete()
    assert (numbers(changes()), numbers(changes(reviewer))) == ([], [2, 1])


def test_an_inactive_account_sees_what_the_public_sees(person: Person, reviewer: User) -> None:
    reviewer.is_active = False
    assert numbers(changes(reviewer)) == []


# Where lines lead


def test_a_line_leads_to_the_page_its_history_and_the_change(party: Party) -> None:
    [line] = changes().groups[0].lines
    assert (line.page, line.history, line.compare) == (
        "/parties/baytaq/",
        "/parties/baytaq/history/",
        "/parties/baytaq/compare/0/1/",
    )


def test_a_line_leads_to_the_present_address_of_a_renamed_article(party: Party) -> None:
    party.slug = "baytaq-party"
    party.save()
    assert {line.page for group in changes().groups for line in group.lines} == {"/parties/baytaq-party/"}


def test_a_draft_has_a_history_and_no_page(person: Person, reviewer: User) -> None:
    [line] = changes(reviewer).groups[0].lines
    assert (line.page, line.history) == ("", "/people/azamatkhan-amirtaev/history/")


def test_a_deleted_article_is_found_by_its_id(party: Party, reviewer: User) -> None:
    pk = party.pk
    party.delete()
    lines = [line for group in changes(reviewer).groups for line in group.lines]
    assert {(line.page, line.history) for line in lines} == {("", f"/parties/baytaq/history/?id={pk}")}


def test_a_deleted_source_and_a_living_one_keep_apart(reviewer: User) -> None:
    gone = Citation.objects.create(key="a", title="Gone")
    pk = gone.pk
    gone.delete()
    Citation.objects.create(key="a", title="Alive")
    found = [line for group in changes(reviewer).groups for line in group.lines]
    assert [(line.label, line.history) for line in found] == [
        ("Alive", "/sources/a/history/"),
        *[("Gone", f"/sources/a/history/?id={pk}")] * 2,
    ]


def test_a_picture_has_a_history_and_no_page(db: None) -> None:
    Image.objects.create(name="flag", file=ContentFile(GIF, "flag.gif"), alt="a", credit="c", licence="l")
    [line] = changes().groups[0].lines
    assert (line.page, line.history) == ("", "/images/flag/history/")


def test_hidden_content_has_no_words_and_no_comparison(party: Party, editor: User) -> None:
    party.slogan = "unlawful"
    party.save()
    carry_out(Aim(Party, party.pk, Action.UNDO, 2, head()), editor, "")
    subject: Any = find_subject(Party, "baytaq")
    hide_content(subject, 2, 2, editor, "the law")
    [line] = changes().groups[1].lines
    assert (line.label, line.what, line.compare) == ("hidden", "content hidden", "")


# The page and the feed


def test_a_filter_that_makes_no_sense_is_said_beside_its_field_and_asks_for_nothing(party: Party) -> None:
    html = Client().get("/changes/?start=yesterday").content.decode()
    assert "Enter a valid date." in html and "Baytaq" in html


@pytest.mark.parametrize("query", ["before=x", "after=-1", "before=²", "after=" + "9" * 19])
def test_a_place_that_is_no_revision_number_is_not_found(party: Party, query: str) -> None:
    assert Client().get(f"/changes/?{query}").status_code == 404


def test_the_feed_carries_the_filters_of_the_page(party: Party) -> None:
    Citation.objects.create(key="a", title="News")
    feed = Client().get("/changes.atom?kind=sources").content.decode()
    assert "News" in feed and "Baytaq" not in feed


def test_the_feed_says_the_same_to_a_reviewer_as_to_everybody(person: Person, party: Party, reviewer: User) -> None:
    client = Client()
    client.force_login(reviewer)
    assert client.get("/changes.atom").content == Client().get("/changes.atom").content


def test_a_control_character_in_a_comment_breaks_no_feed(party: Party, client: Client) -> None:
    with recording(comment="Pasted\x0bfrom a\0 word processor"):
        party.slogan = "New"
        party.save()
    for feed in ("/changes.atom", "/parties/baytaq/history.atom"):
        assert "Pasted from a  word processor" in client.get(feed).content.decode()
