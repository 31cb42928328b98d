"""Pasting sources: a preview that saves nothing, duplicates shown, mistakes beside their fields, one revision."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from citations.admin.authors_line import read_authors, write_authors
from citations.models import Citation, FormerKey
from citations.records import AuthorName
from revisions.models import Revision
from revisions.tracking.recording import recording
from tests.forms import form_of

PASTE = "/admin/citations/citation/paste/"
BIBTEX = (
    "@online{vlast-1, title = {Бойкот отменен}, organization = {Власть}, url = {https://vlast.kz/1}, date = {2023}}"
)
RIS = (
    "TY  - NEWS\nTI  - Party registered\nAU  - Toyken, Saniya\nT2  - The Paper\nDA  - 2022/11/30/\nAB  - words\nER  - "
)
LINE = "https://example.org/story"
THREE = f"{BIBTEX}\n{RIS}\n{LINE}"


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def preview(editor: Client, text: str) -> dict[str, str]:
    """What a browser would post from the preview, nothing changed."""
    data = form_of(editor.post(PASTE, {"text": text}), "form.paste")
    return data | {"save": "yes"}


def pages(answer: object) -> str:
    return answer.content.decode()


def test_the_preview_shows_what_was_understood_and_saves_nothing(editor):
    data = preview(editor, THREE)
    assert data["source0-title"] == "Бойкот отменен"
    assert data["source0-key"] == "vlast-1"
    assert (data["source1-authors"], data["source1-issued"]) == ("Toyken, Saniya", "2022-11-30")
    assert data["source1-key"] == "the-paper-2022-11-30"
    assert data["source2-container_title"] == "example.org"
    assert Citation.objects.count() == Revision.objects.count() == 0


def test_what_found_no_place_is_shown(editor):
    assert "abstract: words" in pages(editor.post(PASTE, {"text": RIS}))


def test_taken_sources_are_saved_as_one_revision(editor):
    data = preview(editor, THREE) | {"source2-title": "A story"} | {f"source{n}-decision": "take" for n in range(3)}
    assert editor.post(PASTE, data).status_code == 302
    keys = {"example-org", "the-paper-2022-11-30", "vlast-1"}
    assert set(Citation.objects.values_list("key", flat=True)) == keys
    assert [str(author) for author in Citation.objects.get(key="the-paper-2022-11-30").authors.all()] == [
        "Toyken, Saniya"
    ]
    [revision] = Revision.objects.all()
    assert (revision.comment, revision.username) == ("Pasted 3 sources", "editor")


def test_a_mistake_is_said_beside_its_field_and_nothing_is_saved_or_lost(editor):
    data = preview(editor, THREE) | {f"source{n}-decision": "take" for n in range(3)}
    data |= {"source0-title": "Typed by hand", "source1-issued": "30.11.2022"}
    answer = editor.post(PASTE, data)
    page = pages(answer)
    assert "is not a date" in page
    assert "This field is required" in page  # the address alone has no title
    assert "Typed by hand" in page
    assert Citation.objects.count() == 0


def test_a_key_twice_is_refused(editor):
    data = preview(editor, f"{BIBTEX}\n{RIS}") | {"source0-decision": "take", "source1-decision": "take"}
    answer = editor.post(PASTE, data | {"source1-key": "vlast-1"})
    assert "Another of these sources has this key" in pages(answer)


def test_a_source_that_is_there_is_shown_and_left_out_unless_asked_for(editor):
    with recording():
        Citation.objects.create(key="old", title="Something", container_title="Власть", url="http://www.vlast.kz/1/")
    answer = editor.post(PASTE, {"text": BIBTEX})
    assert 'href="/sources/old/"' in pages(answer)
    assert "(address)" in pages(answer)
    chosen = [line for line in pages(answer).split("<input") if "source0-decision" in line and "checked" in line]
    assert len(chosen) == 1 and 'value="leave"' in chosen[0]


def test_what_is_left_out_may_be_wrong(editor):
    data = preview(editor, f"{BIBTEX}\n{LINE}") | {"source0-decision": "take", "source1-decision": "leave"}
    editor.post(PASTE, data)
    assert [row.key for row in Citation.objects.all()] == ["vlast-1"]


def test_what_cannot_be_read_is_said_and_stays_in_the_box(editor):
    page = pages(editor.post(PASTE, {"text": "no source <b>at all</b>"}))
    assert "Not understood" in page
    assert "no source &lt;b&gt;at all" in page and "<b>at all" not in page


@pytest.mark.parametrize("text", ["", "   \n "])
def test_nothing_pasted_is_asked_for(editor, text):
    assert "Paste something first" in pages(editor.post(PASTE, {"text": text}))


def test_only_who_may_add_sources_pastes(db):
    assert Client().get(PASTE).status_code == 302
    staff = Client()
    staff.force_login(User.objects.create_user("staff", is_staff=True))
    assert staff.get(PASTE).status_code == 403
    assert staff.post(PASTE, {"text": BIBTEX}).status_code == 403


def test_the_list_of_sources_leads_there(editor):
    assert PASTE in pages(editor.get("/admin/citations/citation/"))


@pytest.mark.parametrize(
    "authors",
    [
        (),
        (AuthorName("Toyken", "Saniya"),),
        (AuthorName("Madonna"), AuthorName(literal="OSCE"), AuthorName("Li", "A. B.")),
        (AuthorName(literal="Ministry of Trade, Almaty"), AuthorName(literal="A; B"), AuthorName("Li", "A.")),
    ],
)
def test_authors_are_typed_on_one_line(authors):
    assert read_authors(write_authors(authors)) == authors


def test_the_list_is_filtered_by_fault(editor):
    with recording():
        Citation.objects.create(key="faulty", title="Party | The Paper", url="https://e.org/1")
        Citation.objects.create(key="sound", title="Party", container_title="The Paper", url="https://e.org/2")
    page = pages(editor.get("/admin/citations/citation/?fault=site-in-title"))
    assert "Party | The Paper" in page
    assert "1 source" in page


def test_what_is_saved_is_what_was_shown_even_when_the_text_was_changed_since(editor):
    more = f"https://e.org/more\n{THREE}"  # read again, every form would mean another source
    data = preview(editor, THREE) | {"text": more, "source0-title": "Corrected"}
    answer = pages(
        editor.post(PASTE, data | {f"source{n}-decision": "take" for n in range(2)} | {"source2-decision": "leave"})
    )
    assert Citation.objects.get(key="vlast-1").title == "Corrected"
    assert Citation.objects.count() == 2
    assert "https://e.org/more" in answer
    assert "has not been read yet" in answer


def test_a_key_that_another_source_answers_to_is_not_suggested(editor):
    with recording():
        kept = Citation.objects.create(key="kept", title="Kept")
        FormerKey.objects.create(citation=kept, key="vlast-1")
    assert preview(editor, BIBTEX)["source0-key"] != "vlast-1"


@pytest.mark.parametrize(
    "text",
    [
        "@misc{, title={T}, url={http://[abc}}",
        "{{cite web |url=http://[x |title=T}}",
        "TY  - ELEC\nTI  - T\nUR  - http://[x\nER  - ",
    ],
)
def test_an_address_that_is_none_is_a_fault_beside_its_field(editor, text):
    data = preview(editor, text)
    assert "Enter a valid URL" in pages(editor.post(PASTE, data | {"source0-decision": "take"}))
