"""Parsed prose to HTML: marks, links, spans; and nothing that could harm a reader."""

import json
import warnings
from dataclasses import dataclass

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from articles.prose.reference_numbers import Footnotes
from articles.prose.rendering import Surroundings, render, render_inline
from articles.prose.syntax import parse
from tests.places import SHARED

HOSTILE = SHARED / "hostile"
MARKERS = '[]^@!|{}()#*_~`<>&;:,-\\"/ \t\nab1'
PIECES = ["[@a]", "[@a, p. 4]", "[^n]", "\n\n[^n]: ", "[[amanat|", "]]", "]{lang=kk}", "[", "<b"]
KB100 = 100_000

arbitrary = st.text() | st.text(MARKERS, max_size=80) | st.lists(st.sampled_from(PIECES)).map("".join)

needs_hostile = pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the hostile strings beside the project")


@dataclass(frozen=True)
class Target:
    url: str


def html_of(text: str, footnotes: Footnotes | None = None) -> str:
    """Everything of a text as HTML: headings, blocks, notes."""
    (prose,) = parse(text)
    around = Surroundings(
        footnotes=footnotes or Footnotes(),
        keys=frozenset({"a", "b", "c"}),
        targets={"amanat": Target("/parties/amanat/"), "secret": Target("")},
        notes=frozenset(prose.notes),
    )
    pieces = []
    for block in prose.blocks:
        if block.heading:
            pieces.append(f"<h2>{render_inline(block.heading.tokens, around)}</h2>")
        pieces.append(render(block.tokens, around))
    pieces += [f"<p>{render_inline(note, around)}</p>" for note in prose.notes.values()]
    return "".join(pieces)


def soup_of(text: str) -> BeautifulSoup:
    return BeautifulSoup(html_of(text), "html5lib")


def labels(text: str) -> list[str]:
    return [mark.get_text() for mark in soup_of(text).select("sup.mark")]


# Cites


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.[@a]", ["[1]"]),
        ("Two.[@b; @a]", ["[1]", "[2]"]),
        ("Again.[@b] And.[@a] And.[@b]", ["[1]", "[2]", "[1]"]),
        ("Side by side.[@a][@b]", ["[1]", "[2]"]),
    ],
)
def test_a_cite_is_a_mark_with_its_number(text, expected):
    assert labels(text) == expected


def test_a_locator_follows_its_mark():
    page = soup_of("Where.[@a, p. 4; @b]")
    assert [sup.get_text() for sup in page.select("sup")] == ["[1]", ": p. 4", "[2]"]


def test_a_locator_is_escaped():
    assert "&lt;b&gt;" in html_of("[@a, <b>]")


def test_a_mark_leads_to_its_reference_and_can_be_led_back_to():
    mark = soup_of("x[@a]").select_one("sup.mark")
    assert (mark["id"], mark.a["href"]) == ("cite_ref-1-0", "#cite_note-1")


@pytest.mark.parametrize("text", ["x [@unknown]", "x [@a; @unknown]", "x [@a; -@b]"])
def test_a_cite_that_cannot_be_resolved_stays_as_typed_and_takes_no_number(text):
    footnotes = Footnotes()
    assert text[2:] in html_of(text, footnotes)
    assert footnotes.references == ()


def test_numbers_go_on_from_what_the_page_marked_before():
    footnotes = Footnotes()
    footnotes.cite("c")
    html_of("x[@a] y[@c]", footnotes)
    assert [(found.key, found.uses) for found in footnotes.references] == [("c", 2), ("a", 1)]


# Notes


def test_a_note_marked_twice_has_one_letter_and_two_anchors():
    page = soup_of("One.[^n] Two.[^n]\n\n[^n]: said")
    assert [mark["id"] for mark in page.select("sup.mark")] == ["cite_ref-a-0", "cite_ref-a-1"]
    assert [mark.a["href"] for mark in page.select("sup.mark")] == ["#cite_note-a", "#cite_note-a"]


def test_a_note_may_cite():
    assert labels("One.[^n]\n\n[^n]: said[@a]") == ["[a]", "[1]"]


def test_a_mark_of_a_note_that_nobody_wrote_stays_as_typed():
    assert "[^n]" in html_of("One.[^n]")
    assert labels("One.[^n]") == []


def test_a_note_in_the_body_serves_a_mark_in_the_lead():
    lead, body = parse("Lead.[^n]", "Body.\n\n[^n]: said")
    surroundings = Surroundings(Footnotes(), frozenset(), {}, frozenset(lead.notes) | frozenset(body.notes))
    assert 'id="cite_ref-a-0"' in render(lead.blocks[0].tokens, surroundings)


def test_a_mark_stands_inside_a_span_with_a_language():
    span = soup_of("[Байтақ[^n]]{lang=kk-Cyrl}\n\n[^n]: said").select_one('span[lang="kk-Cyrl"]')
    assert span.select_one("sup.mark").get_text() == "[a]"


# Links, spans, Markdown


@pytest.mark.parametrize(("text", "words"), [("[[amanat|The party]]", "The party"), ("[[amanat]]", "amanat")])
def test_a_wiki_link_leads_to_its_article(text, words):
    link = soup_of(text).a
    assert (link["href"], link.get_text()) == ("/parties/amanat/", words)


