"""Rows of articles to the values that the API and `<slug>.json` give, at any moment. Queries are constant in them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from articles.api.schemas import PROSE, own_columns
from articles.images import image_url
from articles.interchange import shape
from articles.kinds import kinds
from articles.models import Article, FactCitation, Image
from articles.public import public_rows
from citations.models import Citation
from revisions.models import Change
from revisions.moments import Moment

Key = tuple[int, int | None, int | None]  # article, type and id of a row; None for the article's own facts


def summaries(moment: Moment, model: type[Article], rows: Sequence[Any], site_url: str) -> list[dict[str, Any]]:
    """Articles as lists have them. A query for the articles that they name, for each kind."""
    slugs = _slugs(moment, rows, model)
    return [_summary(model, row, slugs, site_url) for row in rows]


def whole(moment: Moment, model: type[Article], row: Any, site_url: str) -> dict[str, Any]:
    """An article with its parts and sources."""
    parts = {
        name: (part, moment.fetch(part, **{f"{part.owner_field}_id": row.id}))
        for name, part in shape.parts(model).items()
    }
    facts = _facts(moment, row.id)
    slugs = _slugs(moment, [row], model)
    for part, found in parts.values():
        slugs |= _slugs(moment, found, part)
    own = Change.objects.filter(
        content_type=ContentType.objects.get_for_model(Article), object_id=row.id, own=True, public=True
    )
    upto = own if moment.number is None else own.filter(revision_id__lte=moment.number)
    image = next(iter(moment.fetch(Image, id=row.image_id)), None) if row.image_id else None
    by_field: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for source in facts[(row.id, None, None)]:
        by_field[source["field"]].append({**source, "field": ""})
    return {
        **_summary(model, row, slugs, site_url),
        **{name: getattr(row, name) for name in PROSE},
        "picture": _picture(image, site_url) if image else None,
        "revision": upto.order_by("-revision_id").values_list("revision_id", flat=True).first() or 0,
        "sources": dict(by_field),
        **{name: [_part(part, found, slugs, facts, row.id) for found in rows] for name, (part, rows) in parts.items()},
    }


def heading(row: Any, site_url: str) -> dict[str, Any]:
    """What every kind has in lists; a row of Article or of its kind, live or of the past."""
    return {
        "kind": row.kind,
        "slug": row.slug,
        "title": row.title,
        "language": row.language,
        "short_description": row.short_description,
        "country": row.country,
        "url": site_url + reverse(f"{row.kind}:article", args=[row.slug]),
        "api_url": f"{site_url}/api/v1/{kinds()[row.kind].path}/{row.slug}",
    }


def _summary(model: type[Article], row: Any, slugs: dict[int, str], site_url: str) -> dict[str, Any]:
    return heading(row, site_url) | _values(model, row, own_columns(model), slugs)


def _part(
    part: type[models.Model], row: Any, slugs: dict[int, str], facts: dict[Key, list[dict[str, Any]]], article: int
) -> dict[str, Any]:
    kind = ContentType.objects.get_for_model(part).pk
    return {**_values(part, row, tuple(shape.fields(part)), slugs), "sources": facts[(article, kind, row.id)]}


def _values(model: type[models.Model], row: Any, names: Iterable[str], slugs: dict[int, str]) -> dict[str, Any]:
    return {name: _value(shape.fields(model)[name], row, slugs) for name in names}


def _value(column: Any, row: Any, slugs: dict[int, str]) -> Any:
    value = getattr(row, column.attname)
    if isinstance(column, models.ForeignKey):
        return slugs.get(value)
    return float(value) if isinstance(value, Decimal) else value


def _picture(image: Any, site_url: str) -> dict[str, Any]:
    return {
        "url": site_url + image_url(image.file),
        "width": image.width,
        "height": image.height,
        "alt": image.alt,
        "credit": image.credit,
        "licence": image.licence,
    }


def _facts(moment: Moment, article: int) -> dict[Key, list[dict[str, Any]]]:
    """The sources of every fact of an article, by the row that they are about."""
    rows = [row for row in moment.fetch(FactCitation, article_id=article) if not getattr(row, "hidden", False)]
    keys = dict(moment.rows(Citation, id__in={row.citation_id for row in rows}).values_list("id", "key"))
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if not keys.get(row.citation_id):
            continue  # its content was hidden
        found[(article, row.row_type_id, row.row_id)].append(
            {
                "key": keys[row.citation_id],
                "field": row.field,
                "locator": row.locator,
                "quotation": row.quotation,
                "states": row.stated_value,
                "printed": row.printed,
            }
        )
    return found


def _slugs(moment: Moment, rows: Sequence[Any], model: type[models.Model]) -> dict[int, str]:
    """The slugs of the public articles that rows of one model name, by id."""
    wanted: dict[type[Article], set[int]] = defaultdict(set)
    for column in shape.fields(model).values():
        if isinstance(column, models.ForeignKey) and issubclass(column.related_model, Article):
            ids = {pk for row in rows if (pk := getattr(row, column.attname))}
            for kind in kinds().values() if column.related_model is Article else (column.related_model,):
                wanted[kind] |= ids
    return {pk: slug for kind, ids in wanted.items() if ids for pk, slug in _public_slugs(moment, kind, ids)}


def _public_slugs(moment: Moment, kind: type[Article], ids: Collection[int]) -> Iterable[tuple[int, str]]:
    yield from public_rows(moment, kind).filter(id__in=ids).values_list("id", "slug")
