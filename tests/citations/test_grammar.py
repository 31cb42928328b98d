"""The grammar of sources: what editors may write, what they are told otherwise, and that nothing is lost on the way."""

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from citations.grammar import (
    KEY,
    Cite,
    FactSources,
    GrammarError,
    format_line,
    format_lines,
    parse,
    parse_cites,
)
from common.text import normalise, strip

# What a form stores: no control character, no lone surrogate, NFC, no ASCII space at either end.
stored_text = (
    st.text(
        st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from('\\;:[]"@!-/,n\t\n\u00a0\u2028\u2029'),
        max_size=30,
    )
    .map(normalise)
    .map(strip)
)
keys = st.from_regex(KEY, fullmatch=True)
cites = st.builds(Cite, key=keys, locator=stored_text, quotation=stored_text, printed=st.booleans()) | st.builds(
    Cite, key=keys, locator=stored_text, quotation=stored_text, printed=st.just(False), states=stored_text.filter(bool)
)
fields = st.from_regex(r"[a-z_]{0,10}", fullmatch=True)
lines = st.builds(FactSources, field=fields, cites=st.lists(cites, max_size=3).map(tuple), remark=stored_text).filter(
    lambda line: line.cites or line.remark
)
rows = st.lists(lines, max_size=4, unique_by=lambda line: line.field).map(tuple)


@given(rows)
def test_formatted_lines_parse_back_to_what_they_were(row: tuple[FactSources, ...]) -> None:
    assert parse(format_lines(row)) == tuple(sorted(row, key=lambda line: line.field))


@given(rows)
def test_formatting_is_canonical(row: tuple[FactSources, ...]) -> None:
    written = format_lines(row)
    assert format_lines(parse(written)) == written


@given(st.text() | st.text('@[];:"\\/-! ,.a\n'))
@example("[@a")
@example("[")
@example("\\")
@example('[@a "b]')
@example("[@a\\")
@example("[@a, \\]")
def test_any_text_parses_or_raises_a_grammar_error(text: str) -> None:
    try:
        parsed = parse(text)
    except GrammarError as error:
        assert str(error)
    else:
        assert all(isinstance(line, FactSources) for line in parsed)


@given(st.text() | st.text('@[];:"\\/-! ,.a\n'))
def test_any_prose_cite_parses_or_raises_a_grammar_error(text: str) -> None:
    try:
        parsed = parse_cites(text)
    except GrammarError as error:
        assert str(error)
    else:
        assert parsed and all(cite.printed and not cite.states for cite in parsed)


@given(st.text('@[];:"\\/-! ,.ab\n'))
def test_what_parses_is_not_changed_by_formatting_it(text: str) -> None:
    try:
        parsed = parse(text)
    except GrammarError:
        return
    wanted = tuple(sorted((line for line in parsed if line.cites or line.remark), key=lambda line: line.field))
    assert parse(format_lines(parsed)) == wanted


@pytest.mark.parametrize(
    ("line", "cite"),
    [
        ("[@azattyq-2022-11-30]", Cite("azattyq-2022-11-30")),
        ("[@law.2022_1, p. 4]", Cite("law.2022_1", locator="p. 4")),
        ('[@key "words quoted"]', Cite("key", quotation="words quoted")),
        ('[@key, p. 4 "words quoted"]', Cite("key", locator="p. 4", quotation="words quoted")),
        ("[-@key]", Cite("key", printed=False)),
        ("[-@key, p. 4]", Cite("key", locator="p. 4", printed=False)),
        ("[!@key: 30 November]", Cite("key", printed=False, states="30 November")),
        (
            '[!@key, p. 4 "on 30 November": 30 November]',
            Cite("key", locator="p. 4", quotation="on 30 November", printed=False, states="30 November"),
        ),
        (r"[@key, ch. 2\: Results]", Cite("key", locator="ch. 2: Results")),
        (r"[@key, p. 4\; 5]", Cite("key", locator="p. 4; 5")),
        (r"[@key, \[annex\]]", Cite("key", locator="[annex]")),
        (r"[@key, \"Intro\"]", Cite("key", locator='"Intro"')),
        (r"[@key, a\\b]", Cite("key", locator=r"a\b")),
        (r'[@key "he said \"no\""]', Cite("key", quotation='he said "no"')),
        (r"[!@key: 12\:30]", Cite("key", printed=False, states="12:30")),
        ("[!@key: 12:30]", Cite("key", printed=False, states="12:30")),
    ],
)
def test_one_source_is_read_as_it_is_written(line: str, cite: Cite) -> None:
    assert parse(line) == (FactSources(cites=(cite,)),)


