"""What is published can be found at once; what is not can never be found."""

import pytest
from django.db import connection

from articles.models import Name, SearchDocument, Status
from articles.search import prose
from articles.search.finding import documents, find
from articles.search.indexing import prepare, rebuild
from articles.search.suggesting import suggest
from citations.models import Citation
from parties.models import Party
from revisions.actions.delete import delete
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db


def found(query: str) -> list[str]:
    return [one.name for one in documents(find(query).ordered())]


@pytest.fixture
def party() -> Party:
    return Party.objects.create(slug="zemlya", title="Zemlya", body="Words of prose.", status=Status.PUBLISHED)


def test_a_new_article_is_found_at_once(party):
    assert found("zemlya") == found("Земля") == found("prose") == ["zemlya"]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_what_is_not_published_is_found_no_more(party, status):
    party.status = status
    party.save()
    assert found("zemlya") == found("prose") == []
    assert not SearchDocument.objects.exists() and prose.matching(["prose"]) == []


def test_a_draft_is_never_found():
    Party.objects.create(slug="secret", title="Secret", body="Hush.")
    assert found("secret") == found("hush") == []


def test_what_is_deleted_is_found_no_more(party):
    delete(Party, party.pk, None, "gone")
    assert found("zemlya") == []


def test_a_text_of_more_words_than_a_vector_holds_is_saved_and_found(party):
    party.body = " ".join(f"w{number:06}" for number in range(120_000)) + " " + "x" * 3000
    party.save()
    assert found("w000001") == found("w099999") == ["zemlya"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite orders by bytes everywhere")
def test_the_beginning_of_a_word_is_met_in_a_database_with_the_order_of_a_language():
    with connection.cursor() as cursor:
        for table, column in (("articles_searchname", "folded"), ("articles_searchword", "word")):
            cursor.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar(200) COLLATE "en-x-icu"')
        prepare()
        Party.objects.create(slug="zemlya", title="Zemlya", status=Status.PUBLISHED)
        assert found("zeml") == [one.url.split("/")[2] for one in suggest("zeml")] == ["zemlya"]


def test_a_changed_title_and_text_replace_the_old_ones(party):
    with recording():
        party.title, party.body = "Voda", "Other."
        party.save()
    assert found("voda") == found("other") == ["zemlya"]
    assert found("prose") == []


def test_a_name_that_is_added_or_taken_away_counts_at_once(party):
    name = Name.objects.create(article=party, text="Жер", language="kk")
    assert found("jer") == ["zemlya"]
    name.delete()
    assert found("jer") == []


def test_what_is_rolled_back_is_not_found(party):
    with pytest.raises(RuntimeError), recording():
        party.title = "Voda"
        party.save()
        raise RuntimeError
    assert found("voda") == [] and found("zemlya") == ["zemlya"]


def test_a_source_is_found_by_its_author_and_its_title():
    Citation.objects.create(key="k-2020", title="Elections in Asia", container_title="Gazeta")
    assert found("elections asia") == found("gazeta") == ["k-2020"]


def test_rebuilding_finds_the_same(demo):
    before = {query: found(query) for query in ("baytaq", "Ақ жол", "environmentalists", "Tokayev 2022")}
    rebuild()
    assert {query: found(query) for query in before} == before


def test_documents_are_made_after_a_migration_where_there_are_none(demo):
    SearchDocument.objects.all().delete()
    prepare()
    assert found("baytaq")[0] == "baytaq-green-party"
