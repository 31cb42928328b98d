"""Editing in the admin: what an editor types, what comes back, what stays."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article, FactCitation, FactNote, Image, Status
from citations.models import Citation
from elections.models import Election, Result
from parties.models import Party, Person
from revisions.models import Revision
from tests.forms import address_of, form_of
from tests.places import SHARED

IMAGES = SHARED / "hostile" / "images"


@pytest.fixture
def editor(db) -> Client:
    user = get_user_model().objects.create_superuser("aisulu", password="a long pass phrase")
    client = Client()
    client.force_login(user)
    return client


def edit(client: Client, obj, **changes: str):
    """Open the object's form, change some fields, press save."""
    data = form_of(client.get(address_of(obj)))
    data.update(changes)
    return client.post(address_of(obj), data)


def errors_beside(response, field: str) -> str:
    page = BeautifulSoup(response.content.decode(), "html5lib")
    row = page.select_one(f".field-{field}")
    return " ".join(error.get_text() for error in row.select(".errorlist"))


@pytest.fixture
def party(demo) -> Party:
    return Party.objects.get(slug="baytaq-green-party")


@pytest.mark.slow
@pytest.mark.parametrize(
    "slug",
    [
        "baytaq-green-party",
        "amanat",
        "azamathan-amirtai",
        "mazhilis-2023",
        "mazhilis",
        "baytaq-registration-2022",
        "president-2022",
    ],
)
def test_pressing_save_without_a_change_makes_no_revision(demo, editor, slug):
    article = Article.objects.get(slug=slug)
    kind = getattr(article, article.kind if article.kind != "assembly" else "as_assembly")
    before = Revision.objects.count()
    response = edit(editor, kind)
    assert response.status_code == 302
    assert Revision.objects.count() == before


def test_a_source_saved_without_a_change_makes_no_revision(demo, editor):
    before = Revision.objects.count()
    assert edit(editor, Citation.objects.get(key="azattyq-2022-11-30")).status_code == 302
    assert Revision.objects.count() == before


@pytest.mark.parametrize("number", ["9" * 19, "²", "0"])
def test_a_form_of_what_can_be_no_row_is_not_found(party, editor, number):
    assert editor.get(f"/admin/parties/party/{number}/change/").status_code == 302
    assert editor.get(f"/admin/parties/party/{number}/history/").status_code == 404


def test_one_save_of_fields_parts_and_sources_is_one_revision(party, editor):
    before = Revision.objects.latest("number").number
    count = party.membership_counts.get()
    data = form_of(editor.get(address_of(party)))
    prefix = next(
        name.removesuffix("-id")
        for name, value in data.items()
        if name.startswith("membership_counts-") and name.endswith("-id") and value == str(count.pk)
    )
    response = editor.post(
        address_of(party),
        data
        | {
            "slogan": "Clean air for all!",
            "slogan__sources": "[@azattyq-2022-11-30, p. 4]",
            f"{prefix}-count": "42000",
            f"{prefix}-sources": "[@baytaq-kz-about] // the party's own figure",
            "change_comment": "figures of the party's page",
        },
    )
    assert response.status_code == 302
    saved = Revision.objects.filter(number__gt=before)
    assert [(r.username, r.comment, r.action) for r in saved] == [("aisulu", "figures of the party's page", "edit")]
    page = BeautifulSoup(Client().get(party.get_absolute_url()).content, "html5lib")
    infobox = page.select_one(".infobox").get_text()
    assert "Clean air for all!" in infobox
    assert "42,000" in infobox
    cited = FactCitation.objects.filter(article=party, field="slogan", printed=True)
    assert [(fact.citation.key, fact.locator) for fact in cited] == [("azattyq-2022-11-30", "p. 4")]
    assert FactNote.objects.get(article=party, row_id=count.pk).text == "the party's own figure"


