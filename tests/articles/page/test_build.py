"""Pages from moments: one builder for the present and the past, every table read once."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.kinds import kinds
from articles.models import Name, Statement, Status
from articles.page.build import build_page
from citations.models import Citation
from elections.models import Election
from parties.models import Event, Ideology, MembershipCount, Participant, Party
from revisions.models import Revision
from revisions.moments import AsOf, Present
from revisions.tracking.recording import recording
from revisions.tracking.tracked import Tracked

TABLE = re.compile(r'FROM "(\w+)"')


def tables_of(model: type, slug: str) -> list[str]:
    """The table that each query of the page reads, in order."""
    ContentType.objects.get_for_model(model)
    build_page(Present(), model, slug)  # content types are cached by the process
    with CaptureQueriesContext(connection) as queries:
        build_page(Present(), model, slug)
    return [TABLE.search(query["sql"])[1] for query in queries.captured_queries]


@pytest.mark.parametrize("kind", ["party", "person", "event", "election", "assembly"])
def test_no_table_is_read_twice(demo, kind):
    model = kinds()[kind]
    longest = max(model.objects.published(), key=lambda article: len(article.body))
    twice = {table: count for table, count in Counter(tables_of(model, longest.slug)).items() if count > 1}
    assert twice == {}


def test_the_baytaq_article_takes_at_most_22_queries(demo):
    assert len(tables_of(Party, "baytaq-green-party")) <= 22


def test_ten_times_the_rows_take_the_same_queries(demo):
    before = len(tables_of(Party, "baytaq-green-party"))
    party = Party.objects.get(slug="baytaq-green-party")
    with recording():
        for number in range(100):
            Name.objects.create(article=party, text=f"Name {number}", language="en")
            Statement.objects.create(article=party, label="Fact", value=str(number))
            Ideology.objects.create(party=party, name=f"Ideology {number}")
            MembershipCount.objects.create(party=party, count=number, on_date=str(1900 + number))
            event = Event.objects.create(
                slug=f"event-{number}",
                title=f"Event {number}",
                status=Status.PUBLISHED,
                date=str(1900 + number),
                country="KZ",
            )
            Participant.objects.create(event=event, article=party)
            Party.objects.create(slug=f"party-{number}", title=f"Party {number}", country="KZ", status=Status.PUBLISHED)
    assert len(tables_of(Party, "baytaq-green-party")) == before


def test_the_page_at_a_revision_equals_the_page_that_stood_then(demo):
    party = Party.objects.get(slug="baytaq-green-party")
    before = build_page(Present(), Party, party.slug)
    number = Revision.objects.latest("number").number
    with recording():
        party.slogan = "Another slogan"
        party.save()
        for result in party.results.all():
            result.votes = 1
            result.save()
        for name in party.names.all()[:3]:
            name.delete()
        source = Citation.objects.get(key="azattyq-2022-11-30")
        source.title = "Another title"
        source.save()
    assert build_page(Present(), Party, party.slug) != before
    assert build_page(AsOf(number), Party, party.slug) == before


@pytest.mark.slow
def test_every_page_of_the_past_reads_only_history(demo):
    """A past page may not read a live tracked table: it would show today's rows."""
    live = {model._meta.db_table for model in apps.get_models() if issubclass(model, Tracked)}
    number = Revision.objects.latest("number").number
    for model in kinds().values():
        for article in model.objects.published():
            with CaptureQueriesContext(connection) as queries:
                assert build_page(AsOf(number), model, article.slug) is not None
            read = {
                table
                for query in queries.captured_queries
                for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])
            }
            assert read & live == set(), article.slug


@pytest.mark.slow
def test_every_page_of_the_past_equals_the_present_while_nothing_changed(demo):
    number = Revision.objects.latest("number").number
    for model in kinds().values():
        for article in model.objects.published():
            assert build_page(AsOf(number), model, article.slug) == build_page(Present(), model, article.slug)


def test_a_page_notes_what_it_depends_on(demo):
    moment = Present()
    build_page(moment, Party, "baytaq-green-party")
    election = Election.objects.get(slug="mazhilis-2023")
    source = Citation.objects.get(key="amirtay-page")
    assert ("articles.article", election.pk) in moment.reads.roots
    assert ("citations.citation", source.pk) in moment.reads.roots
    assert "party:KZ" in moment.reads.lists


def test_a_link_in_a_text_follows_an_article_that_moved(db):
    with recording():
        moved = Party.objects.create(slug="old-name", title="Moved", status=Status.PUBLISHED)
        party = Party.objects.create(
            slug="one", title="One", lead="See [[old-name|them]] and [[new-name|them too]].", status=Status.PUBLISHED
        )
    before = Revision.objects.count()
    moved.slug = "new-name"
    moved.save()
    now, then = (str(build_page(moment, Party, party.slug).lead) for moment in (Present(), AsOf(before)))
    assert now.count('<a href="/parties/new-name/">') == 2
    assert '<a href="/parties/old-name/">them</a>' in then
    assert '<span class="wanted">them too</span>' in then
