"""Form fields that leave text as typed, and numbers as printed."""

from decimal import Decimal

import pytest
from django.forms import modelform_factory

from articles.models import Statement
from common.forms import AsTypedForm, PlainNumberInput


@pytest.mark.parametrize("typed", ["\u00a0text\u00a0", "text\n", "  code", "«–»"])
@pytest.mark.parametrize("field", ["label", "value"])
def test_a_form_leaves_the_edges_of_text_as_typed(field: str, typed: str) -> None:
    form = modelform_factory(Statement, form=AsTypedForm, fields=[field])({field: typed})
    form.full_clean()
    assert form.cleaned_data[field] == typed


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("53.9000", "53.9"), ("53.9123", "53.9123"), ("100.0000", "100"), ("0.0000", "0"), ("0.0500", "0.05")],
)
def test_a_share_is_shown_without_the_zeros_of_its_column(stored: str, shown: str) -> None:
    assert PlainNumberInput().format_value(Decimal(stored)) == shown


@pytest.mark.parametrize(("value", "shown"), [(None, None), ("", None), ("5,5", "5,5"), (7, "7")])
def test_what_is_no_decimal_is_shown_as_it_is(value: object, shown: str | None) -> None:
    assert PlainNumberInput().format_value(value) == shown
