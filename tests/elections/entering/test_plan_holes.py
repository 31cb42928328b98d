"""Odd tables of results: holes that were found, and stay closed."""

import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from openpyxl import Workbook

from articles.models import FactCitation
from citations.models import Citation
from elections.models import Election, Result
from parties.models import Party, Person
from revisions.tracking.recording import recording
from tests.elections.entering.pasting import TABLE, changes, meant, read, shown, upload
from tests.forms import form_of


def add_other(label: str, votes: int) -> Result:
    election = Election.objects.get(slug="mazhilis-2012")
    return Result.objects.create(election=election, kind=Result.Kind.OTHER, label=label, votes=votes, position=50)


def test_two_rows_of_one_kind_are_told_apart_by_our_own_file(editor, client):
    with recording():
        one = add_other("Others in cities", 300)
        add_other("Others in villages", 100)
    content = client.get("/elections/mazhilis-2012.csv").content.decode("utf-8-sig").replace(",100,", ",101,")
    page, _data = upload(editor, f"/admin/elections/election/{one.election_id}/results/", "a.csv", content.encode())
    assert changes(page) == [["Others in villages", "Votes", "100", "101"]]


def test_a_share_of_a_workbook_is_what_the_spreadsheet_shows(editor, address):
    book = Workbook()
    book.active.append(["Party", "Votes", "%"])
    book.active.append(["Auyl", 693938, 0.109])
    book.active["C2"].number_format = "0.0%"
    target = io.BytesIO()
    book.save(target)
    page, data = upload(editor, address, "a.xlsx", target.getvalue())
    assert data["row0-percent"].rstrip("%").rstrip("0") == "10.9"
    assert changes(page) == []


def test_a_table_without_a_head_keeps_its_first_row(editor, address):
    page, data = read(editor, address, "Auyl Party\t693938\t10.90%\t8\nAmanat\t3431510\t53.90%\t62")
    assert (data["row0-label"], data["row0-votes"], data["count"]) == ("Auyl Party", "693938", "2")
    assert meant(page)[0] == "Auyl"


def test_a_head_without_rows_is_told_and_stays_typed(editor, address):
    page = shown(editor.post(address, {"text": "Party\tVotes"}))
    assert "no rows below" in page.select_one(".errorlist").get_text()
    assert page.select_one("#id_text").get_text().strip() == "Party\tVotes"


def test_list_votes_are_votes_and_list_seats_are_seats(editor, address):
    _page, data = read(editor, address, "Party\tList votes\tConstituency votes\tList seats\nAuyl\t693938\t5\t8")
    assert (data["row0-votes"], data["row0-seats_list"]) == ("693938", "8")
    assert "row0-seats_constituency" not in data


def test_a_party_that_has_an_article_by_now_takes_over_its_row(editor, address):
    with recording():
        Result.objects.create(election=Election.objects.get(slug="mazhilis-2023"), label="Adal", votes=500, position=60)
    page, data = read(editor, address, "Party\tVotes\nAdal\t500")
    assert [change[:2] for change in changes(page)] == [["Adal", "Party"]]
    editor.post(address, {**data, "save": "1"})
    row = Result.objects.get(election__slug="mazhilis-2023", label="Adal")
    assert row.party.slug == "adal"


@pytest.mark.parametrize("line", ["[!@src: 599]", "[@src] // a remark"])
def test_disputes_and_remarks_are_not_taken_for_support(editor, address, line):
    Citation.objects.create(key="src", title="Source")
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t700000")
    response = editor.post(address, {**data, "sources": line, "save": "1"})
    assert "disputes and remarks are written on the form" in response.content.decode()
    assert not FactCitation.objects.filter(citation__key="src").exists()


def test_a_total_takes_its_source_whole(editor, address):
    Citation.objects.create(key="src", title="Source")
    _page, data = read(editor, address, "Party\tVotes\nНедействительные\t155419\nAuyl\t693938")
    editor.post(address, {**data, "sources": '[-@src, p. 4 "six"]', "save": "1"})
    fact = FactCitation.objects.get(citation__key="src")
    assert (fact.field, fact.locator, fact.quotation, fact.printed) == ("invalid", "p. 4", "six", False)


def test_who_may_change_elections_but_no_results_may_not_enter_them(address, client):
    user = User.objects.create_user("half", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["view_election", "change_election"]))
    client.force_login(user)
    assert client.post(address, {"text": TABLE}).status_code == 403


def test_a_row_without_a_name_can_be_left_out(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t700000\n\t5")
    response = editor.post(address, {**data, "row1-target": "leave", "save": "1"}, follow=True)
    assert "saved as revision 2" in response.content.decode()


def test_a_name_that_was_mended_is_matched_again(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nAmanta\t3431510")
    response = editor.post(address, {**data, "row0-label": "Amanat", "check": "1"})
    assert meant(shown(response)) == ["Amanat"]


def test_a_name_alone_twice_is_told_and_nothing_is_lost(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nPeople's Will\t5\nPeople's Will\t6")
    response = editor.post(address, {**data, "row0-target": "new", "row1-target": "kind:party", "save": "1"})
    assert "Another row means the same." in response.content.decode()


def test_a_base_beyond_all_numbers_is_a_bad_request(editor, address):
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t5")
    assert editor.post(address, {**data, "base": "9" * 30}).status_code == 400


def test_a_party_from_abroad_that_is_in_the_election_comes_back(editor, address, client):
    with recording():
        party = Party.objects.create(slug="abroad", title="Abroad", country="KG", status="published")
        election = Election.objects.get(slug="mazhilis-2023")
        Result.objects.create(election=election, party=party, label="+Abroad", votes=1, position=70)
    page, _data = upload(editor, address, "a.csv", client.get("/elections/mazhilis-2023.csv").content)
    assert "everything is so already" in page.get_text()


def test_a_candidate_entered_by_table_is_not_nominated_by_himself(editor, client):
    election = Election.objects.get(slug="president-2019")
    with recording():
        person = Person.objects.create(slug="new-man", title="New Man", country="KZ", status="published")
    address = f"/admin/elections/election/{election.pk}/results/"
    _page, data = read(editor, address, "Candidate\tVotes\nNew Man\t7")
    editor.post(address, {**data, "save": "1"})
    assert Result.objects.get(person=person).votes == 7
    page = BeautifulSoup(client.get("/elections/president-2019/").content.decode(), "html5lib")
    row = next(row for row in page.select("tbody tr") if "New Man" in row.th.get_text())
    assert row.td.get_text(strip=True) == ""


def test_an_entered_table_is_compared_and_undone_like_any_revision(editor, address, client):
    before = client.get("/elections/mazhilis-2023.csv").content
    _page, data = read(editor, address, "Party\tVotes\nAuyl\t700000\nPeople's Will\t5")
    editor.post(address, {**data, "row1-target": "new", "save": "1"})
    assert client.get("/elections/mazhilis-2023/compare/1/2/").status_code == 200
    preview = editor.get("/elections/mazhilis-2023/undo/2/")
    assert editor.post("/elections/mazhilis-2023/undo/2/", form_of(preview, "form.change-back")).status_code == 302
    assert client.get("/elections/mazhilis-2023.csv").content == before


@pytest.mark.parametrize("number", ["0", "9" * 30, "²", "x"])
def test_results_of_what_can_be_no_election_are_not_found(editor, address, number):
    assert editor.get(f"/admin/elections/election/{number}/results/").status_code == 404
