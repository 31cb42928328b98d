"""What a text says and names: cites, notes, wiki links, spans, headings; and that no text breaks the parser."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.prose.syntax import Prose, parse

MARKERS = '[]^@!|{}()#*_~`<>&;:,-\\"/ \t\nab1'
PIECES = ["[@a]", "[@a, p. 4]", "[^a]", "[^a]: ", "[[a|b]]", "[[a]]", "]{lang=kk}", "[", "## ", "\n\n", "**"]

arbitrary = st.text() | st.text(MARKERS, max_size=80) | st.lists(st.sampled_from(PIECES)).map("".join)


def one(text: str) -> Prose:
    (prose,) = parse(text)
    return prose


def headings(text: str) -> list[tuple[int, str]]:
    return [(block.heading.level, block.heading.text) for block in one(text).blocks if block.heading]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Founded in 2022.[@azattyq-2022-11-30]", {"azattyq-2022-11-30"}),
        ("Two.[@a; @b]", {"a", "b"}),
        ("Twice.[@a] And again.[@a]", {"a"}),
        ("Where.[@a, p. 4]", {"a"}),
        ("A list:\n\n- one[@a]\n- two[@b]", {"a", "b"}),
        ("| head |\n| --- |\n| cell[@a] |", {"a"}),
        ("> quoted[@a]", {"a"}),
        ("## Heading[@a]", {"a"}),
        ("**bold[@a]**", {"a"}),
        ("Said.[^n]\n\n[^n]: A note.[@a]", {"a"}),
        ("An address: mail@example.org and [a link](https://example.org/@a)", set()),
        ("`[@a]`", set()),
        ("Escaped: \\[@a]", set()),
    ],
)
def test_sources_are_found_wherever_they_are_cited(text, keys):
    assert one(text).keys == keys


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("[[amanat|The ruling party]]", {"amanat"}),
        ("[[amanat]]", {"amanat"}),
        ("[[ amanat | Amanat ]]", {"amanat"}),
        ("- [[amanat|A]]\n- [[auyl|B]]", {"amanat", "auyl"}),
        ("A note.[^n]\n\n[^n]: About [[amanat|Amanat]].", {"amanat"}),
        ("[[amanat|A]][[auyl|B]]", {"amanat", "auyl"}),
        ("`[[amanat|A]]`", set()),
    ],
)
def test_articles_are_found_wherever_they_are_linked(text, slugs):
    assert one(text).slugs == slugs


def test_a_note_is_defined_on_a_line_of_its_own_and_taken_out_of_the_text():
    prose = one("A fact.[^a]\n\n[^a]: What there is to say.\n\nThe next paragraph.")
    assert list(prose.notes) == ["a"]
    printed = "".join(token.content for block in prose.blocks for token in block.tokens)
    assert "What there is to say" not in printed and "The next paragraph" in printed


@pytest.mark.parametrize(
    "text",
    [
        "[^a]: first line\nsecond line\nthird line",
        "[^a]: first line\n    second line\n    third line",
        "Text.[^a]\n\n[^a]: first line\nsecond line\nthird line\n\nMore text.",
    ],
)
def test_a_note_goes_on_until_the_next_blank_line(text):
    (inline,) = one(text).notes["a"]
    assert [child.content.strip() for child in inline.children if child.type == "text"] == [
        "first line",
        "second line",
        "third line",
    ]


def test_a_note_ends_where_the_next_one_begins():
    notes = one("[^a]: one\n[^b]: two").notes
    assert {name: tokens[0].content for name, tokens in notes.items()} == {"a": "one", "b": "two"}


def test_a_heading_right_after_a_note_is_a_heading():
    assert headings("Text.[^a]\n\n[^a]: said\n## History\n\nMore.") == [(2, "History")]


def test_marks_of_notes_are_listed_in_their_order():
    assert one("One.[^b] Two.[^a] Three.[^b]\n\n[^a]: x\n\n[^b]: y").note_marks == ("b", "a", "b")


def test_a_mark_in_a_note_counts_as_a_mark():
    assert one("One.[^a]\n\n[^a]: see also[^b]\n\n[^b]: y").note_marks == ("a", "b")


def test_a_mark_inside_a_span_with_a_language_is_a_mark():
    prose = one("[«Байтақ» партиясы[^a]]{lang=kk-Cyrl}\n\n[^a]: x")
    assert prose.note_marks == ("a",)


def test_a_span_carries_its_language():
    (block,) = one('Called [Байтақ]{lang=kk-Cyrl} and [باي]{lang=kk-Arab dir="rtl"}.').blocks
    spans = [child.attrs for child in block.tokens[1].children if child.type == "span_open"]
    assert spans == [{"lang": "kk-Cyrl"}, {"lang": "kk-Arab", "dir": "rtl"}]


def test_a_span_takes_no_other_attribute():
    (block,) = one('[x]{lang=kk onclick="alert(1)" .loud #top style="color:red"}').blocks
    [attrs] = [child.attrs for child in block.tokens[1].children if child.type == "span_open"]
    assert attrs == {"lang": "kk", "class": "loud"}  # the class is refused, and printed nowhere: it may be a tag


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One", [(2, "One")]),
        ("## Two\n\n### Three\n\n#### Four", [(2, "Two"), (3, "Three"), (4, "Four")]),
        ("###### Deep", [(2, "Deep")]),
        ("## A\n\n##### B\n\n## C", [(2, "A"), (3, "B"), (2, "C")]),
        ("# A\n\n# B", [(2, "A"), (2, "B")]),
        ("Title\n=====\n\nPart\n----", [(2, "Title"), (2, "Part")]),
        ("## **Bold** and `code`[@a]", [(2, "Bold and code")]),
        ("## About [[amanat|Amanat]]", [(2, "About Amanat")]),
        ("## [[amanat|Amanat]]", [(2, "Amanat")]),
        ("## [Байтақ]{lang=kk-Cyrl}", [(2, "Байтақ")]),
        ("## R&amp;D \\* star", [(2, "R&D * star")]),
        ("> # In a quotation", []),
    ],
)
def test_headings_start_at_two_and_skip_no_level(text, expected):
    assert headings(text) == expected


def test_the_text_before_the_first_heading_has_none():
    blocks = one("Before.\n\n## First\n\nInside.").blocks
    assert [block.heading and block.heading.text for block in blocks] == [None, "First"]
    assert blocks[1].tokens[1].content == "Inside."


def test_an_empty_text_has_no_blocks():
    assert one("").blocks == one("  \n\n ").blocks == ()


def test_raw_html_and_images_are_text():
    (block,) = one('<b>x</b> ![alt](https://example.org/x.png "t")').blocks
    assert not {"html_inline", "image"} & {child.type for child in block.tokens[1].children}


@pytest.mark.parametrize("text", ["[@a; -@b]", "[@a; !@b: 30 November]", "[@Key]", "[@a p. 4]", "[@]", "[@a;]"])
def test_what_is_no_cite_of_prose_is_a_fault(text):
    prose = one(text)
    assert len(prose.faults) == 1
    assert prose.keys == frozenset()


def test_a_lead_and_its_body_are_parsed_apart():
    lead, body = parse("Lead.[^a][@x]", "[^a]: said[@y]")
    assert (lead.note_marks, lead.keys) == (("a",), {"x"})
    assert (list(body.notes), body.keys) == (["a"], {"y"})


@given(arbitrary)
@example("[^a]: [^a]: x")
@example("[@a\\]")
@example("[a]{lang=[b]{lang=kk}}")
def test_any_text_parses(text):
    prose = one(text)
    levels = [1, *(block.heading.level for block in prose.blocks if block.heading)]
    assert all(2 <= after <= before + 1 for before, after in pairwise(levels))


@given(arbitrary)
def test_a_text_parses_the_same_twice(text):
    assert one(text) == one(text)
