"""A page is of one moment, although somebody saves while it is read."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from articles.models import Status
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from elections.models import Assembly, Election
from parties.models import Event, Party, Person
from revisions.actions.delete import delete
from revisions.tracking.recording import recording
from tests.every_address import addresses

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def party(transactional_db: None) -> Party:
    with recording():
        Citation.objects.create(key="a", title="The source")
        party = Party.objects.create(slug="alpha", title="Alpha", slogan="One", status=Status.PUBLISHED)
        set_sources(party.pk, None, parse_sources("slogan: [@a]", ("slogan",)))
    return party


def changed_by_another(party: Party) -> None:
    """The source and its use go, and the article is no longer public."""
    try:
        with recording():
            mine = Party.objects.get(pk=party.pk)
            mine.fact_citations.get().delete()
            mine.slogan, mine.status = "Two", Status.DRAFT
            mine.save()
            delete(Citation, Citation.objects.get().pk, None, "gone")
    finally:
        connection.close()


@pytest.mark.parametrize("table", ["articles_factcitation", "articles_translation", "parties_role"])
def test_a_page_that_is_being_read_stays_what_it_was(party: Party, client: Client, table: str) -> None:
    saved: list[bool] = []

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if f'FROM "{table}"' in sql and not saved:
            saved.append(True)
            with ThreadPoolExecutor(1) as other:
                other.submit(changed_by_another, party).result()
        return result

    with connection.execute_wrapper(meanwhile):
        response = client.get("/parties/alpha/")
    assert saved
    page = response.content.decode()
    assert response.status_code == 200 and "One" in page and "The source" in page
    assert client.get("/parties/alpha/").status_code == 404


def test_a_session_that_ended_is_no_error(party: Party, client: Client) -> None:
    user = User.objects.create_superuser("admin")
    client.force_login(user)
    user.set_password("another")
    user.save()
    assert client.get("/parties/alpha/").status_code == 200
    assert client.get("/parties/alpha/history/").status_code == 200


def test_a_preview_within_the_moment_of_its_page_is_read(party: Party, client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    assert client.get("/parties/alpha/restore/1/").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_address_can_be_read_so(party: Party, client: Client, signed_in: bool) -> None:
    """Within the transaction of a test none of it happens: here each request has its own, and leaves none behind."""
    with recording():
        for model in (Person, Event, Election, Assembly):
            model.objects.create(slug=f"a-{model.kind_name}", title="A", status=Status.PUBLISHED)
    if signed_in:
        client.force_login(User.objects.create_superuser("admin"))
    asked = addresses(["alpha", "a-person", "a-event", "a-election", "a-assembly"])
    assert len(asked) > 200
    failed = [address for address in asked if client.get(address).status_code >= 500]
    assert failed == []
    assert connection.get_autocommit() and not (connection.vendor == "sqlite" and connection.connection.in_transaction)
