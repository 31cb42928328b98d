"""Articles by machine: lists with filters and pages, records whole, now and then."""

import pytest

from articles.models import Name, Status
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Ideology, Party, Person, Role
from revisions.models import Revision
from revisions.tracking.recording import recording


@pytest.fixture
def party(db) -> Party:
    with recording():
        Citation.objects.create(key="a", title="A")
        Citation.objects.create(key="b", title="B")
        party = Party.objects.create(
            slug="alpha", title="Alpha", status=Status.PUBLISHED, country="KZ", founded="2022-09", lead="The *lead*."
        )
        set_sources(party.pk, None, parse_sources("founded: [@a, p. 4; !@b: 2021]", ("founded",)))
        ideology = Ideology.objects.create(party=party, name="Green politics")
        set_sources(party.pk, ideology, parse_sources("[@b]", ("",)))
        hidden = Person.objects.create(slug="hidden", title="Hidden")
        leader = Person.objects.create(slug="leader", title="Leader", status=Status.PUBLISHED)
        Role.objects.create(party=party, person=hidden, label="Somebody")
        Role.objects.create(party=party, person=leader, position=1)
        Party.objects.create(slug="beta", title="Beta", status=Status.PUBLISHED, state=Party.State.BANNED)
        Party.objects.create(slug="secret", title="Secret")
    return party


def asked(client, address: str):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content
    return response.json()


def slugs(client, address: str) -> list[str]:
    return [found["slug"] for found in asked(client, address)["results"]]


def test_a_record_has_facts_with_their_sources(party, client):
    found = asked(client, "parties/alpha")
    assert (found["title"], found["founded"], found["lead"]) == ("Alpha", "2022-09", "The *lead*.")
    support, dispute = found["sources"]["founded"]
    assert (support["key"], support["locator"], support["states"]) == ("a", "p. 4", "")
    assert (dispute["key"], dispute["states"]) == ("b", "2021")
    (ideology,) = found["ideologies"]
    assert (ideology["name"], [source["key"] for source in ideology["sources"]]) == ("Green politics", ["b"])


def test_what_names_an_article_that_is_not_public_names_nobody(party, client):
    assert [role["person"] for role in asked(client, "parties/alpha")["roles"]] == [None, "leader"]


def test_a_record_leads_to_its_page_and_says_its_revision(party, client):
    found = asked(client, "parties/alpha")
    assert (found["url"], found["api_url"]) == (
        "http://testserver/parties/alpha/",
        "http://testserver/api/v1/parties/alpha",
    )
    assert found["revision"] == Revision.objects.latest("number").number


def test_the_same_stands_beside_the_page(party, client):
    assert client.get("/parties/alpha.json").json() == asked(client, "parties/alpha")
    assert client.get("/parties/secret.json").status_code == 404
    for as_of in ("²", "9" * 5000, "yesterday", "2999-01-01", "9999-12-31"):
        assert client.get("/parties/alpha.json", {"as_of": as_of}).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["alpha", "beta"]),
        ("state=banned", ["beta"]),
        ("founded=2022", ["alpha"]),
        ("ideology=Green politics", ["alpha"]),
        ("country=KZ", ["alpha"]),
        ("title=alp", ["alpha"]),
        ("language=en&state=active", ["alpha"]),
        ("language=kk", []),
    ],
)
def test_lists_have_the_filters_of_their_pages(party, client, query, found):
    assert slugs(client, f"parties?{query}") == found


def test_lists_come_in_pages_that_lead_on(party, client):
    first = asked(client, "parties?per_page=1")
    assert (first["count"], first["previous"]) == (2, None)
    last = client.get(first["next"]).json()
    assert ([one["slug"] for one in last["results"]], last["next"]) == (["beta"], None)
    assert client.get(last["previous"]).json() == first | {"previous": None}


def test_articles_of_all_kinds_stand_in_one_list(party, client):
    assert slugs(client, "articles") == ["alpha", "beta", "leader"]
    assert slugs(client, "articles?title=lead") == ["leader"]


def test_a_record_of_then_is_as_it_was(party, client):
    then = Revision.objects.latest("number").number
    party.title, party.founded = "Omega", ""
    party.save()
    Name.objects.create(article=party, text="Name", language="en")
    assert asked(client, "parties/alpha")["title"] == "Omega"
    past = asked(client, f"parties/alpha?as_of={then}")
    assert (past["title"], past["founded"], past["names"], past["revision"]) == ("Alpha", "2022-09", [], then)
    assert [one["title"] for one in asked(client, f"parties?as_of={then}")["results"]] == ["Alpha", "Beta"]


def test_a_record_of_a_day_is_as_it_stood_at_its_end(party, client):
    day = Revision.objects.latest("number").created_at.date().isoformat()
    assert asked(client, f"parties/alpha?as_of={day}")["title"] == "Alpha"


def test_the_past_of_what_is_not_public_now_is_not_public(party, client):
    then = Revision.objects.latest("number").number
    party.status = Status.ARCHIVED
    party.save()
    assert slugs(client, f"parties?as_of={then}") == ["beta"]
    assert client.get(f"/api/v1/parties/alpha?as_of={then}").status_code == 404
    assert client.get(f"/parties/alpha.json?as_of={then}").status_code == 404


def test_queries_do_not_grow_with_the_list(party, client, django_assert_max_num_queries):
    with recording():
        for number in range(40):
            Party.objects.create(slug=f"p{number}", title=f"P {number}", status=Status.PUBLISHED)
    with django_assert_max_num_queries(8):
        assert len(asked(client, "parties?per_page=100")["results"]) == 42


def test_a_former_address_answers_with_the_article_under_its_present_one(party, client):
    before = Revision.objects.count()
    party.slug = "omega"
    party.save()
    assert [asked(client, f"parties/{slug}")["slug"] for slug in ("alpha", "omega")] == ["omega", "omega"]
    assert asked(client, f"parties/omega?as_of={before}")["slug"] == "alpha"
    assert client.get("/parties/alpha.json").json()["slug"] == "omega"
