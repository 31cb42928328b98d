"""Revisions by machine: only what everybody may know."""

import pytest

from articles.models import Status
from parties.models import Party
from revisions.models import HiddenPart, Revision
from revisions.tracking.recording import recording


@pytest.fixture
def history(db) -> Party:
    party = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED)
    with recording(comment="Why"):
        party.slogan = "Forward"
        party.save()
    with recording(comment="Of a draft"):
        Party.objects.create(slug="secret", title="Secret")
    return party


def asked(client, address: str = ""):
    response = client.get(f"/api/v1/revisions{address}")
    assert response.status_code == 200, response.content
    return response.json()


def test_revisions_come_newest_first_with_what_changed(history, client):
    found = asked(client)["results"]
    assert [one["number"] for one in found] == [2, 1]
    assert (found[0]["comment"], found[0]["changes"][0]["label"]) == ("Why", "Alpha")
    assert found[0]["changes"][0]["page"] == "/parties/alpha/"


def test_one_revision_is_asked_for_by_number(history, client):
    assert asked(client, "/2") == asked(client)["results"][0]
    assert client.get("/api/v1/revisions/3").status_code == client.get("/api/v1/revisions/9").status_code == 404


def test_what_is_hidden_is_hidden(history, client):
    Revision.objects.filter(number=2).update(hidden=HiddenPart.COMMENT)
    assert asked(client, "/2")["comment"] == ""


def test_revisions_are_filtered_and_paged_by_number(history, client):
    assert [one["number"] for one in asked(client, "?before=2")["results"]] == [1]
    assert asked(client, "?kind=person")["results"] == []
    assert asked(client, "?user=nobody")["results"] == []
