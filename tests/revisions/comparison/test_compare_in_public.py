"""What everybody may read in a comparison: no remark of editors, no name of what was not public."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import FactNote, Status
from citations.models import Citation
from elections.models import Assembly, Election
from parties.models import Party, Person, Role
from revisions.moments import head
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def insider(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    return client


def text(client: Client, address: str) -> str:
    response = client.get(f"{address}compare/0/{head()}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_remark_on_a_fact_stays_with_the_editors(party: Party, client: Client, insider: Client) -> None:
    FactNote.objects.create(article=party, field="slogan", text="Ask Aigerim first")
    assert "Ask Aigerim" in text(insider, "/parties/baytaq/")
    assert "Ask Aigerim" not in text(client, "/parties/baytaq/")


def test_a_remark_on_a_source_stays_with_the_editors(client: Client, insider: Client) -> None:
    Citation.objects.create(key="a", title="News", note="Ask Aigerim first")
    assert "Ask Aigerim" in text(insider, "/sources/a/")
    page = text(client, "/sources/a/")
    assert "Ask Aigerim" not in page and "News" in page


@pytest.fixture
def naming(db: None) -> Election:
    """A published election that names a draft."""
    with recording():
        house = Assembly.objects.create(slug="house", title="House", status=Status.PUBLISHED)
        draft = Election.objects.create(slug="draft", title="Secret", date="2019", assembly=house)
        return Election.objects.create(
            slug="e", title="E", date="2023", assembly=house, previous=draft, status=Status.PUBLISHED
        )


def test_what_was_not_public_is_not_named(naming: Election, client: Client, insider: Client) -> None:
    assert "Secret" in text(insider, "/elections/e/")
    page = text(client, "/elections/e/")
    assert "Secret" not in page and "not public" in page


def test_what_was_public_then_is_named_as_then(party: Party, person: Person, client: Client) -> None:
    person.status = Status.PUBLISHED
    person.save()
    Role.objects.create(party=party, person=person)
    number = head()
    person.title, person.status = "Secret", Status.DRAFT
    person.save()
    page = client.get(f"/parties/baytaq/compare/0/{number}/").content.decode()
    assert "Azamatkhan Amirtaev" in page and "Secret" not in page