def test_a_result_changed_on_the_elections_form_changes_every_partys_table(demo, editor, client):
    election = Election.objects.get(slug="mazhilis-2023")
    baytaq = Result.objects.get(election=election, party__slug="baytaq-green-party")
    data = form_of(editor.get(address_of(election)))
    prefix = next(
        name.removesuffix("-id")
        for name, value in data.items()
        if name.startswith("results-") and name.endswith("-id") and value == str(baytaq.pk)
    )
    assert editor.post(address_of(election), data | {f"{prefix}-votes": "600000"}).status_code == 302
    page = BeautifulSoup(client.get("/parties/baytaq-green-party/").content, "html5lib")
    row = page.find("h3", id="Mazhilis_elections").find_next("tbody").tr
    assert [cell.get_text() for cell in row.select(".numeric")] == ["600,000", "9.42%", "New", "3rd"]
    page = BeautifulSoup(client.get("/parties/respublica/").content, "html5lib")
    row = page.find("h3", id="Mazhilis_elections").find_next("tbody").tr
    assert row.select(".numeric")[-1].get_text() == "4th"


def test_a_partys_form_shows_its_results_and_leads_to_the_elections_form(party, editor):
    page = BeautifulSoup(editor.get(address_of(party)).content.decode(), "html5lib")
    election = Election.objects.get(slug="mazhilis-2023")
    assert page.select_one(f'a[href="{address_of(election)}"]') is not None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("body", "A broken marker [@azattyq", "is not closed"),
        ("body", "An unknown key.[@no-such-source]", "No source has the key “no-such-source”"),
        ("lead", "A link to [[No such article|something]].", "“No such article” can be no address"),
        ("body", "A mark without its note.[^z]", "The note [^z] is not written"),
        ("founded", "24.09.2022", "is not a date. Write 2015, 2022-12 or 2022-09-24."),
        ("founded", "2022-13", "is not a date"),
        ("slug", "amanat", "Another article has this address"),
        ("slug", "Бай тақ", "lower-case Latin letters"),
        ("slogan", "with NUL\x00inside", "Null characters are not allowed"),
        ("founded__sources", "[@no-such-source]", "No source has the key “no-such-source”"),
        ("founded__sources", "azattyq-2022-11-30", "stands outside brackets"),
        ("founded__sources", "[!@azattyq-2022-11-30]", "what a source states instead"),
        ("country", "Kazakhstan", "Ensure this value has at most 2 characters"),
        ("dissolved", "1990", "Dissolved before it was founded"),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_nothing_typed_is_lost(party, editor, field, typed, said):
    before = Revision.objects.count()
    response = edit(
        editor, party, **{field: typed, "headquarters": "Typed before the mistake", "change_comment": "why"}
    )
    assert response.status_code == 200
    assert said in errors_beside(response, field)
    again = form_of(response)
    assert again["headquarters"] == "Typed before the mistake"
    assert again["change_comment"] == "why"
    assert again[field].replace("\r\n", "\n") == typed.replace("\x00", again[field][8:9] if "\x00" in typed else "")
    assert Revision.objects.count() == before
    assert Party.objects.get(pk=party.pk).headquarters == "Astana, Kabanbai Batyr St. 74"


@pytest.mark.slow
def test_a_body_of_five_megabytes_is_refused_beside_the_field(party, editor):
    response = edit(editor, party, body="слово " * 450_000)
    assert response.status_code == 200
    assert "an article takes 1000 kB" in errors_beside(response, "body")
    assert Party.objects.get(pk=party.pk).body == party.body


def test_a_unknown_field_in_a_rows_source_line_is_named(party, editor):
    data = form_of(editor.get(address_of(party)))
    response = editor.post(address_of(party), data | {"roles-0-sources": "votes: [@amirtay-page]"})
    assert "“votes” is no field with sources here" in response.content.decode()


@pytest.mark.skipif(not IMAGES.exists(), reason="needs the shared hostile images")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.png", (IMAGES / "hostile_pngtest_bad.png.bin").read_bytes),
        ("drawing.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("page.png", lambda: b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"),
        ("cut.jpg", lambda: (IMAGES / "ok_hopper.jpg").read_bytes()[:500]),
        ("empty.png", lambda: b""),
    ],
)
def test_a_file_that_is_no_picture_is_refused_beside_the_field(editor, name, content):
    response = editor.post(
        "/admin/articles/image/add/",
        {
            "name": "new-image",
            "alt": "A picture",
            "credit": "Nobody",
            "licence": "CC0",
            "file": SimpleUploadedFile(name, content()),
        },
    )
    assert response.status_code == 200
    assert errors_beside(response, "file")
    assert not Image.objects.filter(name="new-image").exists()


