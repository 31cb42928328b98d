"""A reader reports a problem; an editor answers; everybody reads the answer."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.cache import cache

from articles.models import ReportedProblem, Status
from articles.problems.throttle import FROM_ONE
from baytaq_site.groups import EDITORS, ensure_roles
from parties.models import Party
from revisions.models import Revision

ADDRESS = "/parties/alpha/report/"
WORDS = "It was founded in 2021, see their charter."


@pytest.fixture
def party(db) -> Party:
    Party.objects.create(slug="secret", title="Secret")
    return Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, founded="2022")


@pytest.fixture
def editor(db, client):
    ensure_roles()
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def opened(client, address: str = f"{ADDRESS}?about=Founded") -> dict[str, str]:
    """The form's fields as a browser would send them."""
    form = BeautifulSoup(client.get(address).content, "html5lib").select_one("form.report")
    return {field["name"]: field.get("value", "") for field in form.select("input[name]")} | {"text": WORDS}


def test_every_fact_and_section_leads_to_the_form(party, client):
    page = BeautifulSoup(client.get("/parties/alpha/").content, "html5lib")
    assert page.select_one(".disclosure .report-link a")["href"] == f"{ADDRESS}?about=Founded"
    party.body = "## History\n\nText."
    party.save()
    page = BeautifulSoup(client.get("/parties/alpha/").content, "html5lib")
    assert page.select_one(f".heading a[href='{ADDRESS}?about=History']") is not None


def test_a_report_reaches_the_queue_with_what_it_is_about(party, client):
    response = client.post(ADDRESS, opened(client))
    assert response["Location"] == "/parties/alpha/reports/?sent=1"
    problem = ReportedProblem.objects.get()
    assert (problem.about, problem.text, problem.state) == ("Founded", WORDS, "open")
    assert problem.revision == Revision.objects.latest("number").number
    assert "Thank you." in client.get(response["Location"]).content.decode()


def test_a_report_names_the_revision_that_its_sender_saw(party, client):
    sent, seen = opened(client), Revision.objects.latest("number").number
    party.slogan = "Changed meanwhile"
    party.save()
    client.post(ADDRESS, sent)
    assert ReportedProblem.objects.get().revision == seen


def test_a_report_to_an_address_that_changed_meanwhile_is_taken(party, client):
    sent = opened(client)
    party.slug = "omega"
    party.save()
    assert client.post(ADDRESS, sent)["Location"] == "/parties/omega/reports/?sent=1"
    assert client.post("/parties/secret/report/", sent).status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "No"}, "at least 10 characters"),
        ({"text": "x" * 2001}, "at most 2000"),
        ({"text": ""}, "required"),
        ({"website": "http://spam.example/"}, "must stay empty"),
        ({"opened": "forged"}, "open for too long"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_message_and_what_was_typed(party, client, change, words):
    sent = opened(client) | change
    response = client.post(ADDRESS, sent)
    soup = BeautifulSoup(response.content, "html5lib")
    assert response.status_code == 400
    assert words in " ".join(fault.get_text() for fault in soup.select(".fault"))
    assert soup.textarea.get_text() == sent["text"]
    assert ReportedProblem.objects.count() == 0


def test_a_flood_is_stopped_and_keeps_the_words(party, client):
    cache.clear()
    sent = opened(client)
    for _ in range(FROM_ONE):
        assert client.post(ADDRESS, sent).status_code == 302
    response = client.post(ADDRESS, sent)
    assert response.status_code == 429
    assert WORDS in response.content.decode()
    assert ReportedProblem.objects.count() == FROM_ONE


def test_asking_for_the_form_writes_nothing_and_a_draft_has_none(party, client):
    client.get(ADDRESS)
    assert ReportedProblem.objects.count() == 0
    for path in ("report/", "reports/"):
        assert client.get(f"/parties/secret/{path}").status_code == 404


def test_only_what_was_answered_is_public(party, client):
    answered = {"state": "answered", "answer": "Put right, thank you.", "answered_at": "2026-01-01T00:00Z"}
    ReportedProblem.objects.create(article=party, text="<b>Open words</b>", revision=1)
    ReportedProblem.objects.create(article=party, text="Aside words", revision=1, state="aside")
    ReportedProblem.objects.create(article=party, text="<b>Answered words</b>", revision=1, **answered)
    page = client.get("/parties/alpha/reports/").content.decode()
    assert "&lt;b&gt;Answered words" in page and "Put right, thank you." in page
    assert "Open words" not in page and "Aside words" not in page


def test_an_editor_answers_in_the_admin(party, client, editor):
    problem = ReportedProblem.objects.create(article=party, text=WORDS, revision=1)
    address = f"/admin/articles/reportedproblem/{problem.pk}/change/"
    assert WORDS in editor.get(address).content.decode()
    assert editor.post(address, {"answer": "Put right.", "state": "open"}).status_code == 302
    problem.refresh_from_db()
    assert (problem.state, problem.answered_by.username) == ("answered", "editor")
    assert "Put right." in client.get("/parties/alpha/reports/").content.decode()


def test_an_answer_without_words_is_refused(party, client, editor):
    problem = ReportedProblem.objects.create(article=party, text=WORDS, revision=1)
    response = editor.post(f"/admin/articles/reportedproblem/{problem.pk}/change/", {"answer": "", "state": "answered"})
    assert "Write the answer, or set it aside." in response.content.decode()


def test_the_queue_shows_open_problems_first(party, client, editor):
    for state, answer in (("open", ""), ("answered", "x"), ("open", "")):
        ReportedProblem.objects.create(article=party, text=WORDS, about=state, revision=1, state=state, answer=answer)
    rows = BeautifulSoup(editor.get("/admin/articles/reportedproblem/").content, "html5lib").select("td.field-about")
    assert [row.get_text() for row in rows] == ["open", "open", "answered"]


def test_behind_a_proxy_senders_are_told_apart_by_what_it_saw(party, client, settings):
    cache.clear()
    settings.PROXIES = 1
    sent = opened(client)
    for number in range(FROM_ONE + 3):
        assert client.post(ADDRESS, sent, headers={"x-forwarded-for": f"forged, 192.0.2.{number}"}).status_code == 302


def test_without_a_proxy_of_ours_nobody_chooses_who_they_are(party, client):
    cache.clear()
    sent = opened(client)
    answers = [client.post(ADDRESS, sent, headers={"x-forwarded-for": f"192.0.2.{n}"}).status_code for n in range(7)]
    assert answers == [302] * FROM_ONE + [429, 429]


def test_reports_of_a_deleted_article_come_back_with_it(party, client):
    ReportedProblem.objects.create(
        article=party, text=WORDS, revision=1, state="answered", answer="Put right.", answered_at="2026-01-01T00:00Z"
    )
    history, pk = Party.history, party.pk
    party.delete()
    assert client.get("/parties/alpha/reports/").status_code == 404
    history.filter(id=pk).order_by("history_id").first().instance.save()
    assert "Put right." in client.get("/parties/alpha/reports/").content.decode()


def test_an_answered_report_can_be_opened_again(party, client, editor):
    problem = ReportedProblem.objects.create(article=party, text=WORDS, revision=1, state="answered", answer="x")
    editor.post(f"/admin/articles/reportedproblem/{problem.pk}/change/", {"answer": "x", "state": "open"})
    problem.refresh_from_db()
    assert problem.state == "open"


def test_words_about_what_that_are_too_long_are_cut(party, client):
    assert client.post(ADDRESS, opened(client) | {"about": "x" * 300}).status_code == 302
    assert len(ReportedProblem.objects.get().about) == 200
