"""What an editor is told of a text: unknown sources, impossible links, stray notes, markers that were not finished."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Status
from articles.prose.checking import check_prose
from citations.models import Citation
from parties.models import Party
from revisions.tracking.recording import recording


@pytest.fixture
def known(db) -> None:
    """Sources a and b, the article amanat, the draft secret."""
    with recording():
        for key in ("a", "b"):
            Citation.objects.create(key=key, title=key)
        Party.objects.create(slug="amanat", title="Amanat", status=Status.PUBLISHED)
        Party.objects.create(slug="secret", title="Secret")


def faults(lead: str = "", body: str = "") -> dict[str, list[str]]:
    try:
        check_prose(lead, body)
    except ValidationError as error:
        return error.message_dict
    return {}


def fault(body: str) -> str:
    """The only fault of a body."""
    found = faults(body=body)
    assert list(found) == ["body"] and len(found["body"]) == 1, found
    return found["body"][0]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Plain words, [a link](https://example.org/) and «quotes».",
        "One.[@a] Two.[@a; @b] Where.[@a, p. 4]",
        "See [[amanat|the party]] and [[amanat]].",
        "A fact.[^n] Again.[^n]\n\n[^n]: Said over\ntwo lines.[@b]",
        "One.[^n]\n\n[^n]: See also.[^m]\n\n[^m]: More.",
        "A draft may be linked: [[secret]].",
        "[Байтақ[^n]]{lang=kk-Cyrl}\n\n[^n]: x",
        "Money: 5 [sic] and an address a@b.kz",
        "Brackets [in [brackets]] here",
    ],
)
def test_a_sound_text_is_taken(known, body):
    assert faults(body=body) == {}


def test_a_link_may_lead_to_what_is_still_to_be_written(known):
    assert faults(body="[[new-party]] and [[another-party|another]]") == {}


def test_a_note_may_be_marked_in_the_lead_and_written_in_the_body(known):
    assert faults(lead="Lead.[^n]", body="Body.\n\n[^n]: said") == {}


@pytest.mark.parametrize("body", ["x[@no-such]", "x[@a; @no-such]", "x[^n]\n\n[^n]: y[@no-such]", "## H[@no-such]"])
def test_an_unknown_source_is_named(known, body):
    assert "“no-such”" in fault(body)


@pytest.mark.parametrize("body", ["[[No such]]", "[[No such|words]]", "x[^n]\n\n[^n]: [[No such|y]]"])
def test_a_link_to_what_can_be_no_address_is_named(known, body):
    assert "“No such”" in fault(body)


def test_a_mark_without_its_note_is_named(known):
    assert "[^n]" in fault("x[^n]")


def test_a_note_without_its_mark_is_named(known):
    assert "[^n]" in fault("x\n\n[^n]: said")


def test_a_note_written_twice_is_named(known):
    assert "[^n]" in fault("x[^n]\n\n[^n]: one thing\n\n[^n]: another thing")


@pytest.mark.parametrize("body", ["x[-@a]", "x[!@a: 30 November]", "x[@a; -@b]", "x[@a; !@b: 30 November]"])
def test_the_marks_of_source_lines_are_refused_in_prose(known, body):
    assert "[@key]" in fault(body)


def test_a_quotation_is_refused_in_prose(known):
    assert "[@key" in fault('x[@a, p. 4 "its words"]')


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        ("x[@a and more", "“[@a and more”"),
        ("x[@a\n]", "“[@a”"),
        ("See [[amanat and more", "“[[amanat and more”"),
        ("See [[amanat|words] and more", "“[[amanat|words] and more”"),
        ("One [[amanat]] and [[amanat", "“[[amanat”"),
    ],
)
def test_a_marker_that_is_not_closed_is_shown(known, body, excerpt):
    assert excerpt in fault(body)


@pytest.mark.parametrize("body", ["A note.[^n", "[Байтақ]{lang=kk-Cyrl and more", "A note.[^сноска]", "A note.[^n 1]"])
def test_a_marker_that_would_be_printed_as_typed_is_a_fault(known, body):
    assert "body" in faults(body=body)


def test_each_field_gets_its_own_faults(known):
    found = faults(lead="x[@no-a]", body="x[@no-b]")
    assert ("no-a" in found["lead"][0], "no-b" in found["body"][0]) == (True, True)


def test_all_faults_are_told_at_once(known):
    assert len(faults(body="x[@no-a][@no-b] [[No c]] y[^n] [@Bad]")["body"]) == 5


def test_a_heading_in_a_lead_is_refused(known):
    assert "lead" in faults(lead="Words.\n\n## Heading\n\nMore words.")


class AnyText(TestCase):
    @given(st.text() | st.text('[]^@!|{}()#*`:;,-\\" \nab1', max_size=60))
    def test_any_text_is_taken_or_refused_in_words(self, text: str) -> None:
        assert all(message for messages in faults(text, text).values() for message in messages)
