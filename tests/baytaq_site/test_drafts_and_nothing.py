"""A draft, an archived and a deleted article answer as an address where nothing ever was: at every address, in all."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Name, Status
from elections.models import Assembly, Election
from parties.models import Event, Party, Person
from tests.every_address import addresses

pytestmark = pytest.mark.django_db

NOTHING = "abcdef-abcdef"
OF_A_MOMENT = ("Date", "Last-Modified")


@pytest.fixture(params=["draft", "archived", "deleted", "renamed draft"])
def unseen(request: pytest.FixtureRequest) -> str:
    """An address of an article of each kind that nobody outside may know of; as long as that where nothing is."""
    slug = "secret-secret"
    for model in (Party, Person, Event, Election, Assembly):
        more = {"date": "2022"} if model in (Event, Election) else {}
        status = Status.ARCHIVED if request.param == "archived" else Status.DRAFT
        # Addresses of kinds are apart, those of articles are one space: each kind has its own turn in the loop below.
        row = model(slug=f"{slug}" if model is Party else f"{slug}-{model.kind_name}", title="Secret", status=status)
        for name, value in more.items():
            setattr(row, name, value)
        row.save()
        Name.objects.create(article=row, text="Secret", language="en")
        if request.param == "deleted":
            row.delete()
        elif request.param == "renamed draft":
            row.slug = f"other-{row.slug}"
            row.save()
    return slug


def answer(client: Client, address: str, slug: str) -> tuple[int, dict[str, str], str, int]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: value for name, value in response.headers.items() if name not in OF_A_MOMENT}
    headers = {name: value.replace(slug, NOTHING) for name, value in headers.items()}
    return response.status_code, headers, body.decode(errors="replace").replace(slug, NOTHING), len(queries)


def signed_in(who: str) -> Any:
    client = Client()
    if who != "nobody":
        client.force_login(User.objects.create_user(who, is_staff=who == "staff"))
    return client


@pytest.mark.parametrize("who", [pytest.param("nobody", marks=pytest.mark.smoke), "reader", "staff"])
def test_what_is_not_public_answers_as_nothing(unseen: str, who: str) -> None:
    client = signed_in(who)
    asked = [address for address in addresses([unseen]) if unseen in address]
    assert len(asked) > 60
    answer(client, asked[0], unseen)  # what is kept in memory after a first answer
    for address in asked:
        nothing = answer(client, address.replace(unseen, NOTHING), NOTHING)
        assert answer(client, address, unseen) == nothing, address


@pytest.mark.parametrize("kind", [Person, Event, Election, Assembly])
def test_it_does_so_for_every_kind(unseen: str, kind: Any) -> None:
    client, slug, nothing = Client(), f"{unseen}-{kind.kind_name}", f"{NOTHING}-{kind.kind_name}"
    asked = [address for address in addresses([slug]) if address.startswith((f"/{kind.path}/", f"/api/v1/{kind.path}"))]
    assert len(asked) > 10
    answer(client, asked[0], unseen)
    for address in asked:
        of_nothing = answer(client, address.replace(slug, nothing), nothing)
        status, headers, body, queries = answer(client, address, slug)
        assert (status, headers, body.replace(slug, nothing), queries) == of_nothing, address
