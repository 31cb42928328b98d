"""The tables of an election's page: order by address, alliances, what was announced before, regions, charts."""

import pytest
from django.contrib.auth.models import User

from articles.models import Status
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from elections.charts.bars import Bars
from elections.charts.hemicycle import Hemicycle
from elections.models import Assembly, Election, Result, ResultSet
from parties.models import Party
from revisions.actions.hide import hide_content
from revisions.moments import AsOf
from revisions.subjects import find_subject
from revisions.tracking.recording import recording
from tests.page_words import blocks, column, infobox, page_of, rows, section, table

PUBLISHED = Status.PUBLISHED


@pytest.fixture
def election(db) -> Election:
    with recording():
        house = Assembly.objects.create(slug="house", title="House", status=PUBLISHED)
        election = Election.objects.create(
            slug="e",
            title="E",
            date="2023",
            status=PUBLISHED,
            assembly=house,
            seats_total=12,
            seats_elected=10,
            seats_appointed=2,
            threshold=10,
            valid=1000,
        )
        for position, (slug, votes, seats) in enumerate((("bloc", 600, 7), ("other", 350, 3), ("tiny", 50, 0))):
            party = Party.objects.create(slug=slug, title=slug.title(), status=PUBLISHED)
            Result.objects.create(
                election=election, party=party, label=slug.title(), votes=votes, seats=seats, position=position
            )
    return election


def add(election: Election, slug: str, **values) -> Result:
    party = Party.objects.filter(slug=slug).first() or Party.objects.create(slug=slug, title=slug.title())
    return Result.objects.create(election=election, party=party, label=slug.title(), **values)


@pytest.mark.parametrize(
    ("sort", "first"), [("votes", "Tiny"), ("-votes", "Bloc"), ("party", "Bloc"), ("-party", "Tiny"), ("seats", "Tiny")]
)
def test_the_table_is_ordered_by_its_address(election, client, sort, first):
    text = client.get(f"/elections/e/?sort={sort}").content.decode()
    body = text[text.index("<tbody>") :]
    assert body.index(first) == min(body.index(name) for name in ("Bloc", "Other", "Tiny"))
    assert "aria-sort=" in text


def test_an_order_that_is_none_is_a_bad_request(election, client):
    assert client.get("/elections/e/?sort=nonsense").status_code == 400


def test_members_of_an_alliance_stand_below_it_and_are_not_counted_twice(election):
    with recording():
        bloc = Party.objects.get(slug="bloc")
        add(election, "member", votes=None, seats=4, alliance=bloc)
    page = page_of("election", "e")
    assert [row["Party"] for row in rows(table(page, "Results"))] == ["Bloc", "Member (of these)", "Other", "Tiny"]
    [chart] = blocks(page, Hemicycle)
    assert [group.group.seats for group in chart.groups] == [7, 3, 2]


def test_seats_nobody_won_are_drawn_and_named(election):
    [chart] = blocks(page_of("election", "e"), Hemicycle)
    assert [(group.group.label, group.group.seats) for group in chart.groups][-1] == ("appointed", 2)
    assert (chart.centre, chart.below) == ("12", "majority: 7")


def test_the_chart_is_said_in_words_and_its_parties_have_numbers(election, client):
    text = client.get("/elections/e/").content.decode()
    assert '<desc id="chart-seats-described">Bloc 7; Other 3; appointed 2</desc>' in text
    assert 'role="img" aria-labelledby="chart-seats chart-seats-described"' in text


def test_bars_name_who_stayed_below_the_threshold(election):
    [chart] = blocks(page_of("election", "e"), Bars)
    assert chart.threshold == "10%"
    assert "Below the threshold of 10%: Tiny." in chart.note


def test_a_threshold_of_other_votes_than_the_shares_is_said(election):
    with recording():
        election.threshold_base, election.cast = Election.Base.CAST, 1100
        election.save()
    [chart] = blocks(page_of("election", "e"), Bars)
    assert "The threshold is a share of the votes cast, the bars are shares of the valid votes." in chart.note


