"""Where a source is used: facts, disputes, sentences of prose; in what is public only."""

from decimal import Decimal
from typing import Any

import pytest

from articles.models import Statement, Status, Translation
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from citations.uses import Use, uses
from elections.models import Election, Result
from parties.models import Party, Person
from revisions.actions.delete import delete
from revisions.models import Revision
from revisions.moments import AsOf, Moment, Present
from revisions.tracking.recording import recording


@pytest.fixture
def source(db) -> Citation:
    with recording():
        Citation.objects.create(key="src-2", title="Another")
        return Citation.objects.create(key="src", title="Source")


@pytest.fixture
def party(source) -> Party:
    return Party.objects.create(
        slug="alpha", title="Alpha", status=Status.PUBLISHED, founded="2022", registered="2022-11-28"
    )


def cite(article: Any, line: str, row: Any = None) -> None:
    """Put a source line beside a fact of an article."""
    fields = article.citable_fields if row is None else ("", *row.citable_fields)
    with recording():
        set_sources(article.pk, row, parse_sources(line, fields))


def write(article: Any, **prose: str) -> None:
    for field, text in prose.items():
        setattr(article, field, text)
    article.save()


def found(key: str = "src", moment: Moment | None = None) -> tuple[Use, ...]:
    return uses(moment or Present(), Citation.objects.get(key=key).pk, key)


def places(key: str = "src") -> list[str]:
    return [use.place for use in found(key)]


def sentences(key: str = "src") -> list[str]:
    return [use.words for use in found(key)]


# Facts


@pytest.mark.parametrize("line", ["registered: [@src]", "registered: [-@src]", "registered: [@src-2; @src]"])
def test_a_fact_that_the_source_supports_is_a_use(party, line):
    cite(party, line)
    assert found() == (Use("Alpha", "/parties/alpha/", "Registered", "28 November 2022", is_fact=True),)
    assert found()[0].supports


def test_a_use_tells_the_place_in_the_source(party):
    cite(party, "registered: [@src, p. 4]")
    assert found()[0].locator == "p. 4"


def test_a_dispute_tells_what_the_source_states(party):
    cite(party, "registered: [!@src: 30 November]")
    assert found()[0].states == "30 November"


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [("[@src]", "Result", "Alpha, first round"), ("votes: [@src]", "Result: votes", "Alpha, first round: 3,431,510")],
)
def test_a_use_in_a_row_names_the_row_and_its_field(source, party, line, place, words):
    election = Election.objects.create(slug="e", title="Election", date="2023", status=Status.PUBLISHED)
    cite(election, line, Result.objects.create(election=election, party=party, label="first round", votes=3431510))
    assert found() == (Use("Election", "/elections/e/", place, words, is_fact=True),)


def test_every_fact_is_a_use_of_its_own(party):
    cite(party, "founded: [@src]\nregistered: [@src; @src-2]")
    assert sorted(places()) == ["Founded", "Registered"]
    assert places("src-2") == ["Registered"]


# Prose


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Founded in 2022.[@src]", "“Founded in 2022.”"),
        ("It is green. It was founded in 2022.[@src]", "“It was founded in 2022.”"),
        ("Founded in 2022,[@src] registered later.[@src-2]", "“Founded in 2022,”"),
        ("Founded by [[person|Her]] in **2022**.[@src-2][@src, p. 4]", "“Founded by Her in 2022.”"),
        ("Called [Байтақ]{lang=kk-Cyrl}.[@src-2; @src]", "“Called Байтақ.”"),
        ("Said.[^a]\n\n[^a]: The reason.[@src]", "“The reason.”"),
        ("- One.\n- Two.[@src]", "“Two.”"),
        ("> Quoted.[@src]", "“Quoted.”"),
        ("## History[@src]", "“History”"),
    ],
)
def test_a_sentence_that_cites_the_source_is_shown_without_markup(party, text, sentence):
    write(party, body=text)
    assert sentences() == [sentence]


