"""An election's page: its figures, its results, its neighbours, what is not known."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from articles.models import Status
from elections.models import Assembly, Candidacy, Election, Result, Round
from parties.models import Party, Person
from revisions.tracking.recording import recording
from tests.page_words import column, headings, infobox, listed, page_of, rows, section, table


def results(slug: str):
    return table(page_of("election", slug), "Results")


# The demo


def test_the_infobox_has_the_figures_in_order(demo):
    found = infobox(page_of("election", "mazhilis-2007"))
    assert list(found.items()) == [
        ("Elected", ["Mazhilis"]),
        ("Date", ["18 August 2007"]),
        ("Seats", ["107"]),
        ("Seats elected", ["98"]),
        ("From lists", ["98"]),
        ("Appointed", ["9"]),
        ("Threshold", ["7%"]),
        ("Registered voters", ["8,891,561"]),
        ("Votes cast", ["6,082,430"]),
        ("Invalid votes", ["146,805"]),
        ("Turnout", ["68.4%"]),
        ("Previous", ["2004 Kazakh legislative election"]),
        ("Next", ["2012 Kazakh legislative election"]),
    ]


def test_the_table_of_results_has_a_row_for_every_contestant(demo):
    found = results("mazhilis-2023")
    assert [column.text for column in found.columns] == [
        "Party",
        "Leader",
        "Votes",
        "%",
        "pp",
        "Seats",
        "+/–",
        "List",
        "Constituency",
    ]
    assert list(rows(found)[0].values()) == [
        "Amanat",
        "Erlan Qoşanov",
        "3,431,510",
        "53.90%",
        "−17.19",
        "62",
        "−14",
        "40",
        "22",
    ]
    assert list(rows(found)[-1].values()) == ["Against all", "", "248,291", "3.90%", "", "", "", "", ""]


def test_results_print_the_names_of_that_day(demo):
    assert "Birlik" in column(results("mazhilis-2016"), "Votes")
    assert "Nur Otan" in column(results("mazhilis-2021"), "Votes")


def test_a_result_leads_to_its_party_and_carries_its_marks(demo):
    fact = results("mazhilis-2023").rows[0][0].facts[0]
    assert fact.values[0].url == "/parties/amanat/"
    assert len(fact.marks) == 4
    assert "3,341,510" in fact.disclosure.disputes[0].states


def test_unknown_columns_are_left_out(demo):
    assert [column.text for column in results("mazhilis-1995").columns] == ["Party", "Seats", "+/–"]


def test_results_that_are_not_complete_have_a_note(demo):
    assert results("mazhilis-1995").notes == ("The results are not complete: no source seen gives all of them.",)
    assert not any("not complete" in note for note in results("mazhilis-2016").notes)


@pytest.mark.parametrize(
    ("slug", "neighbours"),
    [
        ("mazhilis-1995", {"Next": "/elections/mazhilis-1999/"}),
        ("mazhilis-2007", {"Previous": "/elections/mazhilis-2004/", "Next": "/elections/mazhilis-2012/"}),
        ("mazhilis-2023", {"Previous": "/elections/mazhilis-2021/"}),
        ("president-2019", {"Next": "/elections/president-2022/"}),
        ("president-2022", {"Previous": "/elections/president-2019/"}),
    ],
)
def test_neighbours_are_the_elections_to_the_same_assembly(demo, slug, neighbours):
    page = page_of("election", slug)
    found = {row.label: row.facts[0].values[0].url for row in page.infobox if row.label in ("Previous", "Next")}
    assert found == neighbours


def test_a_presidential_election_has_a_table_of_candidates(demo):
    found = results("president-2022")
    assert [column.text for column in found.columns] == ["Candidate", "Nominated by", "Votes", "%", "Outcome"]
    assert list(rows(found)[0].values()) == [
        "Kassym-Jomart Tokayev",
        "People's Coalition (independent)",
        "6,456,393",
        "81.31%",
        "Elected",
    ]
    assert list(rows(found)[-1].values()) == ["Against all", "", "460,484", "5.80%", ""]


def test_a_candidate_leads_to_the_person_and_to_the_party_that_nominated(demo):
    auesbayev = results("president-2022").rows[4]
    assert auesbayev[0].facts[0].values[0].url == "/people/nurlan-auesbayev/"
    assert auesbayev[1].facts[0].values[0].url == "/parties/jsdp/"


def test_rounds_have_dates_and_tables_of_their_own(demo):
    page = page_of("election", "mazhilis-2004")
    assert infobox(page)["Date"] == ["19 September 2004", "3 October 2004 (round 2)"]
    assert section(page, "Round 1").level == 3
    assert column(table(page, "Round 1"), "Seats")["Otan"] == "26"


def test_rounded_figures_say_so(demo):
    assert infobox(page_of("election", "mazhilis-2012"))["Registered voters"] == ["9,300,000 (rounded)"]


def test_who_stood_without_a_result_is_listed(demo):
    assert listed(page_of("election", "mazhilis-2023"), "Candidates") == [
        "Azamathan Ämirtai (candidate in a single-member constituency)"
    ]


# What the demo does not hold


Make = Callable[..., Election]


@pytest.fixture
def house(db) -> Assembly:
    return Assembly.objects.create(slug="house", title="House", status=Status.PUBLISHED, country="KZ")


@pytest.fixture
def make(house) -> Make:
    """Makes an election to the house, with one result unless it is told otherwise."""

    def make(date: str, *, with_result: bool = True, **values: Any) -> Election:
        given = {"status": Status.PUBLISHED, "country": "KZ", "assembly": house, "title": date, "slug": f"house-{date}"}
        with recording():
            election = Election.objects.create(date=date, **(given | values))
            if with_result:
                Result.objects.create(election=election, label="Alpha", votes=5, seats=1)
        return election

    return make


def test_an_election_without_results_has_no_table(make):
    make("2023", with_result=False)
    assert "Results" not in headings(page_of("election", "house-2023"))


def test_an_election_still_to_come_leads_to_the_one_before(make):
    make("2023")
    make("2028", with_result=False)
    assert infobox(page_of("election", "house-2028"))["Previous"] == ["2023"]


def test_the_last_election_leads_to_one_still_to_come(make):
    make("2023")
    make("2028", with_result=False)
    assert infobox(page_of("election", "house-2023"))["Next"] == ["2028"]


def test_the_election_before_is_the_one_that_an_editor_chose(make):
    first = make("2019", assembly=None)
    make("2023", assembly=None, previous=first)
    assert infobox(page_of("election", "house-2023"))["Previous"] == ["2019"]


def test_a_draft_is_nobodys_neighbour(make):
    make("2019", status=Status.DRAFT)
    make("2023")
    assert "Previous" not in infobox(page_of("election", "house-2023"))


@pytest.mark.parametrize(
    ("course", "shown"),
    [("held", None), ("cancelled", ["Cancelled"]), ("annulled", ["Annulled"]), ("postponed", ["Postponed"])],
)
def test_an_election_that_was_not_held_says_so(make, course, shown):
    make("2023", course=course)
    assert infobox(page_of("election", "house-2023")).get("Course") == shown


def test_a_result_of_a_draft_party_is_its_name_without_a_link(make):
    election = make("2023")
    with recording():
        party = Party.objects.create(slug="beta", title="Beta today", country="KZ")
        Result.objects.create(election=election, party=party, label="Beta then", votes=1)
    cell = results("house-2023").rows[-1][0]
    assert (cell.facts[0].values[0].text, cell.facts[0].values[0].url) == ("Beta then", "")


def test_a_candidate_with_a_result_is_not_listed_again(make):
    election = make("2023", with_result=False)
    with recording():
        person = Person.objects.create(slug="person", title="Person", status=Status.PUBLISHED)
        Candidacy.objects.create(election=election, person=person)
        Candidacy.objects.create(election=election, name="Another", remark="withdrew")
        Result.objects.create(election=election, person=person, kind=Result.Kind.CANDIDATE, label="Alpha", votes=1)
    assert listed(page_of("election", "house-2023"), "Candidates") == ["Another (withdrew)"]


def test_a_round_on_the_day_of_the_election_is_not_dated_twice(make):
    election = make("2023-03-19")
    with recording():
        Round.objects.create(election=election, number=1, date="2023-03-19")
        Round.objects.create(election=election, number=2, date="2023-04-02")
    assert infobox(page_of("election", "house-2023-03-19"))["Date"] == ["19 March 2023", "2 April 2023 (round 2)"]


def test_a_turnout_is_printed_as_published(make):
    make("2023", turnout=Decimal("54.2100"), threshold=Decimal("5.50"))
    found = infobox(page_of("election", "house-2023"))
    assert (found["Turnout"], found["Threshold"]) == (["54.21%"], ["5.5%"])


def test_zero_is_printed_and_the_unknown_is_not(make):
    make("2023", seats_appointed=0)
    found = infobox(page_of("election", "house-2023"))
    assert found["Appointed"] == ["0"]
    assert "Votes cast" not in found
