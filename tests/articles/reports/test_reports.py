"""Reports find what counting by hand finds, in as many queries for the demo as for a site ten times as large."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.kinds import kinds
from articles.models import FactCitation, Part, Statement, Status
from articles.prose.passages import passages
from articles.reports.disputed import disputed
from articles.reports.doubts import DOUBTFUL, ONE_SOURCE, doubtful_facts, doubtful_passages, doubts
from articles.reports.facts import fact_fields, part_models
from articles.reports.sole_sources import falls_with, sole_sources
from articles.reports.uncited import uncited, uncited_counts
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Participant, Party, Person, Position, Role
from revisions.tracking.recording import recording
from tests.citations.known_records import SEED

Key = tuple[int, int | None, int | None, str]


def every_fact() -> dict[Key, list[FactCitation]]:
    """Every fact of the demo with all that is said of it, read one by one."""
    found: dict[Key, list[FactCitation]] = {}
    for model in kinds().values():
        for row in model.objects.all():
            for field in fact_fields(model):
                if getattr(row, field) not in ("", None):
                    about = FactCitation.objects.filter(article_id=row.pk, row_type=None)
                    found[row.pk, None, None, field] = [one for one in about if one.field in (field, "")]
    for part in part_models():
        for row in part._default_manager.all():
            kind = ContentType.objects.get_for_model(part).pk
            found[row.owner_id, kind, row.pk, ""] = list(FactCitation.objects.filter(row_type=kind, row_id=row.pk))
    return found


def test_every_part_with_facts_is_watched():
    assert {model.__name__ for model in part_models()} >= {"Role", "Result", "Name", "Statement", "Position", "Round"}
    assert all(issubclass(model, Part) for model in part_models())


def test_uncited_facts_are_those_that_counting_by_hand_finds(demo):
    by_hand: dict[int, int] = {}
    for fact, said in every_fact().items():
        if all(one.stated_value for one in said):
            by_hand[fact[0]] = by_hand.get(fact[0], 0) + 1
    assert sum(by_hand.values()) > 0
    assert uncited_counts() == by_hand
    report = uncited()
    assert {found.subject.id: len(found.facts) for found in report.rows} == by_hand
    assert (report.count, report.facts) == (len(by_hand), sum(by_hand.values()))


def test_disputed_facts_are_those_that_counting_by_hand_finds(demo):
    by_hand = {
        (one.article_id, one.row_type_id, one.row_id, "" if one.row_type_id else one.field)
        for one in FactCitation.objects.all()
        if one.stated_value
    }
    report, page = disputed(), 1
    facts = [found.fact.id for article in report.rows for found in article.facts]
    while report.after:
        page += 1
        report = disputed(page)
        facts += [found.fact.id for article in report.rows for found in article.facts]
    assert len(facts) == len(set(facts))
    assert set(facts) == by_hand
    assert report.facts == len(by_hand)


def test_sole_sources_are_those_that_counting_by_hand_finds(demo):
    by_hand: dict[str, int] = {}
    for said in every_fact().values():
        keys = {one.citation.key for one in said if not one.stated_value}
        if len(keys) == 1:
            by_hand[min(keys)] = by_hand.get(min(keys), 0) + 1
    report, page = sole_sources(), 1
    found = {source.key: source.facts for source in report.rows}
    while report.after:
        page += 1
        report = sole_sources(page)
        found |= {source.key: source.facts for source in report.rows}
    assert found == by_hand


REPORTS: list[Callable[[], Any]] = [uncited, disputed, doubts, sole_sources]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.__name__)
def test_queries_do_not_grow_with_the_facts(demo, report):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            report()
        return len(queries)

    with recording():
        Citation.objects.create(key="more", title="More", url_state="dead")
        crowd("a", 45)  # these come first, and fill the page, before and after
    before = count()
    with recording():
        crowd("b", 30)
    assert count() == before


def crowd(prefix: str, size: int) -> None:
    """Living people with positions that have no source, one, and one that disputes."""
    for number in range(size):
        slug = f"{prefix}{number}"
        person = Person.objects.create(
            slug=slug, title=slug, status=Status.PUBLISHED, born="1970", lead="He is.[@more]"
        )
        for row in [Position.objects.create(person=person, title=f"Post {post}") for post in range(3)]:
            set_sources(person.pk, row, parse_sources("[@more; !@more: another]", ("",)))
        Position.objects.create(person=person, title="Uncited")


# Rules of use


@pytest.fixture
def seed_page(db) -> Party:
    """The encyclopedia page that the demo began with: its thirteen references, its leader, its slogan, its text."""
    with recording():
        for record in SEED:
            Citation.objects.create(key=record.key, title=record.title, issued=record.issued, accessed=record.accessed)
        leader = Person.objects.create(slug="azamathan-amirtai", title="Azamathan Ämirtai", status=Status.PUBLISHED)
        for slug in ("maral-koshenov", "kassym-jomart-tokayev", "iraq-elekeev"):
            Person.objects.create(slug=slug, title=slug, status=Status.PUBLISHED)
        party = Party.objects.create(
            slug="baytaq-green-party",
            title="Baytaq Green Party",
            status=Status.PUBLISHED,
            founded="2022-09-24",
            slogan="Clean air, Clean water, Clean land - Clean human relations!",
            registered="2022-11-28",
            lead="**Baytaq** is a green party. The leader of the party is [[azamathan-amirtai|Azamathan Ämirtai]].",
            body="""## Ideology

