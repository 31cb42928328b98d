"""Two editors, two tabs, one article: nothing is overwritten, nothing typed is lost."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client

from articles.models import Name, Statement, Translation, original_digest
from articles.sourcing.lines import read_sources
from citations.models import Citation
from parties.models import Party
from revisions.actions.delete import delete
from revisions.models import Action, Revision
from revisions.moments import head
from tests.forms import address_of, form_of

pytestmark = pytest.mark.first_database

BODY = "First line.\nSecond line.\nThird line."


@pytest.fixture
def party(db: None) -> Party:
    made = Party.objects.create(slug="baytaq", title="Baytaq", status="published", body=BODY, slogan="Green")
    Name.objects.create(article=made, text="Байтақ", language="kk-Cyrl", position=1)
    Statement.objects.create(article=made, label="Fact", value="one", position=1)
    return made


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser(username))
    return client


@pytest.fixture
def mine(db: None) -> Client:
    return client_of("aisulu")


@pytest.fixture
def theirs(db: None) -> Client:
    return client_of("marat")


def opened(client: Client, obj: Any) -> dict[str, str]:
    """The form as the editor has it open."""
    return form_of(client.get(address_of(obj)))


def saved(client: Client, obj: Any, form: dict[str, str], **changes: str) -> Any:
    return client.post(address_of(obj), form | changes)


def new_row(form: dict[str, str], prefix: str, **values: str) -> dict[str, str]:
    number = form[f"{prefix}-TOTAL_FORMS"]
    template = {
        name.replace("__prefix__", number): value
        for name, value in form.items()
        if name.startswith(f"{prefix}-__prefix__")
    }
    typed = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return form | template | typed | {f"{prefix}-TOTAL_FORMS": str(int(number) + 1)}


def questions(response: Any) -> list[str]:
    page = BeautifulSoup(response.content.decode(), "html5lib")
    return [" ".join(legend.get_text().split()) for legend in page.select("fieldset.question legend")]


def answered(response: Any, side: str, **edits: str) -> dict[str, str]:
    """What the conflict page posts when one side is chosen everywhere."""
    posted = form_of(response, "form.conflicts")
    chosen = {name.replace("seen-", "choose-"): side for name in posted if name.startswith("seen-")}
    return posted | chosen | edits


def text_of(response: Any, selector: str) -> str:
    return BeautifulSoup(response.content.decode(), "html5lib").select_one(selector).get_text(" ", strip=True)


# What does not overlap


def test_edits_of_different_fields_are_both_kept(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, headquarters="Astana")
    assert saved(mine, party, form, slogan="Clean air").status_code == 302
    party.refresh_from_db()
    assert (party.headquarters, party.slogan) == ("Astana", "Clean air")


def test_each_of_the_two_saves_is_a_revision_of_its_editor(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    before = head()
    saved(theirs, party, other, headquarters="Astana")
    saved(mine, party, form, slogan="Clean air", change_comment="the slogan")
    found = Revision.objects.filter(number__gt=before).order_by("number")
    assert [(r.username, r.comment) for r in found] == [("marat", ""), ("aisulu", "the slogan")]


def test_the_editor_is_told_that_both_edits_were_brought_together(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, headquarters="Astana")
    response = mine.post(address_of(party), form | {"slogan": "Clean air", "_continue": "1"}, follow=True)
    assert "both edits were brought together" in text_of(response, ".messagelist")


def test_two_lines_of_one_text_are_both_kept(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, body=BODY.replace("First", "1st").replace("\n", "\r\n"))
    assert saved(mine, party, form, body=BODY.replace("Second", "2nd").replace("\n", "\r\n")).status_code == 302
    party.refresh_from_db()
    assert party.body == "1st line.\n2nd line.\nThird line."


def test_a_row_that_only_they_added_stays(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, new_row(other, "names", text="Baytaq", language="kk-Latn"))
    assert saved(mine, party, form, slogan="Clean air").status_code == 302
    assert {name.text for name in party.names.all()} == {"Байтақ", "Baytaq"}


def test_rows_that_both_added_are_both_there(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, new_row(other, "names", text="Baytaq", language="kk-Latn"))
    saved(mine, party, new_row(form, "names", text="Baitaq", language="kk-Latn", sources=""))
    assert {name.text for name in party.names.all()} == {"Байтақ", "Baytaq", "Baitaq"}


def test_a_row_deleted_by_them_and_left_alone_by_me_stays_deleted(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other | {"statements-0-DELETE": "on"})
    assert saved(mine, party, form, slogan="Clean air").status_code == 302
    assert not party.statements.exists()


def test_a_stale_form_saved_without_a_change_makes_no_revision(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, headquarters="Astana")
    before = head()
    assert saved(mine, party, form).status_code == 302
    assert head() == before


def test_a_form_posted_twice_adds_its_row_once(party, mine):
    form = new_row(opened(mine, party), "names", text="Baytaq", language="kk-Latn")
    before = head()
    assert [saved(mine, party, form).status_code for _ in range(2)] == [302, 302]
    assert party.names.filter(text="Baytaq").count() == 1
    assert head() == before + 1


def test_a_form_posted_twice_adds_its_row_once_although_somebody_edited_the_row_meanwhile(party, mine, theirs):
    form = new_row(opened(mine, party), "names", text="Baytaq", language="kk-Latn")
    saved(mine, party, form)
    added = party.names.get(text="Baytaq")
    added.text = "Baitaq"
    added.save()
    saved(mine, party, form)
    assert {name.text for name in party.names.all()} == {"Байтақ", "Baitaq"}


def test_a_new_article_posted_twice_is_made_once(db, mine):
    form = form_of(mine.get("/admin/parties/party/add/")) | {"title": "Nur", "slug": "nur"}
    first, second = (mine.post("/admin/parties/party/add/", form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert Party.objects.filter(title="Nur").count() == 1


def test_two_sources_added_to_one_fact_are_both_there(party, mine, theirs, db):
    for key in ("a", "b"):
        Citation.objects.create(key=key, title=key)
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, slogan__sources="[@a]")
    assert saved(mine, party, form, slogan__sources="[@b]").status_code == 302
    assert read_sources(party.pk) == {(None, None): "slogan: [@a; @b]"}


# What overlaps


@pytest.fixture
def conflict(party, mine, theirs) -> Any:
    """Both changed the slogan; mine comes second, with a name and prose that hold everything a typist can type."""
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, slogan="Theirs", change_comment="what they wanted")
    typed = {
        "slogan": "Mine\u00a0«or not»",
        "body": BODY.replace("\n", "\r\n") + "\r\n\r\n  <b>&amp;\u00a0end",
        "change_comment": "why I came",
    }
    return saved(mine, party, form, **typed), form | typed


def test_the_same_field_edited_by_both_asks(conflict, party):
    response, _posted = conflict
    assert response.status_code == 409
    assert questions(response) == ["Slogan"]
    party.refresh_from_db()
    assert (party.slogan, party.body) == ("Theirs", BODY)  # nothing is saved yet


def test_the_page_shows_base_theirs_and_mine(conflict):
    page = BeautifulSoup(conflict[0].content.decode(), "html5lib")
    texts = [text.get_text() for text in page.select("fieldset.question .text")]
    assert texts[0] == "Green" and "Theirs" in texts[1] and "Mine\u00a0«or not»" in texts[2]


def test_the_page_says_who_saved_meanwhile_and_why(conflict):
    said = text_of(conflict[0], ".others")
    assert "marat" in said and "what they wanted" in said


def test_the_page_holds_every_posted_value_to_the_character(conflict):
    response, posted = conflict
    html = response.content.decode()
    page = BeautifulSoup(html, "html5lib")
    held = {field["name"]: field["value"] for field in page.select("form.conflicts input[type=hidden]")}
    assert {name: held.get(name) for name in posted if name != "csrfmiddlewaretoken"} == {
        name: value for name, value in posted.items() if name != "csrfmiddlewaretoken"
    }


def test_what_was_typed_can_be_read_there(conflict):
    assert "<b>&amp;\u00a0end" in text_of(conflict[0], "dl.claims")


@pytest.mark.parametrize(("side", "slogan"), [("mine", "Mine\u00a0«or not»"), ("theirs", "Theirs")])
def test_choosing_a_side_saves_it_with_everything_else(conflict, party, mine, side, slogan):
    response = mine.post(address_of(party), answered(conflict[0], side))
    assert response.status_code == 302
    party.refresh_from_db()
    assert party.slogan == slogan
    assert party.body.endswith("<b>&amp;\u00a0end")
    assert Revision.objects.first().comment == "why I came"


def test_a_text_of_ones_own_can_be_saved_instead(conflict, party, mine):
    [name] = [field for field in form_of(conflict[0], "form.conflicts") if field.startswith("edit-")]
    mine.post(address_of(party), answered(conflict[0], "edited", **{name: "Neither"}))
    party.refresh_from_db()
    assert party.slogan == "Neither"


def test_an_own_text_that_the_field_refuses_comes_back_with_the_reason(conflict, party, mine):
    [name] = [field for field in form_of(conflict[0], "form.conflicts") if field.startswith("edit-")]
    response = mine.post(address_of(party), answered(conflict[0], "edited", **{name: "x" * 400}))
    assert response.status_code == 409
    assert "at most 300 characters" in text_of(response, "fieldset.question .error")
    assert form_of(response, "form.conflicts")[name] == "x" * 400


def test_a_third_save_meanwhile_asks_again(conflict, party, mine):
    party.slogan = "Theirs anew"
    party.save()
    response = mine.post(address_of(party), answered(conflict[0], "mine"))
    assert response.status_code == 409
    assert "Theirs anew" in response.content.decode()


def test_what_was_chosen_holds_while_a_third_save_asks_about_something_else(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, slogan="Theirs")
    first = saved(mine, party, form, slogan="Mine", headquarters="Mine")
    party.refresh_from_db()
    party.headquarters = "Third"
    party.save()
    second = mine.post(address_of(party), answered(first, "mine"))
    assert (second.status_code, questions(second)) == (409, ["Headquarters"])
    posted = form_of(second, "form.conflicts") | {f"choose-parties.party:{party.pk}:headquarters": "theirs"}
    assert mine.post(address_of(party), posted).status_code == 302
    party.refresh_from_db()
    assert (party.slogan, party.headquarters) == ("Mine", "Third")


def test_deleting_what_somebody_saved_since_the_preview_shows_it_again(party, mine):
    form = form_of(mine.get("/parties/baytaq/delete/"), "form.change-back")
    party.slogan = "Newer"
    party.save()
    response = mine.post("/parties/baytaq/delete/", form | {"comment": "away"})
    assert "Somebody saved it since" in response.content.decode()
    assert Party.objects.filter(pk=party.pk).exists()
    again = form_of(response, "form.change-back")
    assert again["comment"] == "away"
    assert mine.post("/parties/baytaq/delete/", again).status_code == 302
    assert not Party.objects.filter(pk=party.pk).exists()


def test_the_same_line_of_a_text_asks(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, body=BODY.replace("Second", "2nd"))
    response = saved(mine, party, form, body=BODY.replace("Second", "Zweite"))
    assert response.status_code == 409 and questions(response) == ["Text"]


def test_a_row_deleted_by_them_and_edited_by_me_asks(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other | {"statements-0-DELETE": "on"})
    response = saved(mine, party, form | {"statements-0-value": "two"})
    assert response.status_code == 409 and questions(response) == ["Statement: Fact: two"]
    mine.post(address_of(party), answered(response, "mine"))
    assert party.statements.get().value == "two"


def test_a_row_edited_by_them_and_deleted_by_me_asks(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other | {"statements-0-value": "two"})
    response = saved(mine, party, form | {"statements-0-DELETE": "on"})
    assert response.status_code == 409 and questions(response) == ["Statement: Fact: two"]
    assert party.statements.get().value == "two"
    mine.post(address_of(party), answered(response, "mine"))
    assert not party.statements.exists()


def test_an_article_deleted_meanwhile_asks_and_can_be_brought_back(party, mine, theirs):
    form, pk = opened(mine, party), party.pk
    delete(Party, pk, None, "gone")
    response = saved(mine, party, form, slogan="Mine")
    assert response.status_code == 409 and questions(response) == ["The whole article"]
    assert not Party.objects.exists()
    mine.post(f"/admin/parties/party/{pk}/change/", answered(response, "mine"))
    back = Party.objects.get()
    assert (back.pk, back.slogan) == (pk, "Mine")
    assert back.names.get().text == "Байтақ"


# Wrong input


def test_a_mistake_in_a_stale_form_comes_back_beside_its_field(party, mine, theirs):
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, headquarters="Astana")
    response = saved(mine, party, form, founded="yesterday", slogan="Typed")
    assert response.status_code == 200
    page = BeautifulSoup(response.content.decode(), "html5lib")
    assert "is not a date" in page.select_one(".field-founded .errorlist").get_text()
    assert page.select_one("[name=slogan]")["value"] == "Typed"
    party.refresh_from_db()
    assert party.headquarters == "Astana"


def test_a_nonsense_revision_is_a_bad_request(party, mine):
    assert saved(mine, party, opened(mine, party), base_revision="x").status_code == 400


def test_two_names_of_one_address_do_not_fit_together(party, mine, theirs):
    """What each alone could save, and both together cannot, is said, and everything typed is there."""
    other = Party.objects.create(slug="other", title="Other")
    form = opened(mine, party)
    party.headquarters = "Astana"
    party.save()
    other.slug = "wanted"
    other.save()
    response = saved(mine, party, form, slug="wanted")
    assert response.status_code in (200, 409)
    assert "wanted" in response.content.decode()
    party.refresh_from_db()
    assert party.slug == "baytaq"


def test_undoing_goes_through_the_same_gate(party, mine):
    party.slogan = "Vandal"
    party.save()
    vandal = head()
    party.slogan = "Later work"
    party.save()
    response = mine.post(f"/parties/baytaq/undo/{vandal}/", {"comment": "undo", "base_revision": str(head())})
    assert response.status_code == 409 and questions(response) == ["Slogan"]
    mine.post(f"/parties/baytaq/undo/{vandal}/", answered(response, "mine"))
    party.refresh_from_db()
    newest = Revision.objects.first()
    assert (party.slogan, newest.action, newest.reverts) == ("Green", Action.UNDO, vandal)


def test_two_who_bring_a_translation_up_to_date_are_not_asked_about_it(party, mine, theirs):
    Translation.objects.create(article=party, language="kk", title="Байтақ", lead="Бір.")
    party.body = "Another text."
    party.save()
    tick = {"translations-0-brought_up_to_date": "on"}
    form, other = opened(mine, party), opened(theirs, party)
    saved(theirs, party, other, **tick)
    response = saved(mine, party, form, body="A third text.", **tick)
    assert response.status_code == 302
    party.refresh_from_db()
    translation = party.translations.get()
    assert party.body == "A third text."
    assert translation.original != original_digest(party)  # the earlier word stands: nobody saw both edits