def test_a_sentence_is_shown_with_its_section(party):
    write(party, lead="Lead.[@src]", body="## **History**\n\nOne.[@src]\n\n### Later\n\nTwo.[@src]")
    assert places() == ["", "History", "Later"]


def test_every_sentence_is_a_use_of_its_own(party):
    write(party, lead="One.[@src]", body="Two.[@src] Three.[@src-2] Four.[@src]")
    assert sentences() == ["“One.”", "“Two.”", "“Four.”"]


def test_a_long_sentence_is_cut(party):
    write(party, body=f"{'word ' * 60}.[@src]")
    assert len(sentences()[0]) <= 162 and sentences()[0].endswith("…”")


@pytest.mark.parametrize(
    "text", ["One.[@src-2]", "One.[@src-2021]", "One.[@a-src]", "Write to mail@src, or not.", "@src"]
)
def test_another_key_that_looks_alike_is_no_use(party, text):
    write(party, body=text)
    assert found() == ()


def test_the_prose_of_a_translation_is_a_use(party):
    Translation.objects.create(article=party, language="kk", title="Альфа", body="Құрылды.[@src]")
    assert sentences() == ["“Құрылды.”"]


def test_a_mark_at_the_start_of_a_line_stands_for_the_line_before(party):
    write(party, body="A sentence ends here.\n[@src]")
    assert sentences() == ["“A sentence ends here.”"]


def test_a_field_that_names_an_article_is_its_name_then_and_now(party):
    leader = Person.objects.create(slug="leader", title="Leader", status=Status.PUBLISHED)
    election = Election.objects.create(slug="e", title="Election", date="2023", status=Status.PUBLISHED)
    result = Result.objects.create(election=election, party=party, leader=leader, percent=Decimal("5.5"))
    cite(election, "leader: [@src]\npercent: [@src]", result)
    words = {use.words for use in found()}
    assert words == {"Alpha: Leader", "Alpha: 5.5"}
    then = Revision.objects.latest("number").number
    result.leader = None
    result.save()
    delete(Person, leader.pk, None, "gone")
    assert {use.words for use in found(moment=AsOf(then))} <= {"Alpha: Leader", "Alpha: ", "Alpha: 5.5"}


# What is public


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_what_is_not_published_shows_no_use(party, status):
    cite(party, "registered: [@src]")
    cite(party, "[@src]", Statement.objects.create(article=party, label="Fact", value="x"))
    write(party, lead="Lead.[@src]", body="Body.[@src]", status=status)
    assert found() == ()


def test_a_source_used_nowhere_has_no_uses(source):
    assert found() == ()


def test_a_fact_of_a_row_that_was_deleted_is_no_use(party):
    row = Statement.objects.create(article=party, label="Fact", value="x")
    cite(party, "[@src]", row)
    row.delete()
    assert found() == ()


def test_uses_at_a_revision_are_those_of_then(party):
    cite(party, "registered: [@src]")
    write(party, body="Body.[@src]")
    then = Revision.objects.latest("number").number
    cite(party, "")
    write(party, body="")
    assert found() == ()
    assert [use.words for use in found(moment=AsOf(then))] == ["28 November 2022", "“Body.”"]


# The demo


def test_the_page_of_a_source_leads_to_what_uses_it(demo, client):
    page = client.get("/sources/azattyq-2022-11-30/").content.decode()
    assert '<a href="/parties/baytaq-green-party/">Baytaq Green Party</a> Ideology: “The party states that it' in page


def test_the_page_of_a_disputing_source_shows_what_it_states(demo, client):
    page = client.get("/sources/kazinform-2023-03-27/").content.decode()
    assert "says otherwise: 3,341,510 votes (two digits exchanged; only 3,431,510 makes the sum 6,366,441)" in page


def test_no_use_of_the_demo_begins_or_ends_with_markup(demo):
    rough = [
        use.words
        for citation in Citation.objects.all()
        for use in uses(Present(), citation.pk, citation.key)
        if use.words.startswith(("“:", "“-", "“>", "“ ")) or "[" in use.words
    ]
    assert rough == []