@pytest.mark.parametrize("slug", ["secret", "no-such-article"])
def test_a_link_to_what_is_not_public_is_its_words(slug):
    page = soup_of(f"See [[{slug}|the words]].")
    assert page.a is None
    assert page.p.get_text() == "See the words."


def test_the_words_of_a_wiki_link_are_escaped():
    assert html_of("[[amanat|<b>&]]") == '<p><a href="/parties/amanat/">&lt;b&gt;&amp;</a></p>\n'


def test_a_span_keeps_its_language_and_direction():
    span = soup_of('[باي]{lang=kk-Arab dir="rtl"}').span
    assert (span["lang"], span["dir"], span.get_text()) == ("kk-Arab", "rtl", "باي")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**b** *i*", "<p><strong>b</strong> <em>i</em></p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("~~gone~~", "<p><s>gone</s></p>\n"),
        ("[w](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">w</a></p>\n'),
        ("«Байтақ» – 2\u00a0%", "<p>«Байтақ» – 2&nbsp;%</p>\n"),
    ],
)
def test_plain_markdown_is_rendered(text, expected):
    assert html_of(text) == expected


def test_a_table_is_a_table():
    page = soup_of("| a | b |\n| --- | --: |\n| 1 | 2 |")
    assert [cell.get_text() for cell in page.select("table th, table td")] == ["a", "b", "1", "2"]


# What could harm a reader


FORBIDDEN = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "img",
    "svg",
    "math",
    "form",
    "input",
    "base",
    "meta",
    "link",
}
SCHEMES = ("javascript:", "vbscript:", "data:")


def local(name: object) -> str:
    """A name without the namespace that html5lib writes before it."""
    return str(name).rsplit("}", 1)[-1]


def dangers(html: str) -> list[str]:
    """What a browser would run or fetch in `html`: elements and attributes that no prose has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib warns of characters that it replaces
        tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = []
    for element in tree.iter():
        if local(element.tag) in FORBIDDEN:
            found.append(local(element.tag))
        for name, value in element.attrib.items():
            address = "".join(character for character in value if character.isprintable()).strip().lower()
            dangerous = local(name) in ("href", "src") and address.startswith(SCHEMES)
            if local(name).startswith("on") or local(name) == "style" or dangerous:
                found.append(f"{local(element.tag)} {local(name)}={value}")
    return found


def hostile_texts() -> list[str]:
    lines = (HOSTILE / "xss" / "payloadbox.txt").read_text(encoding="utf-8", errors="replace").split("\n")
    naughty = json.loads((HOSTILE / "blns.json").read_text(encoding="utf-8"))
    tests = [path.read_text(encoding="utf-8", errors="replace") for path in (HOSTILE / "xss").glob("*/*.test")]
    return [text for text in [*lines, *naughty, *tests] if text.strip()]


@pytest.mark.parametrize(
    "html", ["<p><script>x</script>", '<b onclick="x">', '<a href=" java\nscript:x">y</a>', "<img>", "<svg></svg>"]
)
def test_a_danger_would_be_seen(html):
    assert dangers(html)


# Where an editor could put a hostile string.
PLACES = {
    "alone": "{}",
    "as link address": "[words]({})",
    "as link words": "[{}](https://example.org/)",
    "as an autolink": "<{}>",
    "as a reference's address": "[words][1]\n\n[1]: {}",
    "as a locator": "x[@a, {}]",
    "as a wiki link's words": "[[amanat|{}]]",
    "as a language": "[words]{{lang={}}}",
    "as a quoted language": '[words]{{lang="{}"}}',
    "in a note": "x[^n]\n\n[^n]: {}",
    "in a heading": "## {}",
    "in a table": "| {} |\n| --- |\n| {} |",
    "in code": "`{}`",
    "in a fence": "```{}\n{}\n```",
}


@pytest.mark.slow
@needs_hostile
@pytest.mark.parametrize("place", PLACES)
def test_hostile_strings_are_harmless(place):
    found = {text: danger for text in hostile_texts() if (danger := dangers(html_of(PLACES[place].format(text, text))))}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "<javascript:alert(1)>",
        "[x][1]\n\n[1]: javascript:alert(1)",
        '[x](https://example.org "onmouseover=alert(1)")',
        "![x](javascript:alert(1))",
        '[x]{lang="kk" onclick="alert(1)" style="color:red"}',
        "[x]{lang='\"><script>alert(1)</script>'}",
    ],
)
def test_scripts_and_dangerous_links_are_neutralised(text):
    assert dangers(html_of(text)) == []


def test_an_editor_can_set_no_id_and_no_class():
    page = soup_of("[x]{#References .site-header lang=kk} *y*{#top}\n\n# z {#content}")
    assert page.select("[id], [class]") == []


@given(arbitrary)
@example("[^n]: [^n]")
@example("[@a]\x00[^n]")
def test_any_text_renders_to_harmless_html(text):
    assert dangers(html_of(text)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "marker",
    [
        "[",
        "[[",
        "[^a",
        "[@a",
        "[@a; ",
        "[[amanat|",
        "[x]{lang=",
        "**",
        "*[",
        "[^n]: x\n",
        "> ",
        "a|b\n-|-\n",
        "<",
        "[](",
    ],
)
def test_a_hundred_kilobytes_of_one_marker_come_to_an_end(marker):
    html_of((marker * KB100)[:KB100])
