"""A draft's words are found at no public address: every address of the site is asked, in every language."""

import pytest

from articles.models import FactNote, Name, Statement, Status, Translation
from elections.models import Assembly, Candidacy, Election, Result
from parties.models import Event, Ideology, Lineage, Participant, Party, Person, Position, Role
from revisions.tracking.recording import recording
from tests.every_address import addresses

CANARY = "Canaryword"
PUBLIC = ("public-party", "public-person", "public-event", "public-election", "public-assembly")
KINDS = ("parties", "people", "events", "elections", "assemblies")


@pytest.fixture
def hidden(db) -> list[str]:
    """A draft and an archived article of each kind, named by published ones wherever they can be; their slugs."""
    slugs = []
    with recording():
        public = {
            model: model.objects.create(
                slug=f"public-{model.kind_name}",
                title="Public",
                status=Status.PUBLISHED,
                **({"date": "2022-11-25"} if model in (Event, Election) else {}),
            )
            for model in (Party, Person, Event, Election, Assembly)
        }
        for status in (Status.DRAFT, Status.ARCHIVED):
            made = {}
            for model in (Party, Person, Event, Election, Assembly):
                slug = f"hushed-{status}-{model.kind_name}"
                more = {"date": "2022-11-25"} if model in (Event, Election) else {}
                if model is Event:
                    more["category"] = CANARY
                made[model] = model.objects.create(
                    slug=slug,
                    title=f"{CANARY} {slug}",
                    short_description=CANARY,
                    lead=CANARY,
                    body=CANARY,
                    status=status,
                    country="KZ",
                    **more,
                )
                Name.objects.create(article=made[model], text="Public", language="en")
                Name.objects.create(article=made[model], text=CANARY, language="ru")
                Statement.objects.create(article=made[model], label=CANARY, value=CANARY)
                Translation.objects.create(article=made[model], language="kk", title=CANARY, lead=CANARY)
                slugs.append(slug)
            Ideology.objects.create(party=made[Party], name=CANARY)
            Position.objects.create(person=made[Person], title=CANARY)
            Role.objects.create(party=made[Party], person=public[Person], title=CANARY)
            Participant.objects.create(event=made[Event], article=public[Party], role=CANARY)
            Result.objects.create(election=made[Election], party=public[Party], label=CANARY, votes=5)
            Candidacy.objects.create(election=made[Election], person=public[Person])
            Lineage.objects.create(party=public[Party], other=made[Party])
            FactNote.objects.create(article=public[Party], field=f"{status}", text=CANARY)
            public[Election].previous = made[Election]
            public[Election].save()
        public[Party].lead = " ".join(f"[[{slug}|words]]" for slug in slugs)
        public[Party].country = "KZ"
        public[Party].save()
    return slugs


QUERIES = {
    "/search/": f"?q={CANARY}",
    "/search/suggest": f"?q={CANARY}",
    "/changes/": "?kind=party",
    "/sitemap.xml": "",
    "/parties/compare/": f"?a=hushed-draft-party&b={CANARY}",
}


@pytest.mark.parametrize("prefix", ["", "/kk"])  # one language with titles of translations, as good as two
def test_a_drafts_words_are_at_no_address(hidden, client, prefix):
    found, asked = [], addresses([*PUBLIC, *hidden])
    assert len(asked) > 300
    for address in (*asked, *(path + query for path, query in QUERIES.items())):
        if prefix and address.startswith(("/api/", "/sitemap", "/robots")):
            continue
        response = client.get(prefix + address)
        assert response.status_code < 500, address
        text = b"".join(response.streaming_content) if response.streaming else response.content
        said = text.decode(errors="replace").replace(f"q={CANARY}", "").replace(f'value="{CANARY}"', "")
        leads = any(f'href="{prefix}/{path}/{slug}/' in said for path in KINDS for slug in hidden)
        if response.status_code == 200 and (CANARY.lower() in said.lower() or leads):
            found.append(prefix + address)
    allowed = {
        f"{prefix}/search/?q={CANARY}",
        f"{prefix}/search/suggest?q={CANARY}",
        f"{prefix}/parties/compare/?a=hushed-draft-party&b={CANARY}",
    }  # they repeat the query
    assert [address for address in found if address not in allowed] == []


@pytest.mark.smoke
def test_a_search_for_a_draft_finds_nothing(hidden, client):
    assert client.get(f"/search/suggest?q={CANARY}").json()[1] == []
    assert "0 results" in client.get(f"/search/?q={CANARY}").content.decode()


@pytest.mark.smoke
def test_the_api_counts_no_draft(hidden, client):
    for path in KINDS:
        assert client.get(f"/api/v1/{path}").json()["count"] == 1
        assert client.get(f"/api/v1/{path}?title={CANARY}").json()["count"] == 0
    assert client.get("/api/v1/results").json()["count"] == 0
    assert client.get("/api/v1/popolo/memberships").json()["count"] == 0
