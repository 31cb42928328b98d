"""Source lines to rows and back: exactly what the line says, and nothing written that stays the same."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import FactCitation, FactNote, Name, Status
from articles.sourcing.lines import add_sources, fact_key_of, line_of_field, parse_sources, read_sources, set_sources
from citations.grammar import KEY, Cite, FactSources, format_lines
from citations.models import Citation
from citations.store import citation_ids
from common.text import NO_CHARACTERS, TURNING, normalise, strip
from parties.models import Party
from revisions.models import Revision
from revisions.tracking.recording import recording

FIELDS = ("title", "founded", "registered")


@pytest.fixture
def party(db) -> Party:
    with recording():
        for key in ("a", "b", "c"):
            Citation.objects.create(key=key, title=key)
        return Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED)


@pytest.fixture
def name(party) -> Name:
    return Name.objects.create(article=party, text="Альфа", language="kk-Cyrl")


def say(article: Party, text: str, row: Name | None = None) -> int | None:
    """Make the source lines of a row be `text`; returns the revision, None when nothing was written."""
    with recording() as opened:
        set_sources(article.pk, row, parse_sources(text, FIELDS if row is None else ("", "meaning")))
    return opened.number


def read(article: Party, row: Name | None = None) -> str:
    return read_sources(article.pk).get(fact_key_of(row), "")


# Reading what was written


@pytest.mark.parametrize(
    "text",
    [
        "registered: [@a]",
        "registered: [@a; @b]",
        'registered: [@a, p. 4 "its words"; -@b; !@c: 30 November]',
        "registered: [@a] // counted by hand",
        "registered: // nobody knows",
        "founded: [@b]\nregistered: [@a]",
        "registered: [@a; @a, p. 9]",
        "",
    ],
)
def test_lines_come_back_as_they_were_written(party, text):
    say(party, text)
    assert read(party) == text


@pytest.mark.parametrize("text", ["[@a; -@b]", "[@a] // checked", "[@a]\nmeaning: [@b]"])
def test_lines_of_a_row_come_back_as_they_were_written(party, name, text):
    say(party, text, name)
    assert read(party, name) == text


def test_the_sources_of_a_row_are_not_those_of_the_article(party, name):
    say(party, "registered: [@a]")
    say(party, "[@b]", name)
    assert read_sources(party.pk) == {(None, None): "registered: [@a]", fact_key_of(name): "[@b]"}


def test_the_line_of_a_field_is_told_from_the_others():
    text = "founded: [@b]\nregistered: [@a] // why"
    assert line_of_field(text, "registered") == "[@a] // why"
    assert line_of_field(text, "title") == ""


def test_a_fact_key_is_the_same_for_a_row_and_its_past(party, name):
    assert fact_key_of(name) == fact_key_of(name.history.get())
    assert fact_key_of(None) == (None, None)


# Writing only what changed


def test_the_same_lines_again_make_no_revision(party):
    say(party, 'registered: [@a, p. 4 "words"; !@c: 30 November] // why')
    assert say(party, 'registered: [@a, p. 4 "words"; !@c: 30 November] // why') is None


def test_a_changed_locator_keeps_its_row(party):
    say(party, "registered: [@a, p. 4; @b]")
    before = FactCitation.objects.get(citation__key="a").pk
    say(party, "registered: [@a, p. 5; @b]")
    assert FactCitation.objects.get(citation__key="a", locator="p. 5").pk == before


def test_another_order_keeps_the_rows_and_changes_their_places(party):
    say(party, "registered: [@a; @b]")
    before = set(FactCitation.objects.values_list("pk", flat=True))
    say(party, "registered: [@b; @a]")
    assert set(FactCitation.objects.values_list("pk", flat=True)) == before
    assert read(party) == "registered: [@b; @a]"


def test_what_is_left_out_is_deleted(party):
    say(party, "founded: [@b]\nregistered: [@a; @b] // why")
    say(party, "registered: [@b]")
    assert read(party) == "registered: [@b]"
    assert not FactNote.objects.exists()


def test_sources_are_added_after_all_that_a_fact_names_and_none_twice(party):
    say(party, "registered: [-@a, p. 4; !@b: 30 November]")
    with recording():
        cites = parse_sources("[@a; @b, p. 9; @c]", ("",))[0].cites
        add_sources(party.pk, (None, None), "registered", cites, citation_ids({"a", "b", "c"}))
    assert read(party) == "registered: [-@a, p. 4; !@b: 30 November; @b, p. 9; @c]"


def test_a_remark_alone_may_change(party):
    say(party, "registered: [@a] // one")
    before = FactNote.objects.get().pk
    say(party, "registered: [@a] // two")
    assert (FactNote.objects.get().pk, FactNote.objects.get().text) == (before, "two")


def test_a_dispute_prints_no_mark(party):
    say(party, "registered: [!@a: 30 November]")
    assert not FactCitation.objects.get().printed


def test_the_revision_is_the_articles_own(party):
    number = say(party, "registered: [@a]")
    assert Revision.objects.get(number=number).changes.filter(own=True, object_id=party.pk).exists()


# What is refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("slogan: [@a]", "“slogan” is no field with sources here. There are: founded, registered, title."),
        ("[@a]", "is no field with sources here"),
        ("registered: [@no-such]", "No source has the key “no-such”"),
        ("registered: [@a", "is not closed"),
        ("registered: @a", "stands outside brackets"),
        ("registered: [@a]\nregistered: [@b]", "has two lines"),
        ("registered: [@a; @]", "names no source"),
        ("registered: [!@a]", "what a source states instead"),
    ],
)
def test_a_wrong_line_is_refused_in_words(party, text, words):
    with pytest.raises(ValidationError) as refused:
        parse_sources(text, FIELDS)
    assert words in refused.value.messages[0]


def test_a_field_of_another_row_is_refused_where_there_are_none(party):
    with pytest.raises(ValidationError, match="There are: none"):
        parse_sources("votes: [@a]", ("",))


def test_known_keys_may_be_given(db):
    assert parse_sources("registered: [@fresh]", FIELDS, {"fresh": 7})[0].cites == (Cite("fresh"),)
    with pytest.raises(ValidationError):
        parse_sources("registered: [@fresh]", FIELDS, {})


@pytest.mark.parametrize(
    "text",
    [
        "registered: [@a, p. 4\x07]",
        'registered: [@a "wo\x00rds"]',
        "registered: [!@a: 30\x1b November]",
        "registered: [@a] // why\x00 not",
        "registered: [@a, " + "x" * 201 + "]",
    ],
    ids=["locator", "quotation", "stated value", "remark", "too long"],
)
def test_what_cannot_be_stored_is_refused(party, text):
    with pytest.raises(ValidationError):
        say(party, text)
    assert read(party) == ""


# Any line


stored = (
    st.text(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=TURNING + NO_CHARACTERS)
        | st.sampled_from('\\;:[]"@!-/,\u00a0'),
        max_size=20,
    )
    .map(normalise)
    .map(strip)
)
cites = st.builds(
    Cite, key=st.sampled_from("abc"), locator=stored, quotation=stored, printed=st.booleans()
) | st.builds(Cite, key=st.sampled_from("abc"), locator=stored, printed=st.just(False), states=stored.filter(bool))
lines = st.lists(
    st.builds(FactSources, st.sampled_from(FIELDS), st.lists(cites, max_size=4).map(tuple), stored),
    max_size=3,
    unique_by=lambda line: line.field,
).map(tuple)


class AnyLines(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        with recording():
            cls.ids = {key: Citation.objects.create(key=key, title=key).pk for key in "abc"}
            cls.party = Party.objects.create(slug="alpha", title="Alpha")

    @given(lines, lines)
    def test_what_is_set_is_what_is_read_whatever_was_there(self, before, after) -> None:
        with recording():
            set_sources(self.party.pk, None, before)
        with recording():
            set_sources(self.party.pk, None, after)
        assert read_sources(self.party.pk).get((None, None), "") == format_lines(after)

    @given(st.from_regex(KEY, fullmatch=True))
    def test_any_key_is_known_or_named(self, key: str) -> None:
        try:
            assert parse_sources(f"title: [@{key}]", FIELDS)[0].cites[0].key in self.ids
        except ValidationError as error:
            assert key in error.messages[0]
