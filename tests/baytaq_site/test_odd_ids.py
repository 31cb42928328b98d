"""What is no id, in an address of the admin or in a field, is not found or said beside the field: never a 500."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import get_resolver

from articles.models import Image, ReportedProblem
from citations.models import Citation
from elections.models import Assembly, Election
from parties.models import Event, Party, Person
from tests.every_address import patterns
from tests.forms import form_of

pytestmark = pytest.mark.django_db

ODD = ("9" * 30, "abc", "-1", "0", "1.5", "é", "1 OR 1=1", "%00", "9223372036854775808", "None")


def admin_addresses() -> list[str]:
    """Those of the admin that name something in the path."""
    return sorted({path for path, _pattern in patterns(get_resolver()) if path.startswith("admin/") and "<" in path})


@pytest.mark.parametrize("odd", ODD)
def test_an_address_with_an_odd_id_is_not_found(admin_client: Client, odd: str) -> None:
    asked = admin_addresses()
    assert len(asked) > 40
    for path in asked:
        address = "/" + re.sub(r"<[^>]+>", odd, path)
        for method in (admin_client.get, admin_client.post):
            response = method(address)
            assert response.status_code in (200, 301, 302, 400, 403, 404, 405), (method, address)
            if response.status_code == 302:  # Django's own: "… doesn't exist. Perhaps it was deleted?"
                assert admin_client.get(response["Location"]).status_code < 500


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("model", [Party, Person, Event, Election, Assembly])
def test_a_field_that_takes_an_id_says_what_is_wrong(admin_client: Client, model: Any, odd: str) -> None:
    more = {"date": "2022"} if model in (Event, Election) else {}
    row = model.objects.create(slug="a", title="A", **more)
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}/change/"
    form = form_of(admin_client.get(address))
    named = [field.name for field in model._meta.concrete_fields if field.is_relation and field.name in form]
    assert "image" in named
    for name in named:
        response = admin_client.post(address, {**form, name: odd})
        assert response.status_code == 200 and "errorlist" in response.content.decode(), (name, odd)
        assert admin_client.get(f"{address[: -len(f'{row.pk}/change/')]}add/?{name}={odd}").status_code < 400


@pytest.mark.parametrize("odd", [pytest.param(ODD[0], marks=pytest.mark.smoke), *ODD[1:]])
def test_a_row_that_takes_an_id_says_what_is_wrong(admin_client: Client, odd: str) -> None:
    party = Party.objects.create(slug="a", title="A")
    address = f"/admin/parties/party/{party.pk}/change/"
    form = form_of(admin_client.get(address))
    row = {
        name.replace("__prefix__", "0"): value for name, value in form.items() if name.startswith("roles-__prefix__")
    }
    for field in ("person", "id", "party", "position"):
        sent = {**form, **row, "roles-TOTAL_FORMS": "1", "roles-0-title": "chair", f"roles-0-{field}": odd}
        assert admin_client.post(address, sent).status_code in (200, 302, 400), (field, odd)
    for field in ("roles-TOTAL_FORMS", "roles-INITIAL_FORMS"):
        assert admin_client.post(address, {**form, field: odd}).status_code in (200, 302, 400), (field, odd)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("model", [Party, Election, Citation, Image, ReportedProblem, User, Group])
def test_a_list_that_is_asked_for_an_odd_id_answers(admin_client: Client, model: Any, odd: str) -> None:
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    for query in ("id__exact", "pk", "q", "p", "o", "image__id__exact", "_to_field", "_popup", "all"):
        assert admin_client.get(f"{address}?{query}={odd}").status_code in (200, 302, 400), query
    assert admin_client.post(address, {"action": "delete_selected", "_selected_action": odd}).status_code < 500
