"""A party's electoral history: computed from the elections' own results, under the names of each day."""

from decimal import Decimal

import pytest

from articles.models import Name, Status
from elections.models import Assembly, Election, Result
from parties.models import Party, Person
from revisions.tracking.recording import recording
from tests.page_words import blocks, column, headings, infobox, page_of, rows, section, table

MAZHILIS = "Mazhilis elections"


def chamber(slug: str, name: str) -> dict[str, str]:
    """A column of the party's table of elections to the Mazhilis, by the year."""
    return {year[:4]: cell for year, cell in column(table(page_of("party", slug), MAZHILIS), name).items()}


@pytest.mark.parametrize(
    ("slug", "year", "change"),
    [
        ("amanat", "2023", "−14"),
        ("amanat", "2007", "+56"),
        ("respublica", "2023", "New"),
        ("baytaq-green-party", "2023", "New"),
        ("jsdp", "2023", "+4"),
        ("adal", "2016", "±0"),
        ("aist-bloc", "2004", "−5"),
    ],
)
def test_seats_change_against_the_election_before(demo, slug, year, change):
    assert chamber(slug, "+/–")[year] == change


def test_the_rows_of_a_party_are_as_its_sources_have_them(demo):
    assert rows(table(page_of("party", "baytaq-green-party"), MAZHILIS)) == [
        {
            "Election": "2023",
            "Party leader": "Azamathan Ämirtai",
            "Votes": "146,431",
            "%": "2.30%",
            "Seats": "0 / 98",
            "+/–": "New",
            "Position": "7th",
            "Outcome": "Extra-parliamentary",
        }
    ]


def test_elections_stand_oldest_first(demo):
    years = list(chamber("amanat", "Seats"))
    assert years == sorted(years) and len(years) == 7


def test_a_party_that_was_absent_last_time_has_a_note(demo):
    assert "2023: the party did not stand at the election before." in table(page_of("party", "jsdp"), MAZHILIS).notes


def test_appointed_seats_are_noted_once_for_all_their_years(demo):
    assert table(page_of("party", "amanat"), MAZHILIS).notes == ("2007, 2012, 2016, 2021: 9 of the seats appointed.",)


@pytest.mark.parametrize(
    ("slug", "years"),
    [
        (
            "amanat",
            [
                "1999 (as Otan)",
                "2004 (as Otan)",
                "2007 (as Nur Otan)",
                "2012 (as Nur Otan)",
                "2016 (as Nur Otan)",
                "2021 (as Nur Otan)",
                "2023",
            ],
        ),
        ("adal", ["2016 (as Birlik)", "2021"]),
        ("baytaq-green-party", ["2023"]),  # "Baytaq" is its short name today
        ("aq-jol", ["2004", "2007", "2012", "2016", "2021", "2023"]),  # another spelling is not another name
    ],
)
def test_an_election_is_marked_with_the_name_of_that_day(demo, slug, years):
    assert list(column(table(page_of("party", slug), MAZHILIS), "Seats")) == years


def test_the_year_leads_to_the_election(demo):
    (row,) = table(page_of("party", "baytaq-green-party"), MAZHILIS).rows
    assert row[0].heading and row[0].facts[0].values[0].url == "/elections/mazhilis-2023/"


def test_rows_of_elections_print_no_marks_on_the_page_of_a_party(demo):
    page = page_of("party", "amanat")
    cells = [cell for row in table(page, MAZHILIS).rows for cell in row]
    assert all(fact.marks == () and fact.disclosure is None for cell in cells for fact in cell.facts)


def test_who_led_the_party_that_day_is_named(demo):
    leaders = chamber("auyl", "Party leader")
    assert (leaders["2012"], leaders["2023"]) == ("Gani Qaliev", "Äli Bektaev")


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("amanat", ["2019 (as Nur Otan)", "Kassym-Jomart Tokayev", "6,539,715", "70.96%", "1st", "Elected"]),
        ("jsdp", ["2022", "Nurlan Auesbayev", "176,116", "2.22%", "5th", ""]),
    ],
)
def test_presidential_elections_have_a_table_of_candidates(demo, slug, expected):
    assert [list(row.values()) for row in rows(table(page_of("party", slug), "Presidential elections"))] == [expected]


def test_a_candidate_of_somebody_else_is_not_the_partys(demo):
    years = column(table(page_of("party", "amanat"), "Presidential elections"), "Candidate")
    assert "2022" not in years  # nominated by the People's Coalition


def test_the_sections_stand_under_one_heading(demo):
    found = [(found.heading, found.level) for found in page_of("party", "auyl").sections if found.heading]
    assert found[-3:] == [("Electoral history", 2), (MAZHILIS, 3), ("Presidential elections", 3)]


