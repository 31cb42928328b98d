"""Which columns travel, and how a value looks in YAML."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.interchange.shape import fields, from_yaml, parts, reference_name, to_yaml
from articles.kinds import kinds
from articles.models import Article, Image, Name
from citations.models import Citation
from elections.models import Election, Result
from parties.models import Party, Person


def unresolved(model: Any, name: str) -> int:
    raise AssertionError("nothing is to be looked up")


def there_and_back(row: Any, name: str) -> Any:
    written = to_yaml(row, name, lambda model, pk: f"{model.__name__}-{pk}")
    attribute, value = from_yaml(type(row), name, written, lambda model, key: int(key.split("-")[-1]))
    assert attribute == fields(type(row))[name].attname
    return value


def test_keys_owners_and_places_in_order_do_not_travel():
    assert not {"id", "article_ptr", "position", "election"} & fields(Result).keys()
    assert not {"id", "article_ptr", "kind"} & fields(Party).keys()
    assert {"slug", "title", "status", "founded", "image"} <= fields(Party).keys()


def test_what_is_derived_from_a_file_does_not_travel():
    assert not {"sha256", "width", "height"} & fields(Image).keys()


def test_every_kind_has_the_parts_that_all_share():
    for model in kinds().values():
        assert {"identifiers", "names", "statements", "translations"} <= parts(model).keys()


def test_parts_are_those_that_the_kind_owns():
    assert set(parts(Party)) - set(parts(Person)) == {
        "colours",
        "ideologies",
        "lineages",
        "membership_counts",
        "roles",
    }
    assert "results" not in parts(Party)
    assert parts(Party)["names"] is Name


@pytest.mark.parametrize(("model", "column"), [(Party, "slug"), (Article, "slug"), (Image, "name"), (Citation, "key")])
def test_rows_are_named_by_what_people_know_them_by(model, column):
    assert reference_name(model) == column


def test_what_has_no_name_for_people_cannot_be_named():
    with pytest.raises(TypeError):
        reference_name(Name)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (Party(), "slogan"),
        (Party(status="draft"), "status"),
        (Result(votes=None), "votes"),
        (Result(elected=False), "elected"),
        (Election(complete=True), "complete"),
        (Result(), "party"),
    ],
)
def test_what_is_empty_or_the_default_is_not_written(row, name):
    assert to_yaml(row, name, lambda model, pk: "") is None


@pytest.mark.parametrize(
    ("row", "name", "written"),
    [
        (Result(votes=0), "votes", 0),
        (Election(complete=False), "complete", False),
        (Result(percent=Decimal("5.0000")), "percent", 5),
        (Result(percent=Decimal("8.5900")), "percent", 8.59),
        (Party(founded="2022"), "founded", "2022"),
        (Result(party_id=7), "party", "Party-7"),
    ],
)
def test_a_value_is_written_as_people_write_it(row, name, written):
    found = to_yaml(row, name, lambda model, pk: f"{model.__name__}-{pk}")
    assert (found, type(found)) == (written, type(written))
    assert there_and_back(row, name) == getattr(row, fields(type(row))[name].attname)


@pytest.mark.parametrize(
    ("model", "name", "value"),
    [
        (Party, "title", 5),
        (Party, "title", ["x"]),
        (Party, "title", {"x": 1}),
        (Party, "title", None),
        (Result, "votes", "5"),
        (Result, "votes", 5.0),
        (Result, "votes", True),
        (Result, "elected", "yes"),
        (Result, "elected", 1),
        (Result, "percent", "much"),
        (Result, "percent", [5]),
        (Result, "percent", True),
    ],
)
def test_what_does_not_fit_its_column_is_refused(model, name, value):
    with pytest.raises(ValidationError):
        from_yaml(model, name, value, unresolved)


@given(st.decimals(0, 100, places=4))
def test_any_percentage_comes_back_as_it_was(percent):
    assert there_and_back(Result(percent=percent), "percent") == percent or percent == 0


@given(st.integers(0, 2**31 - 1))
def test_any_count_comes_back_as_it_was(votes):
    assert there_and_back(Result(votes=votes), "votes") == votes
