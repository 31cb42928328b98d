"""The shape of each kind in the API, made from its model: a new column is in the API by existing."""

from functools import cache
from typing import Any

from django.db import models
from ninja import Field, Schema
from pydantic import create_model

from articles.interchange import shape
from articles.models import Article, Part
from common.dates import PartialDateField


class FactSource(Schema):
    """One source of a fact. `states` is what it says where it says otherwise than the fact."""

    key: str = Field(description="The key of the source: /citations/{key}", examples=["tass-baytak-registered"])
    field: str = Field("", description="Of a row: the field that the source is about; empty for the whole row")
    locator: str = Field("", examples=["p. 4"])
    quotation: str = ""
    states: str = Field("", description="What this source says instead; empty for one that supports the fact")
    printed: bool = Field(True, description="Whether the page prints a mark for it")


class Picture(Schema):
    url: str
    width: int
    height: int
    alt: str
    credit: str
    licence: str


class ArticleSummary(Schema):
    """An article as lists have it."""

    kind: str = Field(examples=["party"])
    slug: str = Field(examples=["amanat"])
    title: str = Field(examples=["Amanat"])
    language: str = Field(description="BCP 47, of title and prose", examples=["en"])
    short_description: str
    country: str = Field(description="ISO 3166, may be empty", examples=["KZ"])
    url: str = Field(description="Its page", examples=["https://example.org/parties/amanat/"])
    api_url: str = Field(examples=["https://example.org/api/v1/parties/amanat"])


SUMMARY = tuple(ArticleSummary.model_fields)
PROSE = ("lead", "body")
LEFT_OUT = ("image", "status", *SUMMARY)


@cache
def summary_schema(model: type[Article]) -> Any:
    """An article of a kind as lists have it: with its own columns, without prose and parts."""
    return create_model(f"{model.__name__}Summary", __base__=ArticleSummary, **_columns(model, own_columns(model)))


@cache
def article_schema(model: type[Article]) -> Any:
    """An article of a kind whole: columns, prose in Markdown, every part, every source."""
    parts: dict[str, Any] = {
        name: (list[part_schema(part)], Field(description=str(part._meta.verbose_name_plural)))  # type: ignore[misc]  # made
        for name, part in shape.parts(model).items()
    }
    return create_model(
        model.__name__,
        __base__=summary_schema(model),
        **_columns(model, PROSE),
        picture=(Picture | None, None),
        revision=(int, Field(description="The revision that last edited it", examples=[1])),
        sources=(dict[str, list[FactSource]], Field(description="By column: the sources of the article's own facts")),
        **parts,
    )


@cache
def part_schema(model: type[Part]) -> Any:
    """A row that an article owns, with its sources. What names an article has its slug, null where it is not public."""
    names = tuple(shape.fields(model))
    return create_model(
        f"{model.__name__}Row", __base__=Schema, **_columns(model, names), sources=(list[FactSource], Field([]))
    )


def own_columns(model: type[Article]) -> tuple[str, ...]:
    """The columns that a kind adds to what all articles have."""
    return tuple(name for name in shape.fields(model) if name not in (*LEFT_OUT, *PROSE))


def _columns(model: type[models.Model], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _typed(shape.fields(model)[name]) for name in names}


def _typed(field: Any) -> tuple[Any, Any]:
    words = str(field.verbose_name)
    if isinstance(field, models.ForeignKey):
        return str | None, Field(None, description=f"{words}: the slug of the article")
    if isinstance(field, models.BooleanField):
        return bool, Field(description=words)
    if isinstance(field, models.IntegerField):
        return (int | None if field.null else int), Field(description=words)
    if isinstance(field, models.DecimalField):
        return float | None, Field(description=words)
    if isinstance(field, PartialDateField):
        return str, Field(description=f"{words}: 2015, 2022-12 or 2022-09-24; empty when unknown")
    return str, Field(description=words)
