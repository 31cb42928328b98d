"""A table of results is pasted or uploaded: understood in any script, compared with what is stored, saved at once."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import FactCitation
from elections.models import Election, Result
from revisions.models import Revision
from revisions.tracking.recording import recording
from tests.elections.entering.pasting import SELECTOR, TABLE, changes, meant, read, shown, upload
from tests.forms import form_of


def test_names_in_another_script_are_matched_and_totals_left_out(editor, address):
    page, _data = read(editor, address, TABLE)
    assert meant(page) == ["Amanat", "Auyl", "Baytaq Green Party", "Against all", "leave out"]


def test_what_would_change_is_shown_and_what_does_not_add_up_is_named(editor, address):
    page, _data = read(editor, address, TABLE)
    assert changes(page) == [["Amanat", "Votes", "3,431,510", "3,341,510"]]
    findings = page.select_one(".findings").get_text(" ", strip=True)
    assert "All votes make 6,276,441, valid votes are 6,366,441: −90,000." in findings
    assert "Amanat with two digits exchanged, 3,431,510, would make it right." in findings
    assert not Revision.objects.filter(number__gt=1).exists()


def test_figures_and_findings_are_shown_in_the_editors_language(editor, address):
    page, _data = read(editor, f"/ru{address}", TABLE)
    assert changes(page)[0][2:] == ["3\u00a0431\u00a0510", "3\u00a0341\u00a0510"]
    findings = page.select_one(".findings").get_text(" ", strip=True).replace("\u00a0", " ")
    assert "Сумма голосов — 6 276 441, действительных голосов — 6 366 441: −90 000." in findings


def test_saving_is_one_revision_with_the_source_on_each_changed_row(editor, address):
    _page, data = read(editor, address, "Партия\tГолоса\nАманат\t3431511\nАуыл\t693938")
    data |= {"sources": "[@wikipedia-2023-election, p. 3]", "comment": "recount", "save": "1"}
    response = editor.post(address, data, follow=True)
    assert "The results were saved as revision 2." in response.content.decode()
    row = Result.objects.get(election__slug="mazhilis-2023", party__slug="amanat")
    assert row.votes == 3_431_511
    assert (Revision.objects.count(), Revision.objects.latest("number").comment) == (2, "recount")
    assert FactCitation.objects.filter(
        row_id=row.pk, row_type__model="result", field="", citation__key="wikipedia-2023-election"
    ).exists()


def test_a_table_that_is_so_already_makes_no_revision(editor, address):
    _page, data = read(editor, address, "Партия\tГолоса\nАманат\t3431510")
    response = editor.post(address, {**data, "save": "1"}, follow=True)
    assert "nothing was saved" in response.content.decode()
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_our_own_file_comes_back_without_a_difference(editor, address, client, extension):
    content = client.get(f"/elections/mazhilis-2023.{extension}").content
    page, data = upload(editor, address, f"mazhilis-2023.{extension}", content)
    assert "everything is so already" in page.get_text()
    editor.post(address, {**data, "save": "1"})
    assert Revision.objects.count() == 1
    assert client.get(f"/elections/mazhilis-2023.{extension}").status_code == 200


@pytest.mark.parametrize(
    "slug",
    [
        "mazhilis-1995",
        "mazhilis-1999",
        "mazhilis-2004",
        "mazhilis-2007",
        "president-2019",
        "president-2022",
    ],
)
def test_every_file_of_the_demo_comes_back_without_a_difference(editor, client, slug):
    content = client.get(f"/elections/{slug}.csv").content
    address = f"/admin/elections/election/{Election.objects.get(slug=slug).pk}/results/"
    page, _data = upload(editor, address, f"{slug}.csv", content)
    assert "everything is so already" in page.get_text(), page.select(".errorlist")


def test_a_changed_file_shows_its_differences_alone(editor, address, client):
    content = client.get("/elections/mazhilis-2023.csv").content.decode("utf-8-sig").replace(",146431,", ",146432,")
    page, _data = upload(editor, address, "a.csv", content.encode())
    assert changes(page) == [["Baytaq", "Votes", "146,431", "146,432"]]


def test_a_doubtful_name_is_asked_with_the_nearest_first(editor, address):
    page, data = read(editor, address, "Party\tVotes\nAmanta\t5\nAuyl\t6")
    select = page.select_one("select[name=row0-target]")
    assert select.optgroup["label"] == "Perhaps" and select.optgroup.get_text(strip=True) == "Amanat"
    assert "Whom does this row mean?" in page.get_text()
    response = editor.post(address, {**data, "save": "1"})
    assert "Whom does this row mean?" in response.content.decode() and Revision.objects.count() == 1


def test_a_name_without_an_article_becomes_a_row_of_its_own(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nPeople's Will\t5\nAuyl\t693938")
    editor.post(address, {**data, "row0-target": "new", "save": "1"})
    row = Result.objects.get(election__slug="mazhilis-2023", label="People's Will")
    assert (row.kind, row.party, row.votes) == (Result.Kind.PARTY, None, 5)


def test_totals_of_the_table_can_be_the_election_s(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t693938\nНедействительные\t155419")
    assert data["row1-target"] == "total:invalid"
    editor.post(address, {**data, "save": "1"})
    assert Election.objects.get(slug="mazhilis-2023").invalid == 155_419


def test_candidates_are_people(editor):
    election = Election.objects.get(slug="president-2019")
    page, _data = read(
        editor, f"/admin/elections/election/{election.pk}/results/", "Candidate\tVotes\nТоқаев\t5\nДания Есп\t6"
    )
    assert (
        page.select_one("select[name=row0-target]")
        .find("optgroup", label="With an article")
        .option["value"]
        .startswith("person:")
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("-5", "negative"),
        ("12.5", "fraction"),
        ("53.9%", "per cent"),
        ("=1+1", "formula"),
        ("many", "no whole number"),
        ("99999999999", "more than there are people"),
    ],
)
def test_a_wrong_figure_is_said_beside_its_cell_and_stays_typed(editor, address, cell, words):
    page, data = read(editor, address, f"Party\tVotes\nAuyl\t{cell}\nAmanat\t3431510")
    field = page.select_one("[name=row0-votes]")
    assert field["value"] == cell
    assert words in field.find_parent("td").select_one(".errorlist").get_text()
    editor.post(address, {**data, "save": "1"})
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("cell", ["693 938", "693,938", "693.938", "٦٩٣٩٣٨", "693\u00a0938"])
def test_figures_are_understood_as_people_write_them(editor, address, cell):
    page, _data = read(editor, address, f"Party\tVotes\nAuyl\t{cell}\nAmanat\t3431510")
    assert changes(page) == [] and "everything is so already" in page.get_text()


def test_two_rows_cannot_mean_the_same(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t693938\nAmanat\t5")
    response = editor.post(address, {**data, "row1-target": data["row0-target"]})
    assert "Another row means the same." in response.content.decode()


def test_more_list_seats_than_seats_is_said_beside_the_field(editor, address):
    page, _data = read(editor, address, "Party\tVotes\tSeats\tList seats\nAuyl\t693938\t8\t9")
    field = page.select_one("[name=row0-seats_list]")
    assert "More list seats than seats in all." in field.find_parent("td").get_text()


def test_a_blank_cell_erases_nothing(editor, address):
    page, _data = read(editor, address, "Party\tVotes\tSeats\nAuyl\t\t8\nAmanat\t3431510\t")
    assert changes(page) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": ""}, "Paste a table, or choose a file."),
        ({"text": "   "}, "Paste a table"),
        ({"text": "Amanat\nAuyl"}, "No column of votes"),
        ({"text": "a" * 600_000}, "at most"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}, "cannot be read"),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n\0")}, "no table"),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "empty"),
    ],
)
def test_what_is_no_table_is_told_beside_the_field(editor, address, data, words):
    assert words in shown(editor.post(address, data)).select_one(".errorlist").get_text()


def test_what_was_changed_meanwhile_is_compared_again_before_it_is_saved(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t700000")
    with recording():
        row = Result.objects.get(election__slug="mazhilis-2023", party__slug="auyl")
        row.votes = 699_999
        row.save()
    response = editor.post(address, {**data, "save": "1"})
    assert "was changed meanwhile" in response.content.decode()
    assert changes(shown(response)) == [["Auyl", "Votes", "699,999", "700,000"]]
    editor.post(address, {**form_of(response, SELECTOR), "save": "1"})
    row.refresh_from_db()
    assert row.votes == 700_000


@pytest.mark.parametrize("change", [{"count": "x"}, {"count": "0"}, {"count": "99999"}, {"base": "x"}])
def test_a_form_that_was_tampered_with_is_a_bad_request(editor, address, change):
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t5")
    assert editor.post(address, {**data, **change}).status_code == 400


def test_an_unknown_source_is_said_and_nothing_saved(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t700000")
    response = editor.post(address, {**data, "sources": "[@nobody-2020]", "save": "1"})
    assert "No source has the key" in response.content.decode() and Revision.objects.count() == 1


def test_names_from_outside_are_escaped(editor, address):
    response = editor.post(address, {"text": "Party\tVotes\n<script>alert(1)</script>\t5"})
    assert b"<script>alert" not in response.content


def test_who_may_not_change_elections_may_not_enter_results(address, client):
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_election"))
    client.force_login(user)
    assert client.get(address).status_code == 403
    assert client.post(address, {"text": TABLE}).status_code == 403


def test_an_election_that_is_not_there_is_not_found(editor, demo):
    assert editor.get("/admin/elections/election/999999/results/").status_code == 404


def test_reading_a_table_writes_nothing(editor, address):
    read(editor, address, TABLE)
    assert Revision.objects.count() == 1


def test_more_seats_than_there_are_cannot_be_saved(editor, address):
    page, data = read(editor, address, "Party\tSeats\nAmanat\t162\nAuyl\t8")
    field = page.select_one("[name=row0-seats]")
    assert "More seats than there are: these make 198, the assembly has 98." in field.find_parent("td").get_text()
    editor.post(address, {**data, "save": "1"})
    assert Revision.objects.count() == 1
