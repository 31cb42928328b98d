"""Atom feeds: new articles, and what was done to one."""

import feedparser
import pytest
from django.contrib.auth.models import User

from articles.models import Status
from parties.models import Party
from revisions.actions.hide import hide_content
from revisions.models import HiddenPart, Revision
from revisions.subjects import find_subject
from revisions.tracking.recording import recording


@pytest.fixture
def party(db) -> Party:
    Party.objects.create(slug="old", title="Old", status=Status.PUBLISHED)
    draft = Party.objects.create(slug="alpha", title="Alpha & <b>", status=Status.DRAFT)
    Party.objects.create(slug="beta", title="Beta", status=Status.PUBLISHED)
    Party.objects.create(slug="secret", title="Secret")
    with recording(comment="Published"):
        draft.status = Status.PUBLISHED
        draft.save()
    return draft


def feed(client, address: str) -> feedparser.FeedParserDict:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    found = feedparser.parse(response.content)
    assert not found.bozo and found.version == "atom10"
    assert found.feed.title and found.feed.id and found.feed.updated
    assert all(entry.id and entry.title and entry.link and entry.updated for entry in found.entries)
    return found


def test_articles_come_in_the_order_in_which_they_were_published(party, client):
    assert [entry.title for entry in feed(client, "/new.atom").entries] == ["Alpha & <b>", "Beta", "Old"]


def test_a_later_edit_makes_nothing_new(party, client):
    old = Party.objects.get(slug="old")
    old.slogan = "x"
    old.save()
    assert feed(client, "/new.atom").entries[-1].title == "Old"


def test_new_articles_speak_the_readers_language(party, client):
    assert feed(client, "/ru/new.atom").entries[0].link == "http://testserver/ru/parties/alpha/"


def test_the_history_of_one_article_is_a_feed(party, client):
    party.slogan = "Forward"
    party.save()
    (entry,) = feed(client, "/parties/alpha/history.atom").entries[:1]
    assert entry.link == "http://testserver/parties/alpha/compare/5/6/"


def test_what_is_hidden_or_was_a_draft_is_in_no_feed(party, client):
    entries = feed(client, "/parties/alpha/history.atom").entries
    assert len(entries) == 1
    Revision.objects.filter(number=5).update(hidden=HiddenPart.COMMENT)
    assert "Published" not in client.get("/parties/alpha/history.atom").content.decode()


def test_an_entry_whose_content_is_hidden_leads_to_the_history(party, client):
    party.slogan = "Unlawful"
    party.save()
    party.slogan = ""
    party.save()
    hide_content(find_subject(Party, "alpha"), 6, 6, User.objects.create_superuser("admin"), "the law")
    [entry] = [one for one in feed(client, "/parties/alpha/history.atom").entries if one.id.endswith("/6")]
    assert entry.link == "http://testserver/parties/alpha/history/"


@pytest.mark.parametrize("address", ["/parties/secret/history.atom", "/parties/nothing/history.atom"])
def test_a_draft_has_no_feed(party, client, address):
    assert client.get(address).status_code == 404


def test_recent_changes_are_a_valid_feed(party, client):
    assert len(feed(client, "/changes.atom").entries) == 3


def test_pages_name_their_feeds(party, client):
    assert 'href="/new.atom"' in client.get("/").content.decode()
    assert 'href="/parties/alpha/history.atom"' in client.get("/parties/alpha/history/").content.decode()
