"""Who is signed in leaves no copy of a page behind."""

import pytest
from django.test import Client

from parties.models import Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> Party:
    return Party.objects.create(slug="baytaq", title="Baytaq", status="published")


PAGES = (
    "/",
    "/parties/",
    "/parties/baytaq/",
    "/parties/baytaq/history/",
    "/parties/nowhere/",
    "/admin/",
    "/changes.atom",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_for_somebody_signed_in_is_not_kept(party: Party, admin_client: Client, address: str) -> None:
    assert "no-store" in admin_client.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/parties/baytaq/", "/parties/nowhere/"])
def test_a_page_for_everybody_may_be_kept(party: Party, client: Client, address: str) -> None:
    client.cookies["theme"] = "dark"
    assert "no-store" not in client.get(address).get("Cache-Control", "")