The party states that it "strives to unite environmentalists".[@3] It positions itself as the first green party.[@4]

The party is not considered an opposition party.[@5] At the congress, the party expressed its support for the course of
President [[kassym-jomart-tokayev|Tokayev]].[@6]

## History

According to the leader of the party, work on its registration has been carried out since 2015.[@7]

The founding congress of the party was held on 24 September 2022.[@8] It is the first in 20 years,[@9][@4] and the
sixth.[@8][@3] In December 2022, the party announced that it would take part.[@10]

On 1 February 2023, the congress was held, at which there was a scandal. [[maral-koshenov|Maral Koshenov]], who came
from Atyrau, said that he was "crossed out from the list." According to him, the son of the former deputy,
[[iraq-elekeev|Iraq Elekeev]], was included in his place.[@11]

On 2 February 2023, the party was admitted to the regional elections.[@12][@13]""",
        )
        leads = Role.objects.create(party=party, kind=Role.Kind.LEADER, person=leader)
        Role.objects.create(party=party, kind=Role.Kind.FOUNDER, person=leader)
        set_sources(party.pk, leads, parse_sources("[@1]", ("",)))
        set_sources(party.pk, None, parse_sources("slogan: [@2]", party.citable_fields))
    return party


def test_the_seed_has_two_claims_about_living_people_with_one_source(seed_page):
    [article] = doubts().rows
    said = [(doubt.rule, doubt.keys, (doubt.fact or doubt.passage)) for doubt in article.facts]
    assert [(rule, keys) for rule, keys, _what in said] == [(ONE_SOURCE, ("1",)), (ONE_SOURCE, ("11",))]
    assert article.facts[0].fact is not None and article.facts[0].fact.value == "Azamathan Ämirtai, leader"
    assert article.facts[1].passage is not None and "Maral Koshenov, who came" in article.facts[1].passage.text


def doubted(rule: str) -> list[str]:
    with_rule = [doubt for article in doubts().rows for doubt in article.facts if doubt.rule == rule]
    return [doubt.fact.value if doubt.fact else str(doubt.passage) for doubt in with_rule]


def test_a_claim_with_two_sources_stands(seed_page):
    row = Role.objects.get(kind=Role.Kind.LEADER)
    with recording():
        set_sources(seed_page.pk, row, parse_sources("[@1; -@4]", ("",)))
    assert [keys for (_rule, _fact), keys in doubtful_facts().items()] == []


def test_two_places_in_one_source_are_one_source(seed_page):
    row = Role.objects.get(kind=Role.Kind.LEADER)
    with recording():
        set_sources(seed_page.pk, row, parse_sources("[@1, p. 4; -@1, p. 9]", ("",)))
    assert list(doubtful_facts().values()) == [("1",)]


@pytest.mark.parametrize("values", [{"died": "2001"}, {"born": "1890"}], ids=["died", "born long ago"])
def test_the_dead_are_no_living_people(seed_page, values):
    for person in Person.objects.all():
        for name, value in values.items():
            setattr(person, name, value)
        person.save()
    assert doubts().rows == ()


def test_every_sentence_of_a_living_persons_article_is_about_them(seed_page):
    person = Person.objects.get(slug="iraq-elekeev")
    person.lead = "He was a deputy.[@1] He left.[@1][@2]"
    person.save()
    living = set(Person.objects.values_list("pk", flat=True))
    assert [(rule, passage.text) for rule, passage in doubtful_passages(living)[person.pk]] == [
        (ONE_SOURCE, "He was a deputy.")
    ]


def test_the_spelling_of_a_name_is_no_claim(demo):
    names = {fact for (_rule, fact) in doubtful_facts() if fact[1] == ContentType.objects.get(model="name").pk}
    assert names == set()


def test_a_participant_of_an_event_is_who_the_row_is_about(demo):
    kind = ContentType.objects.get_for_model(Participant).pk
    people = set(Person.objects.values_list("pk", flat=True))
    rows = [fact[2] for (_rule, fact) in doubtful_facts() if fact[1] == kind]
    assert rows
    assert set(Participant.objects.filter(pk__in=rows).values_list("article_id", flat=True)) <= people


def test_a_fact_all_of_whose_sources_are_doubtful_is_doubted(seed_page):
    with recording():
        Citation.objects.create(key="gone", title="Gone", url="https://e.org/", url_state="dead")
        Citation.objects.create(key="gone-too", title="Gone too", url="https://e.org/b", url_state="usurped")
        row = Statement.objects.create(article=seed_page, label="Members", value="5")
        other = Statement.objects.create(article=seed_page, label="Office", value="One")
        set_sources(seed_page.pk, row, parse_sources("[@gone; -@gone-too]", ("",)))
        set_sources(seed_page.pk, other, parse_sources("[@gone; -@4]", ("",)))
    assert doubted(DOUBTFUL) == ["Members: 5"]


def test_what_falls_with_a_source_are_facts_and_passages_that_have_no_other(seed_page):
    [falling] = falls_with(Citation.objects.get(key="4")).rows
    assert [passage.text for passage in falling.passages] == ["It positions itself as the first green party."]
    [falling] = falls_with(Citation.objects.get(key="2")).rows
    assert [(fact.place, fact.value) for fact in falling.facts] == [
        ("Slogan", "Clean air, Clean water, Clean land - Clean human relations!")
    ]


def test_archived_articles_are_left_out(seed_page):
    seed_page.status = Status.ARCHIVED
    seed_page.save()
    assert seed_page.pk not in uncited_counts()
    assert (doubts().rows, disputed().rows, sole_sources().rows) == ((), (), ())


# Passages


def test_a_passage_is_what_stands_before_its_marks():
    found = passages("Lead.[@a]\n\n## History[@x]\n\nOne. Two.[@b][@c, p. 4] Three\n\n- Four.[^n]\n\n[^n]: Note.[@d]")
    assert [(passage.section, passage.text, sorted(passage.keys)) for passage in found] == [
        ("", "Lead.", ["a"]),
        ("History", "One. Two.", ["b", "c"]),
        ("History", "Three", []),
        ("History", "- Four.", []),
        ("", "Note.", ["d"]),
    ]


def test_whom_a_passage_is_about_begins_its_sentences():
    [passage] = passages("[[a|A]] spoke to [[b]]. **[[c|C]]** left.[@x]")
    assert passage.subjects == {"a", "c"}


@pytest.mark.parametrize("line", ["# a" + " " * 200_000 + "b", "#" * 200_000, "[" * 50_000, "[@a]" * 20_000])
def test_a_hostile_line_costs_no_more_than_its_length(line):
    assert len(passages(f"{line}\n\nEnd.[@x]")) > 0


# In the admin


@pytest.fixture
def admin_client_() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    return client


NAMES = ["uncited", "disputed", "doubts", "sole-sources", "tagged", "wanted", "elections"]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_a_page_of_the_admin(demo, admin_client_, name):
    address = f"/admin/articles/article/reports/{name}/"
    assert admin_client_.get(address).status_code == 200
    assert address in admin_client_.get("/admin/").content.decode()


def test_the_pages_of_a_report_keep_what_narrows_it(demo):
    with recording():
        Citation.objects.create(key="more", title="More")
        crowd("a", 45)
    first, second = uncited("person"), uncited("person", 2)
    assert (first.before, first.after) == ("", "?kind=person&page=2")
    assert (second.before, second.count) == ("?kind=person", first.count)
    assert [one.url for one in second.narrowings if one.chosen] == ["?kind=person"]
    assert second.narrowed and not uncited().narrowed


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=99999999", "?kind=nonsense&page=2"])
def test_a_strange_page_is_a_page(demo, admin_client_, query):
    assert admin_client_.get(f"/admin/articles/article/reports/uncited/{query}").status_code == 200


def test_reports_are_for_editors(demo, client):
    assert client.get("/admin/articles/article/reports/uncited/").status_code == 302
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get("/admin/articles/article/reports/uncited/").status_code == 403


def test_a_report_that_is_none_is_not_found(db, admin_client_):
    assert admin_client_.get("/admin/articles/article/reports/nonsense/").status_code == 404
    assert admin_client_.get("/admin/articles/article/reports/falls/nonsense/").status_code == 404


def test_what_falls_leads_to_the_form_and_to_the_page(seed_page, admin_client_):
    shown = admin_client_.get("/admin/articles/article/reports/falls/2/").content.decode()
    assert f"/admin/parties/party/{seed_page.pk}/change/" in shown
    assert "/parties/baytaq-green-party/" in shown