def test_several_sources_stand_in_one_pair_of_brackets() -> None:
    assert parse("[@a; -@b; !@c: 5]") == (
        FactSources(cites=(Cite("a"), Cite("b", printed=False), Cite("c", printed=False, states="5"))),
    )


def test_several_brackets_on_one_line_are_one_list() -> None:
    assert parse("[@a][@b] [@c]") == parse("[@a; @b; @c]")


def test_a_line_may_name_one_field_of_the_row() -> None:
    assert parse("votes: [@key]") == (FactSources("votes", (Cite("key"),)),)


def test_each_field_has_a_line_of_its_own() -> None:
    assert parse("[@a]\nvotes: [@b]\nseats_list: [@c]") == (
        FactSources("", (Cite("a"),)),
        FactSources("votes", (Cite("b"),)),
        FactSources("seats_list", (Cite("c"),)),
    )


def test_a_remark_follows_two_slashes() -> None:
    assert parse("[@key] // counted by hand") == (FactSources(cites=(Cite("key"),), remark="counted by hand"),)


def test_a_remark_may_stand_without_a_source() -> None:
    assert parse("votes: // no source found") == (FactSources("votes", remark="no source found"),)


def test_two_slashes_inside_brackets_are_no_remark() -> None:
    assert parse("[@key, https//x]") == (FactSources(cites=(Cite("key", locator="https//x"),)),)


def test_a_remark_keeps_brackets_and_backslashes_as_typed() -> None:
    assert parse(r"// see [@a] \ and // more") == (FactSources(remark=r"see [@a] \ and // more"),)


@pytest.mark.parametrize("blank", ["", "  ", "\n\n", " \n\t\n"])
def test_blank_lines_say_nothing(blank: str) -> None:
    assert parse(blank) == ()


@pytest.mark.parametrize("text", ["[@a]\r\nvotes: [@b]\r\n", "[@a]\nvotes: [@b]", "\n[@a]\n\nvotes: [@b]\n"])
def test_line_ends_of_browsers_make_no_difference(text: str) -> None:
    assert parse(text) == (FactSources("", (Cite("a"),)), FactSources("votes", (Cite("b"),)))


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("azattyq", "stands outside brackets"),
        ("[@a] and more", "stands outside brackets"),
        ("[@a", "is not closed"),
        ("[@a [@b]]", "is not closed"),
        ("[@a\\]", "is not closed"),
        ("[a]", "names no source"),
        ("[]", "names no source"),
        ("[@a;]", "names no source"),
        ("[@]", "names no source"),
        ("[@Key]", "names no source"),
        ("[@a p. 4]", "a comma stands before"),
        ("[@a-]", "a comma stands before"),
        ('[@a "open]', "second quotation mark"),
        ('[@a "b" c]', "second quotation mark"),
        ("[@a: 5]", "with both marks"),
        ("[-@a: 5]", "with both marks"),
        ("[!@a]", "with both marks"),
        ("[!@a: ]", "with both marks"),
        ("[@a]\n[@b]", "“the row” has two lines"),
        ("votes: [@a]\nvotes: [@b]", "“votes” has two lines"),
    ],
)
def test_an_editor_is_told_how_to_mend_a_line(line: str, advice: str) -> None:
    with pytest.raises(GrammarError, match=advice):
        parse(line)


