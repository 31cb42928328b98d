"""A party's page: who leads it as far as sources say, where it comes from, how many members it has."""

from itertools import permutations

import pytest

from articles.models import Status
from articles.page.facts import Swatch
from articles.page.page import Claims
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Colour, Ideology, Lineage, MembershipCount, Party, Person, Role
from parties.pages.party import present_leaders
from revisions.tracking.recording import recording
from tests.page_words import blocks, claims, infobox, infobox_row, listed, page_of, section


def leader(name: str, start: str = "", end: str = "", on: str = "", **values) -> Role:
    return Role(kind=Role.Kind.LEADER, label=name, start_date=start, end_date=end, on_date=on, **values)


def present(*roles: Role) -> list[str]:
    return [role.label for role in present_leaders(list(roles))]


# Who leads


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        pytest.param([], [], id="nobody known"),
        pytest.param([leader("A")], ["A"], id="no dates at all"),
        pytest.param([leader("A", "2004")], ["A"], id="no known end"),
        pytest.param([leader("A", "2004", "2015"), leader("B", "2015")], ["B"], id="a successor"),
        pytest.param([leader("A", "2004", "2015"), leader("B", "2015", "2020")], ["B"], id="all have ended"),
        pytest.param([leader("A", "2004"), leader("B", "2015")], ["B"], id="an unknown end before a later beginning"),
        pytest.param([leader("A", "2004"), leader("B", "2015", "2020")], ["B"], id="an unknown end is not still"),
        pytest.param([leader("A", "2022-05"), leader("B", "2022-05")], ["A", "B"], id="two leaders at once"),
        pytest.param([leader("A"), leader("B")], ["A", "B"], id="two without dates"),
        pytest.param([leader("A"), leader("B", "2022")], ["B"], id="one with a date and one without"),
        pytest.param([leader("A", former=True), leader("B", "2022")], ["B"], id="a former one"),
        pytest.param([leader("A", former=True)], ["A"], id="only a former one"),
        pytest.param([leader("A", on="2013"), leader("B", "2020")], ["B"], id="one of a single year"),
        pytest.param([leader("A", "1999", "2002"), leader("B", "1999", "2022")], ["B"], id="the one who left last"),
        pytest.param([leader("A", end="2015"), leader("B", end="2009")], ["A"], id="ends alone"),
    ],
)
def test_the_leader_is_who_no_source_says_has_gone(roles, expected):
    assert present(*roles) == expected


def test_who_is_no_leader_is_not_the_leader():
    assert present(leader("A", "2004"), Role(kind=Role.Kind.FOUNDER, label="B", start_date="2020")) == ["A"]


def test_the_order_of_the_rows_decides_nothing():
    roles = [leader("A", "1999", "2002"), leader("B", "2002", "2015"), leader("C", "2015"), leader("D", former=True)]
    assert {tuple(present(*order)) for order in permutations(roles)} == {("C",)}


# The infobox


@pytest.fixture
def party(db) -> Party:
    return Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, country="KZ")


def add(*rows) -> None:
    with recording():
        for row in rows:
            row.save()


@pytest.mark.parametrize(
    ("state", "label"),
    [("active", "Leader"), ("merged", "Last leader"), ("banned", "Last leader"), ("dissolved", "Last leader")],
)
def test_a_party_that_is_over_has_a_last_leader(party, state, label):
    party.state = state
    add(party, leader("A", "2004", party=party))
    assert infobox(page_of("party", "alpha")) == {label: ["A"]}


@pytest.mark.parametrize(
    ("state", "label"), [("dissolved", "Dissolved"), ("merged", "Dissolved"), ("banned", "Banned")]
)
def test_the_end_of_a_party_is_called_what_it_was(party, state, label):
    party.state, party.dissolved = state, "2005-01-06"
    party.save()
    assert infobox(page_of("party", "alpha")) == {label: ["6 January 2005"]}


def test_dates_are_as_precise_as_known(party):
    party.founded, party.registered = "2022", "2022-11"
    party.save()
    assert infobox(page_of("party", "alpha")) == {"Founded": ["2022"], "Registered": ["November 2022"]}


def test_what_is_unknown_has_no_row(party):
    assert infobox(page_of("party", "alpha")) == {}


def test_rows_stand_in_reading_order(party):
    other = Party.objects.create(slug="beta", title="Beta", status=Status.PUBLISHED, country="KZ")
    party.founded = party.registered = "2022"
    party.headquarters, party.political_position, party.slogan = "Astana", "Centre", "Forward"
    add(
        party,
        Role(party=party, kind=Role.Kind.FOUNDER, label="F"),
        leader("L", party=party),
        Lineage(party=party, kind=Lineage.Kind.ABSORBED, other=other, label="Beta then", on_date="2006"),
        Lineage(party=party, kind=Lineage.Kind.SPLIT_FROM, label="Gamma"),
        MembershipCount(party=party, count=21_000, on_date="2023"),
        Ideology(party=party, name="Green politics", end_date="2020"),
        Colour(party=party, name="Green", hex="#3BA935"),
    )
    assert list(infobox(page_of("party", "alpha")).items()) == [
        ("Leader", ["L"]),
        ("Founder", ["F"]),
        ("Founded", ["2022"]),
        ("Registered", ["2022"]),
        ("Split from", ["Gamma"]),
        ("Absorbed", ["Beta then (2006)"]),
        ("Headquarters", ["Astana"]),
        ("Membership (2023)", ["21,000"]),
        ("Ideology", ["Green politics (until 2020)"]),
        ("Political position", ["Centre"]),
        ("Colours", ["Green"]),
        ("Slogan", ["Forward"]),
    ]