def test_what_was_announced_before_stands_with_its_difference_and_its_source(election):
    with recording():
        Citation.objects.create(key="paper-2023", title="Count")
        announced = ResultSet.objects.create(election=election, number=1, date="2023-03-20", cast=990)
        add(election, "bloc", votes=590, seats=8, result_set=1)
        set_sources(election.pk, announced, parse_sources("[@paper-2023]", ("",)))
    page = page_of("election", "e")
    found = table(page, "Preliminary results, 20 March 2023")
    assert [cell.facts[0].values[0].text for cell in found.rows[0]] == ["Bloc", "590", "+10", "8", "−1"]
    facts = section(page, "Preliminary results, 20 March 2023").blocks[0].facts
    assert facts[0].values[0].text == "votes cast 990" and facts[0].marks


def test_announced_figures_are_not_in_the_result(election):
    with recording():
        ResultSet.objects.create(election=election, number=1)
        add(election, "bloc", votes=1, seats=1, result_set=1)
    assert column(table(page_of("election", "e"), "Results"), "Votes")["Bloc"] == "600"


def test_regional_elections_stand_under_one_parent_with_their_sum(election):
    with recording():
        for slug, seats in (("abai", 5), ("ulytau", 3)):
            council = Assembly.objects.create(slug=f"{slug}-council", title=slug.title())
            part = Election.objects.create(
                slug=slug,
                title=slug.title(),
                date="2023",
                status=PUBLISHED,
                assembly=council,
                parent=election,
                seats_total=seats,
                category=Election.Category.REGIONAL,
            )
            add(part, "bloc", votes=100, seats=seats)
    page = page_of("election", "e")
    assert column(table(page, "Regions"), "Most seats") == {"Abai": "Bloc 5", "Ulytau": "Bloc 3"}
    assert rows(table(page, "All regions together")) == [
        {"Party": "Bloc", "Regions": "2", "Votes": "200", "Seats": "8"}
    ]
    assert infobox(page_of("election", "abai"))["Part of"] == ["E"]


def test_a_region_that_is_a_draft_is_on_no_page(election):
    with recording():
        Election.objects.create(slug="abai", title="Abai", date="2023", parent=election)
    assert section(page_of("election", "e"), "Regions") is None


def test_a_cancelled_election_and_the_one_in_its_place_name_each_other(election):
    with recording():
        first = Election.objects.create(
            slug="first",
            title="First",
            date="2022",
            status=PUBLISHED,
            assembly=election.assembly,
            course=Election.Course.ANNULLED,
        )
        election.repeats = first
        election.save()
    assert infobox(page_of("election", "e"))["Repeats"] == ["First"]
    assert infobox(page_of("election", "first"))["Repeated by"] == ["E"]


def test_seats_of_an_annulled_election_are_nobodys_to_lose(election):
    with recording():
        annulled = Election.objects.create(
            slug="first",
            title="First",
            date="2022",
            status=PUBLISHED,
            assembly=election.assembly,
            course=Election.Course.ANNULLED,
        )
        add(annulled, "bloc", seats=10)
    assert column(table(page_of("election", "e"), "Results"), "+/–")["Bloc"] == ""


def test_a_swing_is_in_points_against_the_share_before(election):
    with recording():
        before = Election.objects.create(
            slug="before", title="Before", date="2019", status=PUBLISHED, assembly=election.assembly, valid=200
        )
        add(before, "bloc", votes=100, percent="50.0", seats=5)
        for row in Result.objects.filter(election=election):
            row.percent = f"{row.votes / 10:.1f}"
            row.save()
    assert column(table(page_of("election", "e"), "Results"), "pp") == {"Bloc": "+10", "Other": "", "Tiny": ""}


