"""Hiding a comment, a user name, content: gone from everywhere at once, while the log and its hashes stay."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from articles.models import Name, Statement
from citations.models import Author, Citation
from parties.models import Lineage, Party, Person, Role
from revisions.actions.hide import hide_comment, hide_content, hide_user, last_with_content
from revisions.actions.restore import Aim, carry_out, plan
from revisions.models import Action, Change, HiddenPart, Hiding, Revision
from revisions.moments import head
from revisions.subjects import Subject, find_subject
from revisions.tracking.recording import recording
from revisions.verify import verify

pytestmark = pytest.mark.django_db

SECRET = "Unlawful"
PLACES = (
    "/parties/baytaq/",
    "/parties/baytaq/history/",
    "/parties/baytaq/revisions/2/",
    "/parties/baytaq/revisions/3/",
    "/parties/baytaq/compare/1/2/",
    "/parties/baytaq/compare/2/3/",
    "/parties/baytaq/compare/2/current/",
    "/parties/baytaq/compare/1/2/?view=inline",
    "/parties/baytaq/restore/2/",
    "/parties/baytaq/undo/2/",
    "/parties/baytaq/undo/3/",
    "/parties/baytaq/hide/2/",
    "/changes/",
    "/changes.atom",
    "/admin/revisions/revision/",
    "/admin/revisions/revision/2/change/",
)


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_superuser("admin")


@pytest.fixture
def bad(party: Party) -> int:
    """Revision 2, by "Unlawful-user", because "Unlawful reason", wrote unlawful things; revision 3 took them back."""
    with recording(User.objects.create_user(f"{SECRET}-user"), f"{SECRET} reason"):
        save(party, slogan=f"{SECRET} slogan", lead=f"{SECRET} lead", title=f"{SECRET} title")
    with recording(comment="taken back"):
        save(party, slogan="", lead="", title="Baytaq")
    return 2


def save(row: Any, **values: Any) -> int:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return head()


def subject_of(root: Any) -> Subject:
    found: Any = find_subject(type(root), root.key if isinstance(root, Citation) else root.slug)
    return found


def hide_all(root: Any, number: int, admin: User) -> None:
    hide_content(subject_of(root), number, number, admin, "the law")
    hide_comment(number, admin, "the law")
    hide_user(number, admin, "the law")


def kept(text: str) -> set[str]:
    """The tables of the log that hold a text."""
    models = [model for model in apps.get_models() if hasattr(model, "instance_type") or model in (Revision, Change)]
    return {model.__name__ for model in models if text in repr(list(model._base_manager.values()))}


def texts(admin: User) -> dict[str, str]:
    """What an administrator, who sees more than anybody, is shown."""
    client = Client()
    client.force_login(admin)
    return {address: client.get(address, follow=True).content.decode() for address in PLACES}


# Gone


def test_what_was_hidden_is_on_no_page_not_even_for_an_administrator(party: Party, bad: int, admin: User) -> None:
    assert sum(SECRET in text for text in texts(admin).values()) > 6
    hide_all(party, bad, admin)
    assert [address for address, text in texts(admin).items() if SECRET in text] == []


def test_what_was_hidden_is_in_no_table_of_the_log(party: Party, bad: int, admin: User) -> None:
    hide_all(party, bad, admin)
    assert kept(SECRET) == set()


def test_a_hidden_comment_leaves_user_and_content(party: Party, bad: int, admin: User) -> None:
    hide_comment(bad, admin, "rude")
    revision = Revision.objects.get(number=bad)
    assert (revision.comment, revision.username) == ("", f"{SECRET}-user")
    assert Party.history.get(revision_id=bad).slogan == f"{SECRET} slogan"


def test_a_hidden_user_is_nobody_in_the_database_too(party: Party, bad: int, admin: User) -> None:
    hide_user(bad, admin, "asked for")
    revision = Revision.objects.get(number=bad)
    assert (revision.username, revision.user, revision.comment) == ("", None, f"{SECRET} reason")


def test_hidden_parts_add_up(party: Party, bad: int, admin: User) -> None:
    hide_all(party, bad, admin)
    assert Revision.objects.get(number=bad).hidden == HiddenPart.COMMENT + HiddenPart.USER + HiddenPart.CONTENT


def test_hiding_content_twice_counts_once(party: Party, bad: int, admin: User) -> None:
    for _ in range(2):
        hide_content(subject_of(party), bad, bad, admin, "the law")
    assert Revision.objects.get(number=bad).hidden == HiddenPart.CONTENT and verify().faults == ()


def test_content_of_parts_that_were_edited_and_edited_back_is_hidden(party: Party, admin: User) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    bad = save(name, text=SECRET)
    save(name, text="Baytaq")
    hide_content(subject_of(party), bad, bad, admin, "the law")
    [version] = Name.history.filter(revision_id=bad)
    assert (version.text, version.hidden) == ("", True)


def test_content_of_a_part_that_was_added_and_removed_is_hidden(party: Party, admin: User) -> None:
    statement = Statement.objects.create(article=party, label=SECRET, value="x")
    bad = head()
    statement.delete()
    hide_content(subject_of(party), bad, bad, admin, "the law")
    assert kept(SECRET) == set()


def test_content_of_a_source_and_of_its_authors_is_hidden(admin: User) -> None:
    source = Citation.objects.create(key="a", title="News")
    author = Author.objects.create(citation=source, literal="Азаттық")
    with recording():
        save(source, title=f"{SECRET} news")
        save(author, literal=f"{SECRET} author")
    bad = head()
    with recording():
        save(source, title="News")
        save(author, literal="Азаттық")
    hide_content(subject_of(source), bad, bad, admin, "the law")
    assert kept(SECRET) == set()


def test_the_title_goes_from_revisions_that_only_touched_the_article(party: Party, admin: User) -> None:
    bad = save(party, title=SECRET)
    other = Party.objects.create(slug="nur", title="Nur")
    Lineage.objects.create(party=other, kind="absorbed", other=party)
    last = head()
    save(party, title="Baytaq")
    hide_content(subject_of(party), bad, last, admin, "the law")
    assert kept(SECRET) == set()


# The log entry stays


def test_the_log_entry_stays_and_says_that_something_was_hidden(party: Party, bad: int, admin: User) -> None:
    hide_all(party, bad, admin)
    html = Client().get("/parties/baytaq/history/").content.decode()
    assert all(words in html for words in ("user hidden", "comment hidden", "content hidden"))


def test_the_page_of_the_past_says_that_its_content_is_hidden(party: Party, bad: int, admin: User) -> None:
    hide_content(subject_of(party), bad, bad, admin, "the law")
    answer = Client().get(f"/parties/baytaq/revisions/{bad}/")
    assert answer.status_code == 200 and "The content of this revision is hidden" in answer.content.decode()


def test_a_comparison_says_hidden_where_the_words_were(party: Party, bad: int, admin: User) -> None:
    hide_content(subject_of(party), bad, bad, admin, "the law")
    page = BeautifulSoup(Client().get(f"/parties/baytaq/compare/{bad - 1}/{bad}/").content, "html5lib")
    assert "hidden" in [added.get_text() for added in page.select("ins")]


def test_hiding_is_logged_with_who_and_why(party: Party, bad: int, admin: User) -> None:
    hide_content(subject_of(party), bad, bad, admin, "the law")
    found = Hiding.objects.get()
    assert (found.revision_id, found.last, found.part) == (bad, bad, HiddenPart.CONTENT)
    assert (found.username, found.reason, found.object_id) == ("admin", "the law", party.pk)


def test_the_chain_verifies_after_everything_was_hidden(party: Party, bad: int, admin: User) -> None:
    hide_all(party, bad, admin)
    assert verify().faults == ()


def test_other_revisions_stay_as_they_were(party: Party, bad: int, admin: User) -> None:
    save(party, headquarters="Astana")
    before = (list(Party.history.exclude(revision_id=bad).values()), list(Revision.objects.exclude(pk=bad).values()))
    hide_all(party, bad, admin)
    assert before == (
        list(Party.history.exclude(revision_id=bad).values()),
        list(Revision.objects.exclude(pk=bad).values()),
    )


def test_of_a_revision_of_two_articles_the_other_keeps_its_content(party: Party, person: Person, admin: User) -> None:
    with recording():
        save(party, slogan=SECRET)
        save(person, occupation="ecologist")
    bad = head()
    save(party, slogan="")
    hide_content(subject_of(party), bad, bad, admin, "the law")
    assert Person.history.get(revision_id=bad).occupation == "ecologist"
    assert [change.hidden for change in Change.objects.filter(revision=bad, own=True).order_by("object_id")] == [
        True,
        False,
    ]


# What may be hidden


def test_content_that_the_page_still_shows_is_refused(party: Party, admin: User) -> None:
    with pytest.raises(ValidationError) as refused:
        hide_content(subject_of(party), 1, 1, admin, "the law")
    assert refused.value.code == "still_shown" and not Hiding.objects.exists()


def test_content_of_a_part_that_the_page_still_shows_is_refused(party: Party, admin: User) -> None:
    Name.objects.create(article=party, text=SECRET, language="en")
    bad = head()
    save(party, slogan="a")
    with pytest.raises(ValidationError, match="still shows"):
        hide_content(subject_of(party), bad, bad, admin, "the law")
    assert Name.history.get().text == SECRET


def test_later_versions_that_copied_the_content_are_hidden_with_it(party: Party, admin: User) -> None:
    bad = save(party, slogan=SECRET)
    save(party, headquarters="Astana")
    last = save(party, title="Baytaq Party")
    save(party, slogan="")
    hide_content(subject_of(party), bad, last, admin, "the law")
    assert kept(SECRET) == set() and verify().faults == ()
    assert [row.hidden for row in Party.history.all()] == [False, True, True, True, False]


def test_the_last_that_had_it_is_the_one_before_it_was_taken_back(party: Party, admin: User) -> None:
    bad = save(party, slogan=SECRET)
    save(party, headquarters="Astana")
    carry_out(Aim(Party, party.pk, Action.RESTORE, 1, head()), None, "")
    assert last_with_content(subject_of(party), bad) == head() - 1


@pytest.mark.parametrize("number", [2, 999])
def test_what_nobody_took_back_is_asked_for_alone(party: Party, number: int) -> None:
    save(party, slogan=SECRET)
    assert last_with_content(subject_of(party), number) == number


@pytest.mark.parametrize(("action", "number"), [(Action.RESTORE, 2), (Action.UNDO, 3)])
def test_nothing_is_built_on_hidden_content(party: Party, bad: int, admin: User, action: Action, number: int) -> None:
    hide_content(subject_of(party), bad, bad, admin, "the law")
    with pytest.raises(ValidationError) as refused:
        plan(Aim(Party, party.pk, action, number, head()))
    assert refused.value.code == "hidden"


# In what others say


def test_the_past_page_of_another_article_calls_it_hidden(party: Party, bad: int, admin: User) -> None:
    other = Person.objects.create(slug="amirtaev", title="Amirtaev", status="published")
    Role.objects.create(party=party, person=other, title="chair")
    worse = save(party, title=SECRET)
    save(party, title="Baytaq")
    hide_content(subject_of(party), worse, worse, admin, "the law")
    html = Client().get(f"/people/amirtaev/revisions/{worse}/").content.decode()
    assert SECRET not in html and "hidden" in html


def test_what_a_deleted_article_said_is_hidden_from_its_last_version_too(party: Party, admin: User) -> None:
    pk = party.pk
    save(party, title=SECRET)
    bad = head()
    party.delete()
    subject: Any = find_subject(Party, "baytaq", pk)
    hide_content(subject, bad, bad, admin, "the law")
    assert kept(SECRET) == set()


def test_a_deleted_article_that_is_hidden_altogether_goes_by_its_id(party: Party, admin_client: Client) -> None:
    pk = party.pk
    party.delete()
    subject: Any = find_subject(Party, "baytaq", pk)
    hide_content(subject, 1, head(), User.objects.get(), "the law")
    html = admin_client.get("/changes/").content.decode()
    assert f"/parties/{pk}/history/?id={pk}" in html
    answer = admin_client.get(f"/parties/{pk}/history/?id={pk}")
    assert answer.status_code == 200 and "Baytaq" not in BeautifulSoup(answer.content, "html5lib").main.get_text()
