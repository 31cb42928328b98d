"""Reading and writing the folder: text that people can read, and every value back as it was."""

import string

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articles.interchange.files import Entry, FolderError, read_directory, read_list, write
from common.text import normalise

text = st.text(
    st.characters(exclude_categories=("Cc", "Cs"))
    | st.sampled_from("\n\t '\"#:-{}[]&*!|>%@`,?\\\u2028\u2029\ufeff\u00a0")
).map(normalise)
values = st.recursive(
    text | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(string.ascii_lowercase, min_size=1), inner),
    max_leaves=6,
)
records = st.dictionaries(st.text(string.ascii_lowercase + "_", min_size=1, max_size=8), values, max_size=4)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "parties").mkdir()
    return tmp_path


def test_a_directory_is_read_in_the_order_of_its_names(folder):
    for slug in ("b", "a"):
        write(folder, f"parties/{slug}.yaml", {"slug": slug})
    assert list(read_directory(folder, "parties")) == [
        Entry("parties/a.yaml", "a", {"slug": "a"}),
        Entry("parties/b.yaml", "b", {"slug": "b"}),
    ]


def test_other_files_of_a_directory_are_left_alone(folder):
    for name in ("notes.txt", "a.yml", "a.yaml.bak"):
        (folder / "parties" / name).write_text("- not a record", encoding="utf-8")
    assert list(read_directory(folder, "parties")) == []


def test_a_directory_that_is_missing_holds_nothing(folder):
    assert list(read_directory(folder, "people")) == []


def test_a_list_that_is_missing_holds_nothing(folder):
    assert read_list(folder, "citations.yaml", "key") == []


def test_the_records_of_a_list_are_named_for_messages(folder):
    write(folder, "citations.yaml", [{"key": "a"}, {"title": "B"}])
    assert [entry.name for entry in read_list(folder, "citations.yaml", "key")] == ["a", "record 2"]


@pytest.mark.parametrize("record", ["a: 1\na: 2", "a:\n  b: 1\n  b: 2", "a:\n  - {b: 1, b: 2}", "1: a\n1: b"])
def test_a_key_written_twice_is_refused(folder, record):
    (folder / "parties" / "x.yaml").write_text(record, encoding="utf-8")
    with pytest.raises(FolderError, match=r"^parties/x.yaml: .* is written twice"):
        list(read_directory(folder, "parties"))


def test_the_place_of_a_fault_is_told(folder):
    (folder / "parties" / "x.yaml").write_text("slug: x\ntitle: [\n", encoding="utf-8")
    with pytest.raises(FolderError, match="line 3"):
        list(read_directory(folder, "parties"))


def test_a_record_is_written_as_people_write_it(folder):
    record = {
        "slug": "x",
        "lead": "First line.\n\nThird «line» – №3.\n",
        "founded": "2022",
        "seats": 0,
        "complete": False,
        "names": [{"text": "Байтақ", "language": "kk-Cyrl"}],
    }
    write(folder, "parties/x.yaml", record)
    assert (folder / "parties/x.yaml").read_text(encoding="utf-8") == (
        "slug: x\n"
        "lead: |\n  First line.\n\n  Third «line» – №3.\n"
        "founded: '2022'\n"
        "seats: 0\n"
        "complete: false\n"
        "names:\n  - text: Байтақ\n    language: kk-Cyrl\n"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records)
@example({"a": "\n"})
@example({"a": [" leading\n  spaces\n"]})
@example({"a": "trailing space \nnext"})
@example({"a": "no"})
@example({"a": "2022-09-24"})
@example({"a": "1_000"})
@example({"a": "long words " * 20_000})
def test_what_is_written_is_read_back(folder, record):
    write(folder, "parties/x.yaml", record)
    (entry,) = read_directory(folder, "parties")
    assert entry.values == record


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records)
def test_any_reader_of_yaml_can_read_it(folder, record):
    write(folder, "parties/x.yaml", record)
    assert yaml.safe_load((folder / "parties/x.yaml").read_text(encoding="utf-8")) == record
