"""The line at the foot: how many facts, how many with a source, how many disputed."""

import pytest
from bs4 import BeautifulSoup

from articles.kinds import kinds
from articles.models import Article, Status, Translation
from articles.reports.facts import fact_fields, part_models
from articles.reports.uncited import uncited_counts
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Ideology, Party
from revisions.models import Revision
from revisions.moments import AsOf
from revisions.tracking.recording import recording
from tests.page_words import page_of


@pytest.fixture
def party(db) -> Party:
    with recording():
        Citation.objects.create(key="a", title="A")
        party = Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, founded="2022", slogan="x")
        set_sources(party.pk, None, parse_sources("founded: [@a; !@a: 2021]", ("founded",)))
        Ideology.objects.create(party=party, name="Green politics")
        Translation.objects.create(article=party, language="ru", title="Альфа")
    return party


def test_columns_and_rows_are_facts_and_a_translation_is_none(party):
    quality = page_of("party", "alpha").quality
    assert (quality.facts, quality.sourced, quality.disputed) == (3, 1, 1)


def test_the_foot_says_it(party, client):
    foot = BeautifulSoup(client.get("/parties/alpha/").content, "html5lib").footer.get_text()
    assert "3 facts, 1 of them with a source, 1 disputed." in foot


def test_a_past_page_counts_the_facts_of_then(party):
    then = Revision.objects.latest("number").number
    party.slogan = ""
    party.save()
    assert page_of("party", "alpha").quality.facts == 2
    assert page_of("party", "alpha", AsOf(then)).quality.facts == 3


@pytest.mark.slow
def test_every_page_counts_as_the_reports_do(demo):
    uncited = uncited_counts()
    for article in Article.objects.filter(status=Status.PUBLISHED):
        model = kinds()[article.kind]
        row = model.objects.get(pk=article.pk)
        facts = sum(getattr(row, name) not in ("", None) for name in fact_fields(model))
        facts += sum(part.objects.filter(**{f"{part.owner_field}_id": row.pk}).count() for part in part_models())
        quality = page_of(article.kind, article.slug).quality
        assert (quality.facts, quality.facts - quality.sourced) == (facts, uncited[article.pk]), article.slug