def test_another_system_at_the_election_before_is_said(election):
    with recording():
        Result.objects.create(
            election=Election.objects.create(
                slug="before",
                title="Before",
                date="2019",
                status=PUBLISHED,
                assembly=election.assembly,
                system="single-member constituencies",
            ),
            label="X",
            seats=1,
        )
        election.system = "party lists"
        election.save()
    notes = table(page_of("election", "e"), "Results").notes
    assert "The electoral system was another at the election before: single-member constituencies." in notes


def test_a_member_whose_alliance_has_no_row_stands_for_itself(election):
    with recording():
        add(election, "lone", votes=10, seats=1, alliance=Party.objects.create(slug="gone", title="Gone"))
    assert column(table(page_of("election", "e"), "Results"), "Seats")["Lone"] == "1"


def test_results_of_a_set_that_nobody_described_are_shown(election):
    with recording():
        add(election, "bloc", votes=590, result_set=3)
    assert [row["Party"] for row in rows(table(page_of("election", "e"), "Result set 3"))] == ["Bloc"]


def test_an_announced_result_that_was_hidden_is_not_taken_for_one_in_force(election, client):
    with recording() as added:
        row = add(election, "bloc", votes=590, result_set=3)
    row.delete()
    subject = find_subject(Election, "e")
    hide_content(subject, added.number, added.number, User.objects.create_superuser("admin"), "a test")
    past = page_of("election", "e", AsOf(added.number))
    assert [row["Party"] for row in rows(table(past, "Results"))] == ["Bloc", "Other", "Tiny"]
    assert [row["Party"] for row in rows(table(past, "Result set 3"))] == ["hidden"]


def test_a_majority_is_told_of_all_seats_or_not_at_all(election):
    with recording():
        election.seats_total, election.seats_elected, election.seats_appointed = None, None, None
        election.save()
    [chart] = blocks(page_of("election", "e"), Hemicycle)
    assert chart.below == ""


def test_a_slip_of_the_pen_draws_no_million_of_seats(election, client):
    with recording():
        election.seats_total = None
        election.save()
        row = Result.objects.get(label="Bloc")
        row.seats = 1_000_000
        row.save()
    response = client.get("/elections/e/?method=sainte-lague")
    assert response.status_code == 200 and len(response.content) < 100_000


def test_shares_alone_tell_who_stayed_below_the_threshold(election):
    with recording():
        for row in Result.objects.filter(election=election):
            row.percent, row.votes = row.votes / 10, None
            row.save()
    [chart] = blocks(page_of("election", "e"), Bars)
    assert "Below the threshold of 10%: Tiny." in chart.note


def test_votes_and_shares_are_not_mixed_in_a_measure(election):
    with recording():
        row = Result.objects.get(label="Tiny")
        row.votes, row.percent = None, 5
        row.save()
    measures = column(table(page_of("election", "e"), "Computed figures"), "Figure")
    assert measures["Effective number of parties by votes"] == "2.06"


def test_appointed_seats_are_not_distributed(election, client):
    with recording():
        election.seats_elected = None
        election.save()
    assert "10 list seats are distributed." in client.get("/elections/e/").content.decode()


def test_a_region_without_results_is_said(election):
    with recording():
        for slug in ("abai", "ulytau"):
            part = Election.objects.create(
                slug=slug, title=slug.title(), date="2023", status=PUBLISHED, parent=election
            )
        add(part, "bloc", votes=100, seats=1)
    assert table(page_of("election", "e"), "All regions together").notes == ("No results are known of: Abai.",)


def test_elections_without_a_date_break_no_page(election, client):
    with recording():
        for slug in ("f", "g"):
            other = Election.objects.create(slug=slug, title=slug, status=PUBLISHED, assembly=election.assembly)
            add(other, "bloc", votes=1, seats=1)
    for address in ("/parties/bloc/", "/elections/f/", "/assemblies/house/", "/parties/compare/?a=bloc&b=other"):
        assert client.get(address).status_code == 200
