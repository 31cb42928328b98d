"""The admin around sources: doubts said at the fact, one source for many facts, the form of a source by its type."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from articles.models import FactCitation, Status
from articles.sourcing.lines import parse_sources, read_sources, set_sources
from citations.models import Citation
from citations.type_fields import EVERY, FIELDS, fields_of
from parties.models import MembershipCount, Party, Person, Role
from revisions.models import Revision
from revisions.tracking.recording import recording
from tests.forms import address_of, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.fixture
def source() -> Citation:
    return Citation.objects.create(key="src", title="Source")


@pytest.fixture
def party(source) -> Party:
    with recording():
        party = Party.objects.create(
            slug="alpha", title="Alpha", status=Status.PUBLISHED, founded="2022", slogan="Clean air"
        )
        MembershipCount.objects.create(party=party, count=21000)
    return party


# Doubts at the fact


def test_a_claim_about_a_living_person_with_one_source_is_said_beside_its_source_line(editor, party):
    with recording():
        person = Person.objects.create(slug="p", title="P", born="1970", status=Status.PUBLISHED)
        role = Role.objects.create(party=party, person=person)
        set_sources(party.pk, role, parse_sources("[@src]", ("",)))
        set_sources(person.pk, None, parse_sources("born: [@src]", person.citable_fields))
    page = BeautifulSoup(editor.get(address_of(party)).content, "html5lib")
    [doubt] = page.select(".doubt")
    assert doubt.text == "A claim about a living person with a single source."
    assert doubt.find_previous("textarea")["name"] == "roles-0-sources"
    page = BeautifulSoup(editor.get(address_of(person)).content, "html5lib")
    assert page.select_one(".doubt").find_previous("textarea")["name"] == "born__sources"


# One source for many facts


def use(editor: Client, party: Party) -> BeautifulSoup:
    return BeautifulSoup(editor.get(f"/admin/articles/article/use/src/?article={party.pk}").content, "html5lib")


def test_the_article_is_found_by_its_name(editor, party):
    shown = editor.get("/admin/articles/article/use/src/?q=alph").content.decode()
    assert f'href="?article={party.pk}"' in shown
    assert "No article is called so" in editor.get("/admin/articles/article/use/src/?q=zzz").content.decode()


def test_ticked_facts_get_the_source_in_one_revision_and_others_do_not(editor, party):
    names = {box.parent.text.strip().split(":")[0]: box["value"] for box in use(editor, party).select("[name=facts]")}
    assert set(names) == {"Founded", "Slogan", "Membership count"}
    before = Revision.objects.count()
    editor.post(
        f"/admin/articles/article/use/src/?article={party.pk}",
        {"facts": [names["Founded"], names["Membership count"]], "locator": "p. 4"},
    )
    assert sorted(read_sources(party.pk).values()) == ["[-@src, p. 4]", "founded: [-@src, p. 4]"]
    newest = Revision.objects.first()
    assert newest is not None
    assert (Revision.objects.count(), newest.comment) == (before + 1, "Used src for 2 facts")


def test_a_fact_that_has_the_source_already_is_ticked_and_cannot_be_ticked_again(editor, party):
    with recording():
        set_sources(party.pk, None, parse_sources("slogan: [@src]", party.citable_fields))
    [done] = use(editor, party).select("[name=facts][disabled]")
    response = editor.post(f"/admin/articles/article/use/src/?article={party.pk}", {"facts": [done["value"]]})
    assert response.status_code == 200
    assert FactCitation.objects.count() == 1


def test_ticking_nothing_says_so(editor, party):
    response = editor.post(f"/admin/articles/article/use/src/?article={party.pk}", {"locator": "p. 4"})
    assert "Tick at least one fact." in response.content.decode()
    assert 'value="p. 4"' in response.content.decode()


@pytest.mark.parametrize("query", ["article=x", "article=99999", "article=²"])
def test_an_article_that_is_none_is_not_found(editor, source, query):
    assert editor.get(f"/admin/articles/article/use/src/?{query}").status_code == 404


def test_who_may_not_change_the_article_does_not_use_sources_for_it(client, party):
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(f"/admin/articles/article/use/src/?article={party.pk}").status_code == 403


@pytest.mark.parametrize("field", ["locator", "comment"])
@pytest.mark.parametrize("character", ["\x01", "\u202e"])
def test_what_cannot_be_stored_is_refused_beside_its_field(editor, party, field, character):
    data = {"facts": "--slogan", field: f"p. {character}4"}
    response = editor.post(f"/admin/articles/article/use/src/?article={party.pk}", data)
    assert "control character" in response.content.decode()
    assert not FactCitation.objects.exists()


# The form of a source


def test_the_form_leads_to_what_can_be_done_with_the_source(editor, source):
    shown = editor.get(address_of(source)).content.decode()
    for address in ("/admin/articles/article/use/src/", "/admin/articles/article/reports/falls/src/"):
        assert address in shown


def test_every_type_has_its_fields():
    assert set(FIELDS) == set(Citation.Type.values)
    columns = {field.name for field in Citation._meta.concrete_fields}
    assert EVERY | frozenset().union(*FIELDS.values()) <= columns


@pytest.mark.parametrize(
    ("type_", "has", "lacks"),
    [
        ("book", "isbn", "issn"),
        ("article-journal", "issn", "isbn"),
        ("webpage", "url", "volume"),
        ("x", "title", "isbn"),
    ],
)
def test_a_type_has_its_own_fields(type_, has, lacks):
    assert has in fields_of(type_) and lacks not in fields_of(type_)


def test_a_key_left_blank_is_made_of_outlet_and_date(editor):
    address = "/admin/citations/citation/add/"
    data = form_of(editor.get(address)) | {
        "title": "Съезд",
        "container_title": "Азаттык",
        "issued": "2023-02-04",
        "type": "article-newspaper",
    }
    for _twice in range(2):
        editor.post(address, data | {"title": data["title"] + "!" * _twice})
    assert sorted(Citation.objects.values_list("key", flat=True)) == ["azattyk-2023-02-04", "azattyk-2023-02-04-2"]


def test_a_copy_archived_before_the_issue_is_refused_beside_its_field(editor):
    address = "/admin/citations/citation/add/"
    data = form_of(editor.get(address)) | {"title": "T", "key": "t", "issued": "2023-02-04", "archived": "2023-02-03"}
    page = BeautifulSoup(editor.post(address, data).content, "html5lib")
    assert (
        "Archived before it was issued"
        in page.select_one(".field-archive_url .errorlist, .field-archived .errorlist").text
    )
    assert not Citation.objects.exists()


# The order of rows


def test_the_first_row_stays_first_when_it_is_edited(editor, party):
    with recording():
        MembershipCount.objects.create(party=party, count=5, position=1)  # the other one has position 0
    data = form_of(editor.get(address_of(party)))
    assert data["membership_counts-0-count"] == "21000"
    editor.post(address_of(party), data | {"membership_counts-0-count": "22000"})
    assert [row.count for row in MembershipCount.objects.order_by("position")] == [22000, 5]