@pytest.mark.parametrize(
    ("language", "line", "advice"),
    [
        ("kk", "[@a", "«[@a» жабылмаған. Дереккөзден кейін ] қойыңыз."),
        ("kk", "[@a: 5]", "@a: дереккөздің басқаша айтқаны екі белгімен, ! және : арқылы жазылады – [!@a: оның сөзі]."),
        ("kk", "votes: [@a]\nvotes: [@b]", "«votes» үшін екі жол жазылған. Дереккөздерін бір жолға жинаңыз."),
        ("ru", "[@a", "«[@a» не закрыто. Поставьте ] после источника."),
        ("ru", "[@a p. 4]", "@a: перед местом в источнике ставится запятая: [@a, p. 4]."),
        ("ru", "[@a]\n[@b]", "Для «вся строка» написаны две строки. Укажите источники в одной."),
    ],
)
def test_an_editor_is_told_in_the_language_of_the_form(language: str, line: str, advice: str) -> None:
    with override(language), pytest.raises(GrammarError) as raised:
        parse(line)
    assert str(raised.value) == advice


@pytest.mark.parametrize("inside", ["-@a", '@a "words"', "@Key", "", "@a p. 4", '@a "open'])
def test_no_advice_on_a_cite_in_prose_stays_english(inside: str) -> None:
    with pytest.raises(GrammarError) as english:
        parse_cites(inside)
    for language in ("kk", "ru"):
        with override(language), pytest.raises(GrammarError) as raised:
            parse_cites(inside)
        assert str(raised.value) != str(english.value)


def test_the_whole_row_is_printed_first_and_fields_by_name() -> None:
    row = (FactSources("votes", (Cite("b"),)), FactSources("seats", (Cite("c"),)), FactSources("", (Cite("a"),)))
    assert format_lines(row) == "[@a]\nseats: [@c]\nvotes: [@b]"


def test_empty_lines_vanish() -> None:
    assert format_lines((FactSources("votes"), FactSources("seats", remark="counted"))) == "seats: // counted"


def test_a_line_is_printed_with_all_its_parts() -> None:
    line = FactSources("votes", (Cite("a", "p. 4", "words"), Cite("b", printed=False)), "by hand")
    assert format_line(line) == 'votes: [@a, p. 4 "words"; -@b] // by hand'


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_line_separator_inside_a_quotation_ends_no_line(separator: str) -> None:
    row = (FactSources(cites=(Cite("a", quotation=f"one{separator}two"),)),)
    assert parse(format_lines(row)) == row


def test_a_quotation_of_two_paragraphs_comes_back_whole() -> None:
    row = (FactSources(cites=(Cite("a", quotation="first paragraph\nsecond paragraph"),)),)
    assert parse(format_lines(row)) == row


def test_a_remark_of_two_lines_comes_back_whole() -> None:
    row = (FactSources("votes", remark="first line\nsecond line"), FactSources("z", remark=r"C:\new"))
    assert parse(format_lines(row)) == row


def test_a_stated_value_of_two_lines_comes_back_whole() -> None:
    row = (FactSources(cites=(Cite("a", printed=False, states="first line\nsecond line"),)),)
    assert parse(format_lines(row)) == row


@pytest.mark.parametrize("locator", ["\u00a0p. 4", "p. 4\u00a0", "\u202fp. 4"])
def test_a_no_break_space_at_the_edge_of_a_locator_is_kept(locator: str) -> None:
    row = (FactSources(cites=(Cite("a", locator=locator),)),)
    assert parse(format_lines(row)) == row


def test_prose_cites_may_have_a_place_in_the_source() -> None:
    assert parse_cites("@a, p. 4; @b") == (Cite("a", locator="p. 4"), Cite("b"))


@pytest.mark.parametrize("inside", ["-@a", "!@a: 5", "@a; -@b", '@a "words"'])
def test_prose_takes_no_minus_no_dispute_and_no_quotation(inside: str) -> None:
    with pytest.raises(GrammarError):
        parse_cites(inside)
