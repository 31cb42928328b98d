"""The stored form of text: what is made equal, and what stays as an editor typed it."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.text import NO_CHARACTERS, TURNING, harmless, normalise, refuse_control_characters, strip


@given(st.text())
def test_the_stored_form_is_its_own_stored_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_the_stored_form_has_no_carriage_return(text: str) -> None:
    assert "\r" not in normalise(text)


@given(st.text())
def test_the_stored_form_is_canonically_equal_to_what_was_typed(text: str) -> None:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    assert unicodedata.normalize("NFD", normalise(text)) == unicodedata.normalize("NFD", unix)


@given(st.text())
def test_text_of_a_windows_browser_and_of_a_unix_one_are_stored_alike(text: str) -> None:
    unix = text.replace("\r", "")
    assert normalise(unix.replace("\n", "\r\n")) == normalise(unix)


@pytest.mark.parametrize("typed", ["a\r\nb", "a\rb", "a\nb"])
def test_every_line_end_becomes_a_line_feed(typed: str) -> None:
    assert normalise(typed) == "a\nb"


def test_letters_with_marks_are_composed() -> None:
    assert normalise("И\u0306") == "Й"


@pytest.mark.parametrize("typed", ["\u00a0", "«Байтақ»", "1995–2004", "…", "\u202f", "\u200b", "ﬁ", " a ", "\ta"])
def test_what_an_editor_typed_on_purpose_stays(typed: str) -> None:
    assert normalise(typed) == typed


@given(st.text())
def test_stripping_twice_strips_no_more(text: str) -> None:
    assert strip(strip(text)) == strip(text)


def test_ascii_spaces_are_stripped() -> None:
    assert strip(" \t\r\n\v\fBaytaq \t\r\n\v\f") == "Baytaq"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_no_break_and_typographic_spaces_are_not_stripped(space: str) -> None:
    assert strip(f"{space}Baytaq{space}") == f"{space}Baytaq{space}"


@pytest.mark.parametrize(
    "character", ["\0", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\ud800", *NO_CHARACTERS, *TURNING]
)
def test_control_characters_are_refused_by_their_code(character: str) -> None:
    with pytest.raises(ValidationError) as raised:
        refuse_control_characters(f"Bay{character}taq")
    assert f"U+{ord(character):04X}" in raised.value.messages[0]


@given(
    st.text(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=TURNING + NO_CHARACTERS)
        | st.sampled_from("\n\t\r")
    )
)
def test_all_other_characters_are_accepted(text: str) -> None:
    refuse_control_characters(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\x0btwo", "one two"),
        ("a\0b", "a b"),
        ("one\r\ntwo", "one two"),
        ("\u202eevil", "evil"),
        ("a\uffffb", "a b"),
        ("«ә»\u00a0–", "«ә»\u00a0–"),
    ],
)
def test_a_comment_is_made_harmless(text, said):
    assert harmless(text) == said
