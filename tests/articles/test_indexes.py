"""The list of a kind: what is published, in the kind's own order."""

import pytest

from articles.indexes import build_index
from articles.kinds import kinds
from articles.models import Status
from parties.models import Event, Party
from revisions.models import Change, Revision
from revisions.moments import AsOf, Present
from revisions.recording import recording


@pytest.fixture
def parties(db) -> None:
    with recording():
        Party.objects.create(slug="beta", title="Beta", status=Status.PUBLISHED, short_description="The second")
        Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED)
        for status in (Status.DRAFT, Status.ARCHIVED):
            Party.objects.create(slug=f"secret-{status}", title="Secret", status=status)


def titles(model=Party, moment=None) -> list[str]:
    return [entry.link.text for entry in build_index(moment or Present(), model).entries]


def test_only_what_is_published_is_listed(parties):
    assert titles() == ["Alpha", "Beta"]


def test_an_entry_leads_to_its_article_and_says_what_it_is(parties):
    beta = build_index(Present(), Party).entries[1]
    assert (beta.link.url, beta.description) == ("/parties/beta/", "The second")


def test_events_stand_newest_first(db):
    with recording():
        for date in ("2021", "2023-01", "2022"):
            Event.objects.create(slug=f"e-{date}", title=date, date=date, category="x", status=Status.PUBLISHED)
    assert titles(Event) == ["2023-01", "2022", "2021"]


def test_a_list_is_one_query(parties, django_assert_num_queries):
    with django_assert_num_queries(1):
        build_index(Present(), Party)


def test_a_list_of_then_is_as_it_was(parties):
    then = Revision.objects.latest("number").number
    with recording():
        Party.objects.get(slug="alpha").delete()
        beta = Party.objects.get(slug="beta")
        beta.title = "Gamma"
        beta.save()
    assert titles() == ["Gamma"]
    assert titles(moment=AsOf(then)) == ["Alpha", "Beta"]


@pytest.mark.parametrize("kind", ["party", "person", "event", "election", "assembly"])
def test_an_empty_list_says_so(db, client, kind):
    response = client.get(f"/{kinds()[kind].path}/")
    assert response.status_code == 200
    assert "Nothing has been published here yet." in response.content.decode()


def test_the_page_of_a_list_is_headed_by_what_it_lists(parties, client):
    page = client.get("/parties/").content.decode()
    assert "<h1>Parties</h1>" in page
    assert "Secret" not in page


def test_entries_of_another_language_lead_on_in_it(parties, client):
    assert 'href="/kk/parties/alpha/"' in client.get("/kk/parties/").content.decode()


def test_hostile_titles_are_escaped(db, client):
    attack = "<script>alert(1)</script>"
    Party.objects.create(slug="x", title=attack, short_description=attack, status=Status.PUBLISHED)
    assert b"<script>alert" not in client.get("/parties/").content


def test_a_list_depends_on_the_key_that_a_new_member_touches(parties):
    moment = Present()
    build_index(moment, Party)
    Party.objects.create(slug="another", title="Another", country="KG")
    newest = Change.objects.order_by("-revision_id").values_list("revision_id", flat=True).first()
    touched = set(Change.objects.filter(revision_id=newest).exclude(key="").values_list("key", flat=True))
    assert moment.reads.lists & touched == {"party"}
