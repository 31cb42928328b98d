"""The list of a kind: what is published, filtered, ordered, on pages, at any moment."""

import pytest
from django.utils.translation import override

from articles.kinds import kinds
from articles.lists import build as building
from articles.lists.build import build_index
from articles.lists.plans import Asked
from articles.models import Name, Status
from parties.models import Event, Ideology, Party, Person, Role
from revisions.models import Change, Revision
from revisions.moments import AsOf, Present
from revisions.tracking.recording import recording


@pytest.fixture
def parties(db) -> None:
    with recording():
        Party.objects.create(
            slug="beta",
            title="Beta",
            status=Status.PUBLISHED,
            short_description="The second",
            founded="2010-05",
            state=Party.State.BANNED,
        )
        alpha = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, founded="2022-09-24")
        Party.objects.create(slug="gamma", title="Gamma", status=Status.PUBLISHED)
        Ideology.objects.create(party=alpha, name="Green politics")
        for status in (Status.DRAFT, Status.ARCHIVED):
            Party.objects.create(slug=f"secret-{status}", title="Secret", status=status, founded="2022")


def titles(model=Party, moment=None, **asked) -> list[str]:
    asked["filters"] = tuple(asked.get("filters", {}).items())
    index = build_index(moment or Present(), model, Asked(**{"view": "table", **asked}))
    return [row[0].facts[0].values[0].text for row in index.table.rows]


def test_only_what_is_published_is_listed(parties):
    assert titles() == ["Alpha", "Beta", "Gamma"]


def test_an_entry_leads_to_its_article_and_says_what_it_is(parties):
    beta = build_index(Present(), Party, Asked(view="cards")).cards[1]
    assert (beta.link.url, beta.description) == ("/parties/beta/", "The second")
    assert ("State", "Banned") in [(label, facts[0].values[0].text) for label, facts in beta.facts]


def test_events_stand_in_a_timeline_newest_first_and_those_without_a_date_last(db):
    with recording():
        for date in ("2021", "", "2023-01", "2022"):
            Event.objects.create(slug=f"e{date}", title=date or "none", date=date, category="x", status="published")
    years = build_index(Present(), Event).years
    assert [year.year for year in years] == ["2023", "2022", "2021", "No date"]
    assert titles(Event) == ["2023-01", "2022", "2021", "none"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"state": "banned"}, ["Beta"]),
        ({"founded": "2022"}, ["Alpha"]),
        ({"ideology": "Green politics"}, ["Alpha"]),
        ({"state": "active", "founded": "2010"}, []),
        ({"state": "no such state"}, []),
        ({"founded": "2"}, []),
        ({"founded": "%"}, []),
    ],
)
def test_filters_narrow_the_list(parties, filters, found):
    assert titles(filters=filters) == found


def test_filters_offer_what_occurs_among_the_published(parties):
    selects = {
        select.name: [choice.value for choice in select.choices] for select in build_index(Present(), Party).selects
    }
    assert selects["founded"] == ["", "2022", "2010"]
    assert selects["state"] == ["", "active", "banned"]
    assert selects["ideology"] == ["", "Green politics"]