def test_a_colour_is_a_swatch_only_where_its_shade_is_known(party):
    add(Colour(party=party, name="Green", hex="#3BA935"), Colour(party=party, name="White", position=1))
    values = [fact.values[0] for fact in infobox_row(page_of("party", "alpha"), "Colours").facts]
    assert values == [Swatch("Green", "#3BA935"), Swatch("White", "")]


def test_a_leader_leads_to_the_persons_article(party):
    person = Person.objects.create(slug="zoe", title="Zoe", status=Status.PUBLISHED)
    add(Role(party=party, person=person))
    assert infobox_row(page_of("party", "alpha"), "Leader").facts[0].values[0].url == "/people/zoe/"


def test_a_leader_whose_article_is_a_draft_is_a_name(party):
    person = Person.objects.create(slug="zoe", title="Zoe", status=Status.DRAFT)
    add(Role(party=party, person=person))
    (link,) = infobox_row(page_of("party", "alpha"), "Leader").facts[0].values
    assert (link.text, link.url) == ("Zoe", "")


def test_the_sources_of_a_row_are_marked_and_disclosed(party):
    Citation.objects.create(key="a", title="A")
    Citation.objects.create(key="b", title="B")
    role = leader("L", party=party)
    add(role)
    with recording():
        set_sources(party.pk, role, parse_sources("[@a; -@b; !@b: another]", ("",)))
    (fact,) = infobox_row(page_of("party", "alpha"), "Leader").facts
    assert [mark.label for mark in fact.marks] == ["1"]
    assert (len(fact.disclosure.supports), len(fact.disclosure.disputes), fact.disputed) == (2, 1, True)


# Members


def test_the_newest_count_is_shown_and_the_others_disclosed(party):
    add(
        MembershipCount(party=party, count=100, on_date="2004"),
        MembershipCount(party=party, count=300, on_date="2022-12", position=1),
        MembershipCount(party=party, count=200, on_date="2022", position=2),
        MembershipCount(party=party, count=50, position=3),
    )
    page = page_of("party", "alpha")
    assert infobox(page) == {"Membership (December 2022)": ["300"]}
    assert page.infobox[0].facts[0].disclosure.further == ("200 (2022)", "100 (2004)", "50")


def test_a_count_of_an_unknown_day_stands_alone(party):
    add(MembershipCount(party=party, count=21_000))
    assert infobox(page_of("party", "alpha")) == {"Membership": ["21,000"]}


# Leadership and other roles


def test_one_leader_needs_no_section(party):
    add(leader("A", "2004", party=party))
    assert section(page_of("party", "alpha"), "Leadership") is None


def test_several_leaders_are_listed_in_their_order_with_title_and_period(party):
    add(
        leader("C", "2015", party=party, title="chair"),
        leader("A", "1999", "2002", party=party, title="acting chair"),
        leader("B", end="2009", party=party),
    )
    assert listed(page_of("party", "alpha"), "Leadership") == [
        "A (acting chair, 1999–2002)",
        "B (until 2009)",
        "C (chair, from 2015)",
    ]


def test_other_roles_are_folded(party):
    person = Person.objects.create(slug="zoe", title="Zoe", status=Status.PUBLISHED)
    add(
        Role(party=party, kind=Role.Kind.CANDIDATE, person=person, on_date="2022", title="presidential candidate"),
        Role(party=party, kind=Role.Kind.MEMBER, label="Max", position=1),
        Role(party=party, kind=Role.Kind.FOUNDER, label="F", position=2),
    )
    page = page_of("party", "alpha")
    assert claims(page, "Further roles") == {"Presidential candidate, 2022": "Zoe", "Member": "Max"}
    assert page.references == ()


def test_a_party_without_roles_has_no_section_of_them(party):
    assert list(blocks(page_of("party", "alpha"), Claims)) == []


# The demo


@pytest.mark.parametrize(
    ("slug", "label", "leaders"),
    [
        ("auyl", "Leader", ["Serik Egizbaev"]),
        ("aq-jol", "Leader", ["Azat Peruashev"]),
        ("adal", "Last leader", ["Serik Sultangali"]),
        ("democratic-choice-of-kazakhstan", "Last leader", ["Galymzhan Zhakiyanov", "Asylbek Kojakhmetov"]),
    ],
)
def test_the_parties_of_the_demo_have_their_leaders(demo, slug, label, leaders):
    assert infobox(page_of("party", slug))[label] == leaders
