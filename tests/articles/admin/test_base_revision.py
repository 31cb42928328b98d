"""A change that does not say on which revision it was begun is refused, and everything typed stays on the page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Image, Name
from citations.models import Citation
from parties.models import Party
from revisions.moments import head
from tests.forms import address_of, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> Party:
    made = Party.objects.create(slug="baytaq", title="Baytaq", slogan="Green")
    Name.objects.create(article=made, text="Байтақ", language="kk-Cyrl", position=1)
    return made


@pytest.mark.parametrize("blank", ["", None])
def test_it_is_refused_and_what_was_typed_stays(admin_client: Client, party: Party, blank: Any) -> None:
    before = head()
    form = form_of(admin_client.get(address_of(party))) | {"slogan": "Typed", "names-0-text": "Typed too"}
    form = {name: value for name, value in form.items() if name != "base_revision"}
    response = admin_client.post(address_of(party), form if blank is None else {**form, "base_revision": blank})
    page = BeautifulSoup(response.content.decode(), "html5lib")
    assert "did not say which revision" in page.select_one(".errorlist.nonfield").get_text()
    assert page.select_one("[name=slogan]")["value"] == "Typed"
    assert page.select_one("[name=names-0-text]")["value"] == "Typed too"
    assert head() == before


def test_saving_what_came_back_is_saving(admin_client: Client, party: Party) -> None:
    form = form_of(admin_client.get(address_of(party))) | {"slogan": "Typed"}
    form.pop("base_revision")
    again = form_of(admin_client.post(address_of(party), form))
    assert again["base_revision"] == str(head())
    assert admin_client.post(address_of(party), again).status_code == 302
    party.refresh_from_db()
    assert party.slogan == "Typed"


@pytest.mark.parametrize("model", [Citation, Image])
def test_it_is_so_for_sources_and_pictures(admin_client: Client, model: Any) -> None:
    row = (
        Citation.objects.create(key="a", title="A")
        if model is Citation
        else Image.objects.create(name="a", file="images/aa/a.png", alt="A", credit="B", licence="C", width=1, height=1)
    )
    before = head()
    form = form_of(admin_client.get(address_of(row)))
    form.pop("base_revision")
    assert "did not say which revision" in admin_client.post(address_of(row), form).content.decode()
    assert head() == before


def test_a_new_article_was_begun_on_none(admin_client: Client) -> None:
    form = form_of(admin_client.get("/admin/parties/party/add/")) | {"slug": "new", "title": "New"}
    form.pop("base_revision", None)
    assert admin_client.post("/admin/parties/party/add/", form).status_code == 302
