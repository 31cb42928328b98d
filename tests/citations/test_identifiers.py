"""Check digits of ISBN and ISSN."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from citations.identifiers import is_isbn, is_issn, validate_isbn, validate_issn

VALID_ISBNS = [
    "0-19-924958-X",
    "0-19-924958-x",
    "019924958X",
    "978-0-19-924958-9",
    "9780199249589",
    "0 19 924958 X",
    "979-10-90636-07-1",
    "0306406152",
]
VALID_ISSNS = ["0378-5955", "03785955", "2434-561X", "2434-561x"]


@pytest.mark.parametrize("value", VALID_ISBNS)
def test_an_isbn_whose_check_digit_fits_is_accepted(value: str) -> None:
    validate_isbn(value)


@pytest.mark.parametrize(
    "value",
    [
        "0-19-924958-9",
        "X000000050",
        "978-0-19-924958-X",
        "X19924958X",
        "0-19-92495X-8",
        "019924958",
        "01992495800",
        "978019924958",
        "isbn 019924958X",
        "٠١٩٩٢٤٩٥٨X",
        "0–19–924958–X",
        "----------",
        "",
        "-1",
    ],
)
def test_what_is_no_isbn_is_refused(value: str) -> None:
    with pytest.raises(ValidationError) as raised:
        validate_isbn(value)
    assert raised.value.code == "isbn"


def test_a_barcode_of_other_goods_is_no_isbn() -> None:
    assert not is_isbn("4006381333931")


@pytest.mark.parametrize("value", VALID_ISSNS)
def test_an_issn_whose_check_digit_fits_is_accepted(value: str) -> None:
    validate_issn(value)


@pytest.mark.parametrize(
    "value", ["0378-5956", "0378-595", "0378-59555", "X378-5955", "X000-0040", "0378-595X", "", "٠٣٧٨٥٩٥٥"]
)
def test_what_is_no_issn_is_refused(value: str) -> None:
    with pytest.raises(ValidationError) as raised:
        validate_issn(value)
    assert raised.value.code == "issn"


@given(st.sampled_from(["0306406152", "9780199249589"]), st.integers(0, 12), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_isbn_is_found(isbn: str, place: int, digit: str) -> None:
    assume(place < len(isbn) and isbn[place] != digit)
    assert not is_isbn(isbn[:place] + digit + isbn[place + 1 :])


@given(st.integers(0, 7), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_issn_is_found(place: int, digit: str) -> None:
    issn = "03785955"
    assume(issn[place] != digit)
    assert not is_issn(issn[:place] + digit + issn[place + 1 :])


@given(st.text())
def test_any_text_is_an_identifier_or_not_but_no_error(text: str) -> None:
    assert is_isbn(text) in (True, False) and is_issn(text) in (True, False)
