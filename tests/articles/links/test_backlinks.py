"""What links to an article."""

import pytest
from bs4 import BeautifulSoup

from articles.links.backlinks import backlinks
from articles.models import Status
from elections.models import Election, Result
from parties.models import Event, Participant, Party, Person, Role
from revisions.tracking.recording import recording


@pytest.fixture
def party(db) -> Party:
    with recording():
        party = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, body="[[alpha]]")
        person = Person.objects.create(slug="leader", title="Leader", status=Status.PUBLISHED)
        Role.objects.create(party=party, person=person)
        Party.objects.create(slug="beta", title="Beta", status=Status.PUBLISHED, lead="Not [[alpha]].")
        Party.objects.create(slug="secret", title="Secret", lead="[[alpha]]")
        election = Election.objects.create(slug="e", title="Election", status=Status.PUBLISHED)
        Result.objects.create(election=election, party=party, label="Alpha", votes=1)
        event = Event.objects.create(slug="ev", title="Event", category="x")
        Participant.objects.create(event=event, article=party)
    return party


def found(article) -> dict[str, tuple[str, ...]]:
    return {one.link.text: one.ways for one in backlinks(article).links}


def test_texts_and_rows_of_published_articles_are_named(party):
    assert found(party) == {"Election": ("Result",), "Beta": ("text",)}


def test_a_person_is_led_to_by_the_party_that_names_it(party):
    assert found(Person.objects.get()) == {"Alpha": ("Role",)}


def test_the_page_lists_them_and_says_so_when_there_are_none(party, client):
    soup = BeautifulSoup(client.get("/kk/parties/alpha/links/").content, "html5lib")
    assert [link["href"] for link in soup.select("main .index a")] == ["/kk/elections/e/", "/kk/parties/beta/"]
    assert "No article leads here yet." in client.get("/parties/beta/links/").content.decode()


@pytest.mark.parametrize("slug", ["secret", "nothing"])
def test_a_draft_has_no_such_page(party, client, slug):
    assert client.get(f"/parties/{slug}/links/").status_code == 404


def test_queries_do_not_grow_with_links(party, django_assert_max_num_queries):
    with recording():
        for number in range(30):
            Party.objects.create(slug=f"p{number}", title=f"P {number}", lead="[[alpha]]", status=Status.PUBLISHED)
    with django_assert_max_num_queries(30):
        assert len(found(party)) == 32
