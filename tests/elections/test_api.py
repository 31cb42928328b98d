"""Results by machine."""

from elections.models import Election
from parties.models import Person


def asked(client, address: str):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content
    return response.json()


def test_results_are_those_that_were_entered(demo, client):
    found = asked(client, "results?election=mazhilis-2023&party=amanat")
    overall = next(row for row in found["results"] if row["round"] == 0)
    assert (overall["votes"], overall["percent_published"], overall["seats"]) == (3431510, 53.9, 62)


def test_a_partys_results_are_of_all_elections(demo, client):
    elections = {row["election"] for row in asked(client, "results?party=aq-jol&per_page=100")["results"]}
    assert {"mazhilis-2004", "mazhilis-2016", "mazhilis-2023"} <= elections


def test_computed_results_have_shares_ranks_and_changes(demo, client):
    rows = {row["party"]: row for row in asked(client, "elections/mazhilis-2023/results")}
    assert (rows["amanat"]["rank"], rows["amanat"]["share"]) == (1, 53.9)
    assert rows["amanat"]["seat_change"] == -14
    assert rows["respublica"]["new"] is True


def test_results_of_a_draft_are_nobodys_business(demo, client):
    draft = Election.objects.get(slug="mazhilis-2016")
    draft.status = "draft"
    draft.save()
    assert asked(client, "results?election=mazhilis-2016")["results"] == []
    assert client.get("/api/v1/elections/mazhilis-2016/results").status_code == 404


def test_a_candidate_whose_article_is_a_draft_is_named_by_the_election_alone(demo, client):
    person = Person.objects.get(slug="kassym-jomart-tokayev")
    assert asked(client, "results?person=kassym-jomart-tokayev")["count"] > 0
    person.status = "draft"
    person.save()
    assert asked(client, "results?person=kassym-jomart-tokayev")["count"] == 0
    assert all(row["person"] != person.slug for row in asked(client, "results?per_page=100")["results"])