def test_people_are_filtered_by_their_party(parties):
    with recording():
        person = Person.objects.create(slug="p", title="Person", status=Status.PUBLISHED)
        Person.objects.create(slug="q", title="Nobody", status=Status.PUBLISHED)
        Role.objects.create(party=Party.objects.get(slug="alpha"), person=person)
        Role.objects.create(party=Party.objects.get(slug="secret-draft"), person=person)
    assert titles(Person, filters={"party": "alpha"}) == ["Person"]
    assert titles(Person, filters={"party": "secret-draft"}) == []
    select = next(one for one in build_index(Present(), Person).selects if one.name == "party")
    assert [choice.value for choice in select.choices] == ["", "alpha"]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("title", ["Alpha", "Beta", "Gamma"]),
        ("-title", ["Gamma", "Beta", "Alpha"]),
        ("founded", ["Beta", "Alpha", "Gamma"]),
        ("-founded", ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_orders_go_both_ways_and_the_unknown_stays_last(parties, sort, found):
    assert titles(sort=sort) == found


def test_a_kazakh_list_stands_in_the_order_of_the_kazakh_alphabet(db):
    names = ["Адал", "Әділет", "Бірлік", "Ақ жол", "Асар", "Өрлеу", "Отан", "Ұлт", "Үміт", "Құрылтай", "Кеңес"]
    with recording():
        for place, text in enumerate(names):
            party = Party.objects.create(slug=f"p{place}", title=f"Party {place}", status=Status.PUBLISHED)
            Name.objects.create(article=party, text=text, language="kk-Cyrl")
    with override("kk"):
        assert titles() == [
            "Адал",
            "Ақ жол",
            "Асар",
            "Әділет",
            "Бірлік",
            "Кеңес",
            "Құрылтай",
            "Отан",
            "Өрлеу",
            "Ұлт",
            "Үміт",
        ]


def test_a_long_list_comes_in_pages(parties, monkeypatch):
    monkeypatch.setattr(building, "PAGE", 2)
    first, last = (build_index(Present(), Party, Asked(view="table", page=page)) for page in (1, 2))
    assert [len(index.table.rows) for index in (first, last)] == [2, 1]
    assert (first.count, first.before, first.after) == (3, "", "?view=table&page=2")
    assert (last.first, last.last, last.after) == (3, 3, "")


def test_queries_do_not_grow_with_the_list(parties, django_assert_max_num_queries):
    with recording():
        for number in range(30):
            party = Party.objects.create(slug=f"n{number}", title=f"N {number}", status=Status.PUBLISHED, language="ru")
            Name.objects.create(article=party, text=f"Н {number}", language="kk-Cyrl")
            Role.objects.create(party=party, label="Leader")
    with django_assert_max_num_queries(16), override("kk"):
        build_index(Present(), Party)


def test_a_list_of_then_is_as_it_was(parties):
    then = Revision.objects.latest("number").number
    with recording():
        Party.objects.get(slug="alpha").delete()
        beta = Party.objects.get(slug="beta")
        beta.title = "Omega"
        beta.save()
    assert titles() == ["Gamma", "Omega"]
    assert titles(moment=AsOf(then)) == ["Alpha", "Beta", "Gamma"]
    assert titles(moment=AsOf(then), filters={"ideology": "Green politics"}) == ["Alpha"]


@pytest.mark.parametrize("kind", ["party", "person", "event", "election", "assembly"])
def test_an_empty_list_says_so(db, client, kind):
    response = client.get(f"/{kinds()[kind].path}/")
    assert response.status_code == 200
    assert "Nothing has been published here yet." in response.content.decode()


def test_filters_that_nothing_meets_say_so_and_stay_chosen(parties, client):
    page = client.get("/parties/?state=merged").content.decode()
    assert "No article is like that." in page
    assert '<option value="merged" selected>' in page


def test_the_page_of_a_list_is_headed_by_what_it_lists(parties, client):
    page = client.get("/parties/").content.decode()
    assert "<h1>Parties</h1>" in page
    assert "Secret" not in page


def test_entries_of_another_language_lead_on_in_it(parties, client):
    assert 'href="/kk/parties/alpha/"' in client.get("/kk/parties/").content.decode()


@pytest.mark.parametrize("view", ["table", "cards"])
def test_hostile_titles_are_escaped(db, client, view):
    attack = "<script>alert(1)</script>"
    party = Party.objects.create(slug="x", title=attack, short_description=attack, status=Status.PUBLISHED)
    Ideology.objects.create(party=party, name=attack)
    assert b"<script>alert" not in client.get(f"/parties/?view={view}&founded={attack}&ideology={attack}").content


@pytest.mark.parametrize(
    "query",
    [
        "sort=nothing",
        "sort=ideology",
        "sort=-leader",
        "view=nothing",
        "page=0",
        "page=x",
        "page=-1",
        "page=99999999",
        "view=timeline",
    ],
)
def test_what_a_list_cannot_be_asked_is_a_bad_request(db, client, query):
    assert client.get(f"/parties/?{query}").status_code == 400


def test_a_list_depends_on_the_key_that_a_new_member_touches(parties):
    moment = Present()
    build_index(moment, Party)
    Party.objects.create(slug="another", title="Another", country="KG")
    newest = Change.objects.order_by("-revision_id").values_list("revision_id", flat=True).first()
    touched = set(Change.objects.filter(revision_id=newest).exclude(key="").values_list("key", flat=True))
    assert moment.reads.lists & touched == {"party"}


def test_a_page_beyond_the_end_is_empty_and_says_so(parties, client):
    index = build_index(Present(), Party, Asked(view="table", page=9))
    assert (index.last, index.after) == (0, "")
    assert client.get("/parties/?page=9").status_code == 200


def test_a_timeline_in_another_order_names_each_year_once(db):
    with recording():
        for title, date in (("a", "2022"), ("b", "2021"), ("c", "2022")):
            Event.objects.create(slug=title, title=title, date=date, category="x", status=Status.PUBLISHED)
    years = build_index(Present(), Event, Asked(sort="title")).years
    assert [(year.year, len(year.entries)) for year in years] == [("2022", 2), ("2021", 1)]
