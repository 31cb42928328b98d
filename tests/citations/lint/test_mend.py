"""One click on a fault with a safe mend: an ordinary revision; what was changed meanwhile is left alone."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from citations.lint.faults import faults_of
from citations.models import Author, Citation
from citations.records import record_of
from revisions.actions.restore import Aim, carry_out
from revisions.models import Change, Revision
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return User.objects.create_superuser("admin")


@pytest.fixture
def client_of_admin(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def source(*authors: dict[str, str], **values: str) -> Citation:
    sound = {
        "key": "story",
        "title": "Party",
        "container_title": "The Paper",
        "url": "https://e.org/a",
        "language": "en",
    }
    with recording():
        citation = Citation.objects.create(**(sound | values))
        for position, author in enumerate(authors):
            Author.objects.create(citation=citation, position=position, **author)
    return citation


def press(client: Client, citation: Citation, rule: str) -> object:
    """Press the button of a rule as the page shows it."""
    [fault] = [fault for fault in faults_of(citation, may_change=True) if fault.rule == rule]
    assert fault.mend is not None
    return client.post(fault.mend_url, {"token": fault.mend.token})


FAULTY = [
    pytest.param("author-no-name", [{"literal": "Автор"}, {"family": "Li", "given": "A"}], {}, id="author"),
    pytest.param(
        "name-in-capitals", [{"family": "ТОЙКЕН", "given": "С"}], {"title": "Съезд", "language": "ru"}, id="capitals"
    ),
    pytest.param("site-in-title", [], {"title": "Party | The Paper", "container_title": ""}, id="site"),
    pytest.param("lookalikes", [], {"title": "Съезд", "language": "ru", "container_title": "TACC"}, id="lookalikes"),
    pytest.param("mixed-scripts", [], {"title": "Cъезд пaртии", "language": "ru"}, id="mixed"),
    pytest.param("same-quotes", [], {"title": 'The "green" "party"'}, id="quotes"),
    pytest.param("language-missing", [], {"title": "Партия құрылды", "language": ""}, id="language"),
    pytest.param("tracking", [], {"url": "https://e.org/a?utm_source=x&id=1"}, id="tracking"),
]


@pytest.mark.parametrize(("rule", "authors", "values"), FAULTY)
def test_a_click_mends_all_that_its_rule_found_and_nothing_else(client_of_admin, rule, authors, values):
    citation = source(*authors, **values)
    others = {fault.rule for fault in faults_of(citation, may_change=False)} - {rule}
    press(client_of_admin, citation, rule)
    citation = Citation.objects.get()
    assert {fault.rule for fault in faults_of(citation, may_change=False)} <= others


@pytest.mark.parametrize(("rule", "authors", "values"), FAULTY)
def test_a_mend_is_one_revision_that_says_why_and_is_undone_like_any_other(
    client_of_admin, admin, rule, authors, values
):
    citation = source(*authors, **values)
    before = record_of(citation, citation.authors.all())
    press(client_of_admin, citation, rule)
    newest = Revision.objects.latest("number")
    assert (newest.number, newest.username, newest.comment.split(":")[0]) == (2, "admin", "Mended")
    carry_out(Aim(Citation, citation.pk, "undo", 2, 2), admin, "back")
    citation = Citation.objects.get()
    assert record_of(citation, citation.authors.all()) == before


def test_the_rows_of_other_authors_stay_the_same_rows(client_of_admin):
    citation = source({"literal": "Автор"}, {"family": "LIANG", "given": "A"})
    kept = citation.authors.get(family="LIANG").pk
    press(client_of_admin, citation, "author-no-name")
    press(client_of_admin, citation, "name-in-capitals")
    assert list(citation.authors.values_list("pk", "family")) == [(kept, "Liang")]


def test_what_was_changed_meanwhile_is_not_mended(client_of_admin):
    citation = source(title="Party | The Paper")
    [fault] = faults_of(citation, may_change=True)
    changed = Citation.objects.get()
    changed.title = "Another party | The Paper"
    changed.save()
    answer = client_of_admin.post(fault.mend_url, {"token": fault.mend.token}, follow=True)
    assert "was changed meanwhile" in answer.content.decode()
    assert Citation.objects.get().title == "Another party | The Paper"
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("rule", ["no-such-rule", "unused", "no-address"])
def test_a_rule_without_a_mend_changes_nothing(client_of_admin, rule):
    source()
    answer = client_of_admin.post(f"/sources/story/mend/{rule}/", {"token": "x"})
    assert answer.status_code == (404 if rule == "no-such-rule" else 302)
    assert Change.objects.filter(own=True).count() == 1


def test_nobody_mends_by_get_or_without_the_permission(client_of_admin):
    source(title="Party | The Paper")
    address = "/sources/story/mend/site-in-title/"
    assert client_of_admin.get(address).status_code == 405
    anonymous = Client().post(address, {"token": "x"})
    assert (anonymous.status_code, anonymous.url.split("?")[0]) == (302, "/admin/login/")
    staff = Client()
    staff.force_login(User.objects.create_user("staff", is_staff=True))
    assert staff.post(address, {"token": "x"}).status_code == 403


def test_readers_see_what_is_wrong_and_editors_the_button(client_of_admin):
    source(title="Party | The Paper")
    seen = Client().get("/sources/story/").content.decode()
    assert "site or section in title" in seen
    assert "<button" not in seen.split("What is wrong")[1].split("</section>")[0]
    assert "Mend" in client_of_admin.get("/sources/story/").content.decode()


def test_a_source_without_a_fault_says_nothing_of_faults():
    source()
    assert "What is wrong" not in Client().get("/sources/story/").content.decode()


def test_the_past_is_not_judged(client_of_admin):
    source(title="Party | The Paper")
    assert "What is wrong" not in client_of_admin.get("/sources/story/revisions/1/").content.decode()
