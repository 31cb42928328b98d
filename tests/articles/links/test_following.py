"""Wiki links are kept beside prose, and follow it."""

import pytest

from articles.links.following import prepare
from articles.models import ProseLink, Status, Translation
from parties.models import Party
from revisions.tracking.recording import recording


@pytest.fixture
def party(db) -> Party:
    body = "## [[gamma]]\n\n[^n]\n\n[^n]: [[delta]]"
    return Party.objects.create(slug="alpha", title="Alpha", lead="[[beta|The Beta]] and [[beta]].", body=body)


def links() -> dict[str, str]:
    return dict(ProseLink.objects.order_by("slug").values_list("slug", "text"))


def test_links_of_lead_headings_text_and_notes_are_kept_with_their_first_words(party):
    found = links()
    assert found["beta"] == "The Beta"
    assert found["gamma"] == "gamma"
    assert found["delta"] == "delta"


def test_links_follow_an_edit(party):
    party.lead, party.body = "[[omega]]", ""
    party.save()
    assert links() == {"omega": "omega"}


def test_links_of_a_translation_are_the_articles(party):
    Translation.objects.create(article=party, language="kk", title="Альфа", lead="[[epsilon|Эпсилон]]")
    assert links()["epsilon"] == "Эпсилон"


def test_a_deleted_article_leads_nowhere(party):
    party.delete()
    assert links() == {}


def test_a_code_span_is_no_link(party):
    party.lead, party.body = "`[[beta]]`", ""
    party.save()
    assert links() == {}


def test_an_older_database_gets_its_links_after_migration(party):
    before = links()
    ProseLink.objects.all().delete()
    prepare()
    assert links() == before


def test_many_articles_of_one_revision_are_followed(db):
    with recording():
        for number in range(30):
            Party.objects.create(slug=f"p{number}", title="P", lead="[[beta]]", status=Status.PUBLISHED)
    assert ProseLink.objects.filter(slug="beta").count() == 30
