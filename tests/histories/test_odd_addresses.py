"""Addresses and forms of the histories with what nobody should send: each is answered in words, none with a failure."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from citations.models import Citation
from parties.models import Party
from revisions.models import Hiding
from revisions.moments import head

HUGE = 10**30
NUL = "\0"

# Under an article's or a source's address, and how GET is answered to one who may go everywhere.
ODD_PATHS = {
    **{f"revisions/{odd}/": 404 for odd in (0, -1, 99, HUGE, "one", "1.5", "%00", "٣", "1e1", "current")},
    **{f"as-of/{odd}/": 404 for odd in ("2026-02-30", "0001-01-01", "9999-12-31", "today", "20260103", "%00", "-1")},
    **{f"as-of/{odd}/": 404 for odd in ("2026-1-1", "2026-W01-1", "٢٠٢٦-٠١-٠١", "2026-01-01T00", "0000-00-00")},
    "as-of/9999-12-30/": 404,  # it has not been
    **{f"compare/{odd}/": 200 for odd in ("2/1", "3/3", "0/1", "0/0", "1/3")},
    **{f"compare/{odd}/": 404 for odd in (f"1/{HUGE}", f"{HUGE}/1", "1/99", "99/1", "1/two", "-1/1", "1/-1", "1/%00")},
    "compare/two/current/": 404,
    "compare/": 404,
    **{f"compare/?{urlencode({'old': old, 'new': 2})}": 404 for old in ("", "x", -1, HUGE, NUL, "٣")},
    "compare/?old=2&new=1": 302,
    **{f"restore/{odd}/": 404 for odd in (0, 99, HUGE, "x")},
    **{f"undo/{odd}/": 404 for odd in (0, 99, HUGE, 10**19, "x")},
    **{f"hide/{odd}/": 404 for odd in (0, 99, HUGE, 10**19, "x")},
    **{f"history/?{urlencode({name: odd})}": 404 for name in ("before", "after") for odd in ("abc", "", -1, HUGE, NUL)},
    **{f"history/?{urlencode({name: odd})}": 200 for name in ("before", "after") for odd in (0, 99, 10**17)},
    **{f"{verb}/?id={odd}": 404 for verb in ("history", "delete") for odd in (99, 999999, 10**17)},
    **{f"history/?{urlencode({'id': odd})}": 200 for odd in ("abc", "", -1, HUGE, NUL, "1 OR 1=1")},  # as if not said
}

LOGS = ("/changes/", "/changes.atom", "/parties/baytaq/history/", "/sources/baytaq/history/")
# Of logs: each alone asks for nothing in particular, or for nothing that is there.
ODD_FILTERS = [
    {"start": "nonsense"},
    {"end": "nonsense"},
    {"start": "2026-02-30"},
    {"start": NUL},
    {"end": "0001-01-01"},
    {"end": "9999-12-31"},
    {"start": "9999-12-31"},
    {"start": "9999-12-31", "end": "0001-01-01"},
    {"end": "-1"},
    {"action": "nonsense"},
    {"action": NUL},
    {"action": "x" * 10_000},
    {"user": "x" * 10_000},
    {"user": NUL},
    {"user": "<script>"},
    {"user": "'; --"},
    {"user": "\ud7ff\U0010ffff"},
    {"kind": "nonsense"},
    {"kind": NUL},
    {"nonsense": "x"},
    {"view": NUL},
    {"before": "1", "after": "1"},
    {"user": "a&before=1"},
]

ODD_FORMS = [
    {},
    {"comment": "why"},
    {"comment": "", "base_revision": "1"},
    {"comment": "why", "base_revision": "x"},
    {"comment": "why", "base_revision": "-1"},
    {"comment": NUL, "base_revision": "1"},
    {"comment": "x" * 501, "base_revision": "1"},
    {"comment": "why", "base_revision": "1e9"},
    {"comment": "why", "base_revision": "1", "name": NUL},
]

ODD_HIDINGS = [
    {},
    {"parts": "4", "last": "0", "reason": "law"},
    {"parts": "4", "last": "x", "reason": "law"},
    {"parts": "9", "last": "1", "reason": "law"},
    {"parts": "x", "last": "1", "reason": "law"},
    {"parts": "1", "last": "2", "reason": ""},
    {"parts": "1", "last": "2", "reason": "x" * 501},
    {"parts": "1", "last": "2", "reason": NUL},
    {"parts": "4", "last": "1", "reason": "law"},
    {"parts": "4", "last": str(HUGE), "reason": "law"},
    {"parts": "4", "last": str(10**19), "reason": "law"},
]


@pytest.fixture
def client(db: None) -> Client:
    """Somebody who may go everywhere, on a site of three revisions of a party and two of a source.

    An exception of the server goes through the test client: no test here needs to ask for 500.
    """
    party = Party.objects.create(slug="baytaq", title="Baytaq", status="published")
    for slogan in ("Green", "Clean"):
        party.slogan = slogan
        party.save()
    Citation.objects.create(key="baytaq", title="Baytaq").authors.create(literal="Somebody")
    made = Client()
    made.force_login(get_user_model().objects.create_superuser("root"))
    return made


@pytest.mark.smoke
@pytest.mark.parametrize(("path", "status"), ODD_PATHS.items())
def test_an_odd_address_is_answered(client: Client, path: str, status: int) -> None:
    assert client.get(f"/parties/baytaq/{path}").status_code == status
    assert Client().get(f"/parties/baytaq/{path}").status_code in (status, 302)  # or to the login


@pytest.mark.parametrize("path", ODD_PATHS)
def test_an_odd_address_of_a_source_is_answered(client: Client, path: str) -> None:
    assert client.get(f"/sources/baytaq/{path}").status_code in (200, 302, 404)


@pytest.mark.parametrize("filters", ODD_FILTERS, ids=lambda filters: repr(filters)[:40])
@pytest.mark.parametrize("address", LOGS)
def test_an_odd_filter_is_answered(client: Client, address: str, filters: dict[str, str]) -> None:
    assert client.get(address, filters).status_code == 200


@pytest.mark.smoke
@pytest.mark.parametrize("name", ["%00", "BAYTAQ", "baytaq%00", "x" * 5000, "..", "%2e%2e", "бәйтақ"])
def test_an_odd_name_is_not_found(client: Client, name: str) -> None:
    assert {client.get(f"/{kind}/{name}/history/").status_code for kind in ("parties", "sources", "images")} == {404}


@pytest.mark.parametrize("verb", ["restore/1", "restore/3", "undo/3", "undo/2", "delete"])
@pytest.mark.parametrize("form", ODD_FORMS, ids=lambda form: repr(form)[:60])
def test_an_odd_form_changes_nothing(client: Client, verb: str, form: dict[str, str]) -> None:
    before = head()
    response = client.post(f"/parties/baytaq/{verb}/", form)
    assert (response.status_code, head()) == (200, before)


@pytest.mark.parametrize("form", ODD_HIDINGS, ids=lambda form: repr(form)[:60])
def test_an_odd_form_hides_nothing(client: Client, form: dict[str, str]) -> None:
    response = client.post("/parties/baytaq/hide/2/", form)
    assert (response.status_code, Hiding.objects.count()) == (200, 0)


def test_a_revision_beyond_the_head_is_no_base_to_go_by(client: Client) -> None:
    """A form cannot say that it has seen what is not there yet."""
    form: dict[str, Any] = {"comment": "why", "base_revision": HUGE}
    assert client.post("/parties/baytaq/restore/1/", form).status_code == 302
    assert Party.objects.get().slogan == ""


@pytest.mark.parametrize("path", ["history/", "revisions/1/", "compare/1/2/", "changes"])
def test_odd_parameters_stay_out_of_the_page(client: Client, path: str) -> None:
    address = "/changes/" if path == "changes" else f"/parties/baytaq/{path}"
    response = client.get(address, {"user": "<script>alert(1)</script>", "view": "<script>alert(1)</script>"})
    assert "<script>alert" not in response.content.decode()