@pytest.mark.skipif(not IMAGES.exists(), reason="needs the shared images")
def test_a_picture_is_stored_under_its_contents_name(editor):
    upload = SimpleUploadedFile("My photo (1).PNG", (IMAGES / "ok_hopper.png").read_bytes())
    data = {"name": "hopper", "alt": "A picture", "credit": "Nobody", "licence": "CC0", "file": upload}
    assert editor.post("/admin/articles/image/add/", data).status_code == 302
    image = Image.objects.get(name="hopper")
    assert image.file.name == f"images/{image.sha256[:2]}/{image.sha256}.png"
    assert (image.width, image.height) == (128, 128)


def test_a_new_article_with_rows_is_one_revision(demo, editor):
    before = Revision.objects.latest("number").number
    data = form_of(editor.get("/admin/parties/party/add/")) | {
        "title": "Example Party",
        "slug": "example-party",
        "status": Status.PUBLISHED,
        "language": "en",
        "names-TOTAL_FORMS": "2",
        "names-0-text": "Үлгі партиясы",
        "names-0-language": "kk-Cyrl",
        "names-0-kind": "official",
        "names-0-sources": "[@amirtay-page]",
        "names-0-id": "",
        "names-0-article": "",
        "names-1-text": "Ulgi partiasy",
        "names-1-language": "kk-Latn",
        "names-1-kind": "romanized",
        "names-1-id": "",
        "names-1-article": "",
    }
    response = editor.post("/admin/parties/party/add/", data)
    assert response.status_code == 302
    party = Party.objects.get(slug="example-party")
    assert [name.text for name in party.names.all()] == ["Үлгі партиясы", "Ulgi partiasy"]
    assert Revision.objects.filter(number__gt=before).count() == 1


def test_no_break_spaces_stay_as_typed(party, editor):
    assert edit(editor, party, slogan="\u00a0Clean\u00a0air ").status_code == 302
    assert Party.objects.get(pk=party.pk).slogan == "\u00a0Clean\u00a0air"


def test_deleting_leaves_a_revision_with_its_comment(demo, editor):
    person = Person.objects.create(slug="somebody", title="Somebody")
    page = editor.get(address_of(person).replace("change", "delete"), follow=True)
    assert page.redirect_chain == [("/people/somebody/delete/", 302)]
    posted = {"comment": "a mistake", "base_revision": Revision.objects.count()}
    assert editor.post("/people/somebody/delete/", posted).status_code == 302
    newest = Revision.objects.latest("number")
    assert (newest.action, newest.comment, newest.username) == ("delete", "a mistake", "aisulu")


def test_an_article_that_others_name_leaves_its_name_with_them(party, editor):
    result = party.results.first()
    head = Revision.objects.latest("number").number
    editor.post(f"{party.get_absolute_url()}delete/", {"comment": "a mistake", "base_revision": str(head)})
    assert not Party.objects.filter(pk=party.pk).exists()
    kept = Result.objects.get(pk=result.pk)
    assert (kept.party_id, kept.label) == (None, result.label)


def test_the_key_of_a_source_cannot_be_changed(demo, editor):
    source = Citation.objects.get(key="amirtay-page")
    edit(editor, source, key="another-key")
    assert Citation.objects.get(pk=source.pk).key == "amirtay-page"


def test_keys_are_completed_by_key_title_and_outlet(demo, editor):
    results = editor.get("/admin/citations/citation/complete/?q=азаттык скандал").json()["results"]
    assert [result["key"] for result in results] == ["azattyq-2023-02-04"]


def test_completion_is_for_editors_only(db, client):
    assert client.get("/admin/citations/citation/complete/?q=a").status_code == 302


def test_every_relation_is_completed_while_typing(demo, editor):
    answer = editor.get(
        "/admin/autocomplete/?term=Байтақ&app_label=parties&model_name=participant&field_name=article"
    ).json()
    assert [result["text"] for result in answer["results"]] == ["Baytaq Green Party"]


def test_the_history_of_an_article_lists_its_revisions(party, editor):
    edit(editor, party, slogan="Another slogan", change_comment="shorter")
    page = editor.get(address_of(party).replace("change", "history"), follow=True).content.decode()
    assert "shorter" in page
    assert "aisulu" in page