def test_a_party_without_elections_has_no_electoral_history(demo):
    page = page_of("party", "democratic-choice-of-kazakhstan")
    assert "Electoral history" not in headings(page)
    assert list(blocks(page, type(table(page_of("party", "amanat"), MAZHILIS)))) == []


# Seats now


@pytest.mark.parametrize(
    ("slug", "seats"), [("amanat", ["62 / 98"]), ("baytaq-green-party", ["0 / 98"]), ("adal", None), ("asar", None)]
)
def test_the_infobox_shows_the_seats_of_a_party_that_exists(demo, slug, seats):
    assert infobox(page_of("party", slug)).get("Mazhilis") == seats


def test_the_infobox_shows_no_seats_from_before_the_last_election(demo):
    with recording():
        for result in Result.objects.filter(party__slug="jsdp", election__slug="mazhilis-2023"):
            result.delete()
    assert "Mazhilis" not in infobox(page_of("party", "jsdp"))


def test_an_office_gives_no_seats(demo):
    assert not [label for label in infobox(page_of("party", "amanat")) if "President" in label]


# What is not public, not known, not in a country


@pytest.fixture
def party(db) -> Party:
    """A party with one result at an election to a chamber."""
    with recording():
        house = Assembly.objects.create(slug="house", title="House", status=Status.PUBLISHED, country="KZ")
        party = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, country="KZ")
        election = Election.objects.create(
            slug="house-2023",
            title="Election",
            date="2023-03-19",
            assembly=house,
            status=Status.PUBLISHED,
            country="KZ",
            seats_total=10,
        )
        Result.objects.create(election=election, party=party, label="Alpha", votes=50, seats=5, percent=Decimal("50.0"))
    return party


def test_an_election_that_is_a_draft_is_on_no_page(party):
    election = Election.objects.get()
    election.status = Status.DRAFT
    election.save()
    page = page_of("party", "alpha")
    assert section(page, "Electoral history") is None
    assert "House" not in infobox(page)


def test_what_is_unknown_is_blank_and_not_zero(party):
    result = Result.objects.get()
    result.votes = result.percent = result.seats = None
    result.save()
    (row,) = rows(table(page_of("party", "alpha"), "House elections"))
    assert row == {
        "Election": "2023",
        "Party leader": "",
        "Votes": "",
        "%": "",
        "Seats": "",
        "+/–": "",
        "Position": "",
        "Outcome": "",
    }


def test_one_round_of_an_election_is_not_a_result_of_it(party):
    result = Result.objects.get()
    result.round = 1
    result.save()
    assert section(page_of("party", "alpha"), "Electoral history") is None


def test_the_outcome_that_a_source_states_is_printed(party):
    result = Result.objects.get()
    result.outcome = "Government"
    result.save()
    assert column(table(page_of("party", "alpha"), "House elections"), "Outcome") == {"2023": "Government"}


def test_a_former_name_that_is_still_a_name_is_not_noted(party):
    with recording():
        for kind in (Name.Kind.FORMER, Name.Kind.COMMON):
            Name.objects.create(article=party, text="Alpha Bloc", language="en", kind=kind)
        result = Result.objects.get()
        result.label = "Alpha Bloc"
        result.save()
    assert list(column(table(page_of("party", "alpha"), "House elections"), "Votes")) == ["2023"]


def test_a_party_without_a_country_has_its_history_under_the_assembly_too(party):
    party.country = ""
    party.save()
    page = page_of("party", "alpha")
    assert [found.heading for found in page.sections if found.level == 3] == ["House elections"]
    assert infobox(page)["House"] == ["5 / 10"]


def test_a_party_without_a_country_that_links_to_an_assembly_has_a_page(party):
    party.country, party.body = "", "It sits in the [[house|House]]."
    party.save()
    assert page_of("party", "alpha").title == "Alpha"


def test_a_person_who_stood_for_two_parties_is_in_the_history_of_each(party):
    with recording():
        person = Person.objects.create(slug="person", title="Person", status=Status.PUBLISHED)
        other = Party.objects.create(slug="beta", title="Beta", status=Status.PUBLISHED, country="KZ")
        for year, stood_for in (("2019", party), ("2024", other)):
            election = Election.objects.create(
                slug=f"president-{year}",
                title=year,
                date=year,
                category=Election.Category.PRESIDENTIAL,
                status=Status.PUBLISHED,
                country="KZ",
            )
            Result.objects.create(
                election=election, party=stood_for, person=person, label=stood_for.title, kind=Result.Kind.CANDIDATE
            )
    for slug, year in (("alpha", "2019"), ("beta", "2024")):
        assert list(column(table(page_of("party", slug), "Presidential elections"), "Candidate")) == [year]
