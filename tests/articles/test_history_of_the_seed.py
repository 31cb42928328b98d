"""The way of one edit: saved, read in the history, compared, restored; the article deleted and brought back."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import FactCitation, Redirect
from parties.models import Party
from revisions.models import Revision
from revisions.moments import Present, head
from revisions.state.read import read_state
from revisions.states import same_state
from revisions.verify import verify
from tests.forms import address_of, form_of

pytestmark = pytest.mark.first_database

ADDRESS = "/parties/baytaq-green-party/"


@pytest.fixture
def editor(demo, django_user_model) -> Client:
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("aigerim"))
    return client


def page_of(address: str, client: Client | None = None) -> BeautifulSoup:
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html5lib")


def article(address: str = ADDRESS) -> str:
    """The article's bytes, from its beginning to its end; below stands only the line that names the last revision."""
    html = Client().get(address).content.decode()
    html = re.sub(r"<p>Last edited .*?</p>|<p class=.only-on-paper.>.*?</p>", "", html, flags=re.DOTALL)
    return re.sub(r'"dateModified": "[^"]*", "version": \d+, ', "", html)


def facts_of(address: str) -> str:
    """The words of a page but for who set its facts, which is another one after they were restored."""
    page = page_of(address).select_one("article.page")
    for said in page.select(".set-by"):
        said.decompose()
    return words(page)


def words(element) -> str:
    return " ".join(element.get_text(" ", strip=True).split())


@pytest.fixture
def saved(editor: Client) -> int:
    """The slogan, the membership count and one source changed in one save; the revision before it."""
    before = head()
    party = Party.objects.get(slug="baytaq-green-party")
    form = form_of(editor.get(address_of(party)))
    [count] = [name for name in form if re.fullmatch(r"membership_counts-\d+-count", name)]
    response = editor.post(
        address_of(party),
        form
        | {
            "slogan": "Clean air for all!",
            count: "42000",
            "founded__sources": form["founded__sources"] + " [@azattyq-2023-02-04, p. 7]",
            "change_comment": "from the congress",
        },
    )
    assert response.status_code == 302
    return before


def test_one_line_of_the_history_names_all_three(saved):
    lines = page_of(f"{ADDRESS}history/").select(".log > li")
    assert len(lines) == 2
    assert words(lines[0].select_one(".what")) == "slogan; membership count 42000 (2023); 1 source added"
    assert words(lines[0].select_one(".user")) == "aigerim"
    assert words(lines[0].select_one(".comment")) == "from the congress"


def test_the_comparison_shows_all_three(saved):
    page = page_of(f"{ADDRESS}compare/{saved}/{saved + 1}/")
    removed = [words(text) for text in page.select("del")]
    added = [words(text) for text in page.select("ins")]
    assert any("Clean water" in text for text in removed) and "21000" in removed
    assert {"for all", "42000", "[@azattyq-2023-02-04]", "p. 7"} <= set(added)


def test_the_fact_says_who_last_set_it_when_why_and_in_which_revision(saved):
    page = page_of(ADDRESS)
    [row] = [row for row in page.select(".infobox .row") if words(row.dt) == "Slogan"]
    said = row.select_one(".set-by")
    assert words(said).startswith("Set by aigerim,") and "from the congress" in words(said)
    assert said.select_one("time")["datetime"].startswith(str(Revision.objects.first().created_at.date()))
    assert said.a["href"] == f"{ADDRESS}revisions/{saved + 1}/"


def test_the_page_of_before_is_what_was_served_before(demo, editor):
    before, number = article(), head()
    party = Party.objects.get(slug="baytaq-green-party")
    party.slogan = "Another"
    party.save()
    then = BeautifulSoup(article(f"{ADDRESS}revisions/{number}/"), "html5lib").select_one("article.page")
    assert str(then) == str(BeautifulSoup(before, "html5lib").select_one("article.page"))


def test_the_page_of_the_past_says_so_and_leads_on(saved):
    page = page_of(f"{ADDRESS}revisions/{saved}/")
    banner = page.select_one(".banner")
    assert f"as it stood after revision {saved}" in words(banner)
    links = {words(link): link["href"] for link in banner.select("a")}
    assert links["Newer"] == f"{ADDRESS}revisions/{saved + 1}/"
    assert links["Current page"] == ADDRESS
    assert links["Compare with current"] == f"{ADDRESS}compare/{saved}/current/"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_day_shows_the_page_at_its_end(saved):
    day = Revision.objects.first().created_at.date().isoformat()
    assert "Clean air for all!" in words(page_of(f"{ADDRESS}as-of/{day}/").select_one(".infobox"))


def test_restoring_previews_and_then_gives_the_state_of_before(saved, editor):
    party = Party.objects.get(slug="baytaq-green-party")
    wanted = facts_of(f"{ADDRESS}revisions/{saved}/")
    preview = editor.get(f"{ADDRESS}restore/{saved}/")
    assert "42000" in preview.content.decode() and head() == saved + 1  # only shown so far
    editor.post(f"{ADDRESS}restore/{saved}/", form_of(preview, "form.change-back") | {"comment": "not yet decided"})
    newest = Revision.objects.first()
    assert (newest.number, newest.action, newest.reverts, newest.comment) == (
        saved + 2,
        "restore",
        saved,
        "not yet decided",
    )
    party.refresh_from_db()
    assert party.slogan.startswith("Clean air, Clean water")
    assert facts_of(ADDRESS) == wanted
    assert [words(tag) for tag in page_of(f"{ADDRESS}history/").select(".log > li")[1].select(".tag")] == [
        f"reverted in {saved + 2}"
    ]


def test_the_article_deleted_and_brought_back_is_the_same_to_the_byte_with_the_same_keys(demo, editor):
    party = Party.objects.get(slug="baytaq-green-party")
    party.slug = "baytaq"
    party.save()
    before, state = article("/parties/baytaq/"), read_state(Present(), Party, party.pk)
    others = {path: facts_of(path) for path in ("/people/azamathan-amirtai/", "/elections/mazhilis-2023/")}

    preview = editor.get("/parties/baytaq/delete/")
    assert "will do so without a link" in words(BeautifulSoup(preview.content, "html5lib").main)
    gone = editor.post("/parties/baytaq/delete/", form_of(preview, "form.change-back") | {"comment": "a test"})
    assert Client().get("/parties/baytaq/").status_code == 404
    assert Client().get(gone["Location"]).status_code == 404  # its history too
    assert 'href="/parties/baytaq/"' not in article("/elections/mazhilis-2023/")

    [link] = page_of(gone["Location"], editor).select("a[href*=undelete]")
    preview = editor.get(link["href"])
    back = editor.post(link["href"], form_of(preview, "form.change-back"))
    assert back.status_code == 302 and Revision.objects.first().action == "undelete"
    assert article("/parties/baytaq/") == before
    assert same_state(read_state(Present(), Party, party.pk), state)
    assert Redirect.objects.get().slug == "baytaq-green-party"
    assert Client().get(ADDRESS)["Location"] == "/parties/baytaq/"
    assert {path: facts_of(path) for path in others} == others
    assert verify().faults == ()


def test_a_source_that_facts_rest_on_is_not_deleted(demo, editor):
    used = FactCitation.objects.first().citation
    response = editor.post(f"/sources/{used.key}/delete/", {"comment": "why not", "base_revision": str(head())})
    assert "cannot be deleted while others name it" in response.content.decode()
    used.refresh_from_db()
