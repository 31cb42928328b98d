"""Sources: what a record holds, what is refused, and what never changes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import FactCitation
from citations.models import Author, Citation
from parties.models import Party
from revisions.models import Revision
from revisions.tracking.recording import UntrackedWrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def citation() -> Citation:
    return Citation.objects.create(key="azattyq-2022-11-30", title="«Байтақ» тіркелді")


def errors(citation: Citation) -> set[str]:
    """The names of the fields that a form would mark."""
    try:
        citation.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def test_a_source_needs_a_key_and_a_title_only() -> None:
    assert errors(Citation(key="a", title="A")) == set()
    assert errors(Citation()) == {"key", "title"}


@pytest.mark.parametrize("key", ["azattyq-2022-11-30", "a", "law.2022_1", "2022"])
def test_a_key_is_made_of_latin_letters_and_digits(key: str) -> None:
    assert errors(Citation(key=key, title="A")) == set()


@pytest.mark.parametrize("key", ["Azattyq", "a b", "a--b", "-a", "a-", "азаттық", "a]", "@a", "a;b", "a\nb"])
def test_a_key_that_prose_could_not_cite_is_refused(key: str) -> None:
    assert errors(Citation(key=key, title="A")) == {"key"}


@pytest.mark.parametrize("field", ["key", "language", "isbn", "issued"])
def test_spaces_and_line_ends_around_a_key_or_code_are_taken_off(field: str) -> None:
    values = {"key": "a", "language": "en", "isbn": "0-19-924958-X", "issued": "2022-12"}
    citation = Citation(title="A", **(values | {field: f" {values[field]} \n"}))
    assert errors(citation) == set()
    citation.save()
    assert getattr(Citation.objects.get(), field) == values[field]


def test_a_key_names_one_source(citation: Citation) -> None:
    assert errors(Citation(key=citation.key, title="Another")) == {"key"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(key=citation.key, title="Another")


def test_a_form_refuses_to_change_a_key(citation: Citation) -> None:
    citation.key = "other"
    assert errors(citation) == {"key"}


def test_a_save_refuses_to_change_a_key(citation: Citation) -> None:
    citation.key = "other"
    with pytest.raises(UntrackedWrite, match="never changes"):
        citation.save()
    assert Citation.objects.get().key == "azattyq-2022-11-30" and Revision.objects.count() == 1


def test_a_source_may_be_edited_under_its_key(citation: Citation) -> None:
    citation.title = "Corrected"
    assert errors(citation) == set()
    citation.save()
    assert Citation.objects.get().title == "Corrected"


@pytest.mark.parametrize("language", ["", "en", "kk", "kk-Cyrl", "kk-Latn", "zh-Hant-TW", "en-GB", "chu"])
def test_a_language_is_a_bcp_47_tag(language: str) -> None:
    assert errors(Citation(key="a", title="A", language=language)) == set()


@pytest.mark.parametrize("language", ["English", "EN", "kk_Cyrl", "kk-cyrl", "e", "kk-", "қаз"])
def test_a_language_that_is_no_tag_is_refused(language: str) -> None:
    assert errors(Citation(key="a", title="A", language=language)) == {"language"}


@pytest.mark.parametrize(
    ("issued", "accessed"),
    [
        ("2022-11-30", "2022-11-30"),
        ("2022-11-30", "2022-12-01"),
        ("2022", "2022-01-01"),
        ("2022-11-30", "2022"),
        ("", "2022"),
        ("2022", ""),
        ("", ""),
    ],
)
def test_a_source_is_accessed_after_it_was_issued(issued: str, accessed: str) -> None:
    assert errors(Citation(key="a", title="A", issued=issued, accessed=accessed)) == set()


@pytest.mark.parametrize(
    ("issued", "accessed"), [("2022-11-30", "2022-11-29"), ("2022-12", "2022-11-30"), ("2023", "2022-12")]
)
def test_a_source_accessed_before_it_was_issued_is_refused(issued: str, accessed: str) -> None:
    assert errors(Citation(key="a", title="A", issued=issued, accessed=accessed)) == {"accessed"}


def test_a_source_accessed_before_it_was_issued_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(key="a", title="A", issued="2022-12", accessed="2022-11-30")


@pytest.mark.parametrize("isbn", ["0-19-924958-X", "978-0-19-924958-9"])
def test_an_isbn_is_kept_as_printed(isbn: str) -> None:
    citation = Citation(key="a", title="A", isbn=isbn)
    assert errors(citation) == set()
    citation.save()
    assert Citation.objects.get().isbn == isbn


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("isbn", "0-19-924958-9"),
        ("issn", "0378-5956"),
        ("doi", "doi:10.1000/x"),
        ("doi", "10.1/x"),
        ("doi", "10.1000/a b"),
        ("url", "javascript:alert(1)"),
        ("url", "azattyq.org"),
        ("archive_url", "file:///etc/passwd"),
        ("issued", "30.11.2022"),
        ("archived", "in spring"),
        ("type", "rumour"),
        ("url_state", "lost"),
        ("title", ""),
    ],
)
def test_a_value_that_does_not_fit_is_refused_beside_its_field(field: str, value: str) -> None:
    assert errors(Citation(**({"key": "a", "title": "A"} | {field: value}))) == {field}


@pytest.mark.parametrize("doi", ["10.1000/182", "10.1093/acprof:oso/9780199249589.001.0001", "10.12345/Ünicode"])
def test_a_doi_begins_with_its_registrant(doi: str) -> None:
    assert errors(Citation(key="a", title="A", doi=doi)) == set()


def test_titles_keep_their_quotes_and_no_break_spaces(citation: Citation) -> None:
    citation.title = "«Байтақ»\u00a0– партия"
    citation.full_clean()
    citation.save()
    assert Citation.objects.get().title == "«Байтақ»\u00a0– партия"


def test_a_source_that_an_article_cites_cannot_be_deleted(citation: Citation) -> None:
    party = Party.objects.create(slug="baytaq", title="Baytaq")
    FactCitation.objects.create(article=party, citation=citation, field="title")
    with pytest.raises(ProtectedError):
        citation.delete()


def test_authors_are_kept_in_their_order(citation: Citation) -> None:
    for position, family in ((2, "Second"), (1, "First"), (3, "Third")):
        Author.objects.create(citation=citation, family=family, position=position)
    assert [author.family for author in citation.authors.all()] == ["First", "Second", "Third"]


@pytest.mark.parametrize(
    ("author", "printed"),
    [
        (Author(family="Әміртаев", given="Азаматхан"), "Әміртаев, Азаматхан"),
        (Author(family="Madonna"), "Madonna"),
        (Author(literal="Азаттық радиосы"), "Азаттық радиосы"),
    ],
)
def test_an_author_is_printed_by_family_name_or_as_one(author: Author, printed: str) -> None:
    assert str(author) == printed


@pytest.mark.parametrize(
    "names", [{}, {"given": "Only"}, {"family": "Both", "literal": "Both"}], ids=["no name", "given name only", "both"]
)
def test_an_author_is_split_or_literal_in_form_and_database(citation: Citation, names: dict[str, str]) -> None:
    author = Author(citation=citation, **names)
    with pytest.raises(ValidationError, match="not both"):
        author.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        author.save()


def test_a_source_reads_as_its_key_and_title(citation: Citation) -> None:
    assert str(citation) == "azattyq-2022-11-30: «Байтақ» тіркелді"
