"""Sources by machine."""

from citations.models import Citation
from revisions.models import Revision


def asked(client, address: str):
    response = client.get(f"/api/v1/citations{address}")
    assert response.status_code == 200, response.content
    return response.json()


def test_a_source_says_where_it_is_used(demo, client):
    found = asked(client, "/tass-baytak-registered")
    assert found["title"]
    assert any(use["url"] == "/parties/baytaq-green-party/" for use in found["uses"])


def test_sources_are_filtered_by_words_and_language(demo, client):
    assert asked(client, "?language=ru&per_page=100")["count"] < asked(client, "")["count"]
    assert {one["key"] for one in asked(client, "?q=tass-baytak")["results"]} == {"tass-baytak-registered"}


def test_the_editors_remark_stays_with_the_editors(demo, client):
    row = Citation.objects.exclude(note="").first()
    assert "note" not in asked(client, f"/{row.key}")


def test_a_source_of_then_is_as_it_was(demo, client):
    then = Revision.objects.latest("number").number
    row = Citation.objects.get(key="tass-baytak-registered")
    before, row.title = row.title, "Another title"
    row.save()
    assert asked(client, "/tass-baytak-registered")["title"] == "Another title"
    assert asked(client, f"/tass-baytak-registered?as_of={then}")["title"] == before


def test_an_unknown_key_is_not_found(demo, client):
    assert client.get("/api/v1/citations/nothing").status_code == 404
