"""Sources as files: of one source, of a list as filtered, of an article in the order of its references."""

import json

import pytest
from django.test import Client

from citations.formats.biblatex import read_biblatex
from citations.models import Citation
from parties.models import Party

BAYTAQ = "/parties/baytaq-green-party/references"


def test_an_articles_sources_come_in_the_order_of_its_references(demo):
    answer = Client().get(f"{BAYTAQ}.json")
    keys = [item["id"] for item in json.loads(answer.content)]
    assert keys[:3] == ["amirtay-page", "baytaq-mazhilis-announcement", "azattyq-2022-11-30"]
    assert len(keys) == 13


@pytest.mark.parametrize(
    ("extension", "media_type"),
    [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_a_file_has_its_name_and_type_and_its_cyrillic(demo, extension, media_type):
    answer = Client().get(f"{BAYTAQ}.{extension}")
    assert answer["Content-Type"] == f"{media_type}; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="baytaq-green-party.{extension}"'
    assert "Выборы в парламент Казахстана" in answer.content.decode()


def test_the_list_of_sources_is_exported_as_filtered(demo):
    assert len(json.loads(Client().get("/sources/references.json").content)) == 205
    russian = json.loads(Client().get("/sources/references.json?language=ru").content)
    assert {item["language"] for item in russian} == {"ru"}


def test_one_source_is_exported(demo):
    [found] = read_biblatex(Client().get("/sources/azattyq-2023-02-04/references.bib").content.decode())
    assert found.record.key == "azattyq-2023-02-04"


@pytest.mark.parametrize(
    "address",
    [
        f"{BAYTAQ}.exe",
        "/sources/references.doc",
        "/sources/no-such-source/references.bib",
        "/parties/nobody/references.bib",
    ],
)
def test_what_is_not_there_is_not_found(demo, address):
    assert Client().get(address).status_code == 404


def test_a_draft_exports_nothing(db):
    Party.objects.create(slug="hidden", title="Hidden", status="draft")
    assert Client().get("/parties/hidden/references.bib").status_code == 404


def test_an_export_takes_as_many_queries_for_many_sources_as_for_few(demo, django_assert_num_queries):
    with django_assert_num_queries(2):
        Client().get("/sources/references.bib")


def test_links_lead_to_every_format(demo):
    page = Client().get("/parties/baytaq-green-party/").content.decode()
    assert all(f'href="{BAYTAQ}.{extension}"' in page for extension in ("bib", "ris", "json"))


def test_zotero_finds_every_reference_on_the_page(demo):
    page = Client().get("/parties/baytaq-green-party/").content.decode()
    assert page.count('class="Z3988"') == 13
    assert "rft.aulast=%D0%A2%D0%9E%D0%99%D0%9A%D0%95%D0%9D" in page


def test_an_editors_remark_is_not_exported(db):
    Citation.objects.create(key="one", title="T", note="a secret remark")
    for extension in ("bib", "ris", "json"):
        assert b"secret" not in Client().get(f"/sources/references.{extension}").content
