"""Ways on from an article: where it stands, what is called so too, what comes before and after, what is related."""

import pytest
from bs4 import BeautifulSoup

from articles.around import build_around
from articles.models import Name, Status
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Event, Ideology, Party
from revisions.moments import Present
from revisions.tracking.recording import recording


def around(model, slug: str):
    return build_around(Present(), model, slug)


@pytest.fixture
def parties(db) -> None:
    with recording():
        for key in ("a", "b", "c"):
            Citation.objects.create(key=key, title=key)
        cited = {"alpha": "ab", "beta": "ab", "gamma": "ac", "secret": "ab"}
        for slug, (slogan, headquarters) in cited.items():
            party = Party.objects.create(
                slug=slug,
                title=slug.title(),
                status=Status.DRAFT if slug == "secret" else Status.PUBLISHED,
                founded="2022-09-24",
                slogan="x",
                headquarters="y",
                country="KZ",
            )
            Name.objects.create(article=party, text="Отан", language="ru")
            lines = f"slogan: [@{slogan}]\nheadquarters: [@{headquarters}]"
            set_sources(party.pk, None, parse_sources(lines, ("slogan", "headquarters")))
        Ideology.objects.create(party=Party.objects.get(slug="alpha"), name="Green politics")
        for name in Name.objects.filter(article__slug="gamma"):
            name.delete()


def test_the_trail_leads_from_home_over_the_list(parties):
    assert [(link.text, link.url) for link in around(Party, "alpha").trail] == [("Home", "/"), ("Parties", "/parties/")]


def test_published_namesakes_are_named(parties):
    assert [link.text for link in around(Party, "alpha").namesakes] == ["Beta"]
    assert around(Party, "gamma").namesakes == ()


def test_a_former_name_makes_no_namesake(parties):
    for name in Name.objects.filter(article__slug="beta"):
        name.kind = Name.Kind.FORMER
        name.save()
    assert around(Party, "alpha").namesakes == ()


def test_all_of_a_name_stand_on_a_page_of_their_own(parties, client):
    address = around(Party, "alpha").names_url
    soup = BeautifulSoup(client.get(address).content, "html5lib")
    assert soup.h1.get_text() == "Отан"
    assert [link.get_text() for link in soup.select("main .index a")] == ["Alpha", "Beta"]
    assert client.get("/names/gamma/").status_code == client.get("/names/secret/").status_code == 404


def test_categories_are_the_answers_of_the_lists_filters(parties, client):
    found = {link.text: link.url for link in around(Party, "alpha").categories}
    assert found["Parties founded in 2022"] == "/parties/?founded=2022"
    assert found["Parties: Green politics"] == "/parties/?ideology=Green+politics"
    assert "Parties: party" not in found
    for url in found.values():
        assert "Alpha" in client.get(url).content.decode()


def test_related_articles_share_two_sources(parties):
    assert [link.text for link in around(Party, "alpha").related] == ["Beta"]
    assert around(Party, "gamma").related == ()


def test_neighbours_of_a_party_are_those_of_the_alphabet(parties):
    beta = around(Party, "beta")
    assert (beta.previous.text, beta.next.text) == ("Alpha", "Gamma")
    assert around(Party, "alpha").previous is None
    assert around(Party, "gamma").next is None


def test_neighbours_of_an_event_are_those_of_the_calendar(db):
    with recording():
        for slug, date in (("b", "2021"), ("a", "2022-05"), ("c", "2022-05-03"), ("d", "")):
            Event.objects.create(slug=slug, title=slug, date=date, category="x", status=Status.PUBLISHED)
    event = around(Event, "a")
    assert (event.previous.text, event.next.text) == ("b", "c")
    assert around(Event, "b").previous is None
    assert (around(Event, "d").previous, around(Event, "d").next) == (None, None)


def test_a_past_page_has_none_of_it(parties, client):
    past = BeautifulSoup(client.get("/parties/alpha/revisions/1/").content, "html5lib")
    assert past.select(".trail, .hatnote, .around, .neighbours") == []
    assert BeautifulSoup(client.get("/parties/alpha/").content, "html5lib").select_one(".trail") is not None


def test_queries_are_constant(parties, django_assert_max_num_queries):
    with recording():
        for number in range(30):
            party = Party.objects.create(slug=f"p{number}", title=f"P {number}", status=Status.PUBLISHED)
            Name.objects.create(article=party, text="Отан", language="ru")
    with django_assert_max_num_queries(10):
        around(Party, "alpha")
