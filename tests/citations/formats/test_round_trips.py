"""Written and read again: every field that a format has comes back, for the demo's sources and for any text."""

import json
from dataclasses import replace
from pathlib import Path

import bibtexparser
import jsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from citations.formats.biblatex import read_biblatex, write_biblatex
from citations.formats.csl_json import TYPES, csl_item, read_csl_json, write_csl_json
from citations.formats.languages import langid, language_of
from citations.formats.ris import read_ris, write_ris
from citations.records import AuthorName, SourceRecord
from tests.citations.known_records import ROOT, demo_records

SCHEMA = ROOT.parent / "shared/data/csl/schema/csl-data.json"
FORMATS = {
    "csl-json": (write_csl_json, read_csl_json),
    "biblatex": (write_biblatex, read_biblatex),
    "ris": (write_ris, read_ris),
}
# What a format has no field for; an editor's remark is in none.
LOST = {
    "csl-json": (),
    "biblatex": (),
    "ris": ("archived", "url_state", "original", "title_supplied"),
}


def kept(record: SourceRecord, name: str) -> SourceRecord:
    """The record as far as a format can carry it."""
    lost = {field: SourceRecord.__dataclass_fields__[field].default for field in ("note", *LOST[name])}
    return replace(record, **lost)


@pytest.mark.parametrize("name", FORMATS)
def test_the_demos_sources_come_back_whole(name):
    write, read = FORMATS[name]
    records = list(demo_records().values())
    found = read(write(records))
    assert [understood.record for understood in found] == [kept(record, name) for record in records]
    assert [understood.left for understood in found] == [()] * 205


LINE = (
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30)
    .map(lambda text: text.strip().replace("  ", " "))
    .filter(lambda text: text and "  " not in text)
)
WORD = st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=1, max_size=12)
DATE = st.sampled_from(["", "2015", "2022-12", "2022-09-24"])
AUTHOR = st.one_of(
    st.builds(AuthorName, family=WORD, given=WORD),
    st.builds(AuthorName, family=WORD),
    st.builds(AuthorName, literal=WORD),
)
RECORD = st.builds(
    SourceRecord,
    key=st.from_regex(r"[a-z][a-z0-9]{0,8}(?:-[a-z0-9]{1,8}){0,2}", fullmatch=True),
    type=st.sampled_from(sorted(TYPES)),
    title=LINE,
    translated_title=st.just("") | LINE,
    language=st.sampled_from(["", "ru", "kk", "en", "de", "uk", "ar", "ja"]),
    container_title=st.just("") | LINE,
    publisher=st.just("") | LINE,
    publisher_place=st.just("") | LINE,
    issued=DATE,
    accessed=DATE,
    url=st.sampled_from(["", "https://example.org/a?b=1&c=%D0%9F#x", "https://example.org/a_(b)~c"]),
    volume=st.just("") | WORD,
    issue=st.just("") | WORD,
    page=st.sampled_from(["", "4", "4–7", "iv", "4-7, 9"]),
    authors=st.lists(AUTHOR, max_size=3).map(tuple),
)


@pytest.mark.parametrize("name", FORMATS)
@given(record=RECORD)
def test_any_source_comes_back_whole(name, record):
    write, read = FORMATS[name]
    [found] = read(write([record]))
    assert found.record == kept(record, name)


@pytest.mark.parametrize("name", FORMATS)
@given(title=LINE)
def test_a_title_begins_no_second_source(name, title):
    write, read = FORMATS[name]
    for attack in (title, f"{title}\nER  - \nTY  - NEWS", f"{title}}}\n@book{{x,", f'{title}", "type": "book'):
        assert len(read(write([SourceRecord(key="one", title=attack)]))) == 1


def test_names_that_could_be_parted_stay_whole():
    authors = (
        AuthorName("Smith, Jr", "John"),
        AuthorName(literal="Ministry of Trade and Integration"),
        AuthorName("And", "And"),
    )
    for name in ("biblatex", "csl-json"):
        write, read = FORMATS[name]
        assert read(write([SourceRecord(key="one", title="T", authors=authors)]))[0].record.authors == authors


# With readers that are not ours


@pytest.mark.skipif(not SCHEMA.exists(), reason="the CSL schema is not in ../shared/data")
def test_csl_json_is_valid_against_its_schema():
    schema = json.loads(Path(SCHEMA).read_text())
    jsonschema.validate(json.loads(write_csl_json(demo_records().values())), schema)
    full = SourceRecord(**{name: "x" for name in SourceRecord.__dataclass_fields__ if name != "authors"})
    dated = replace(
        full, type="book", issued="2015", accessed="2022-12", archived="2022", authors=(AuthorName("A", "B"),)
    )
    jsonschema.validate([csl_item(dated)], schema)


def test_biblatex_is_read_by_a_parser_of_others():
    library = bibtexparser.parse_string(write_biblatex(demo_records().values()))
    assert len(library.entries) == 205
    assert library.failed_blocks == []
    entry = library.entries_dict["azattyq-2023-02-04"]
    fields = {field.key: field.value for field in entry.fields}
    assert entry.entry_type == "article"
    assert (fields["langid"], fields["urldate"], fields["date"]) == ("russian", "2023-02-05", "2023-02-04")
    assert fields["author"] == "ТОЙКЕН, Сания"


def test_a_web_page_is_online_in_biblatex():
    text = write_biblatex([demo_records()["baytaq-kz-charter"]])
    assert text.startswith("@online{baytaq-kz-charter,\n")
    assert "urldate = {2026-11-22}" in text


def test_ris_is_read_by_a_parser_of_others():
    entries = rispy.loads(write_ris(demo_records().values()))
    assert len(entries) == 205
    [entry] = [entry for entry in entries if entry["id"] == "azattyq-2023-02-04"]
    assert (entry["type_of_reference"], entry["authors"], entry["date"]) == ("NEWS", ["ТОЙКЕН, Сания"], "2023/02/04/")


def test_an_editors_remark_leaves_the_house_in_no_format():
    record = SourceRecord(key="one", title="T", note="a secret remark")
    assert all("secret" not in write([record]) for write, _read in FORMATS.values())


@pytest.mark.parametrize(
    "tag", ["ru", "kk", "en", "de", "uk", "pt", "el", "nb", "uz", "ky", "ja", "zh", "fr", "it", "sv", "pl"]
)
def test_languages_have_names_in_tex(tag):
    assert language_of(langid(tag)) == tag
