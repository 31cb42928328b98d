"""The facts of the site: every value of a citable field and every row of a part, with what supports them.

A row is one fact here: a source of any of its fields supports it. The title is no fact of its own, since names are;
prose and translations are no facts but texts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.kinds import kinds
from articles.models import Article, FactCitation, Part, Status, Translation
from articles.public import is_public
from articles.reports.living import about_the_living
from articles.sourcing.words import field_words, model_of_type, named_by, row_words
from common.formatting import capitalise

FactId = tuple[int, int | None, int | None, str]  # article, row type, row, field; a row's field is ""


@dataclass(frozen=True)
class Subject:
    """An article as reports name it."""

    id: int
    kind: str
    title: str
    status: str
    living: bool  # about a living person
    url: str  # "" for a draft
    editing_url: str


@dataclass(frozen=True)
class StatedFact:
    """A fact in words: "Registered", "28 November 2022"."""

    id: FactId
    place: str
    value: str


@cache
def part_models() -> tuple[type[Part], ...]:
    """Every model whose rows are facts."""
    return tuple(
        model
        for model in apps.get_models()
        if issubclass(model, Part) and not issubclass(model, Translation) and not model._meta.abstract
    )


def fact_fields(model: type[Article]) -> tuple[str, ...]:
    """The fields of a kind that are facts."""
    return tuple(name for name in model.citable_fields if name != "title")


def fact_id(row: FactCitation) -> FactId:
    """The fact that a citation is about, as reports count: a row with its fields is one."""
    return row.article_id, row.row_type_id, row.row_id, "" if row.row_type_id else row.field


def own_field() -> Case:
    """In a query of FactCitation: the field of an article's own facts, "" for a row and its fields."""
    return Case(When(row_type=None, then=F("field")), default=Value(""))


def supports(**about: Any) -> QuerySet:
    """What supports facts: no disputes, no sources of titles and translations. With `own_field`."""
    kinds_of_rows = ContentType.objects.get_for_models(*part_models()).values()
    rows = Q(row_type=None) | Q(row_type__in=[kind.pk for kind in kinds_of_rows])
    found = FactCitation.objects.filter(rows, stated_value="", **about).annotate(own_field=own_field())
    return found.exclude(own_field="title")


def unsupported_rows(model: type[Part]) -> QuerySet:
    """The rows of a part without any source."""
    kind = ContentType.objects.get_for_model(model)
    support = supports(row_type=kind, row_id=OuterRef("pk"))
    owned = {f"{model.owner_field}__status": Status.ARCHIVED}
    return model._default_manager.exclude(**owned).exclude(Exists(support)).order_by()


def subjects(ids: Iterable[int], living: set[int]) -> dict[int, Subject]:
    """Articles by id. One query."""
    found = {}
    for pk, row in Article.objects.in_bulk(list(ids)).items():
        meta = kinds()[row.kind]._meta
        found[pk] = Subject(
            pk,
            row.kind,
            row.title,
            row.status,
            pk in living,
            row.get_absolute_url() if is_public(row) else "",
            reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[pk]),
        )
    return found


def stated(ids: Iterable[FactId]) -> dict[FactId, StatedFact]:
    """Facts in words; those that are no longer there are left out. A query for each kind and each part at most."""
    by_type: dict[int | None, list[FactId]] = defaultdict(list)
    for fact in ids:
        by_type[fact[1]].append(fact)
    found: dict[FactId, StatedFact] = {}
    own = by_type.pop(None, [])
    articles = {fact[0] for fact in own}
    rows: dict[FactId, Any] = {}
    for model in kinds().values() if own else ():
        stored = model._default_manager.in_bulk(list(articles))
        rows |= {fact: stored[fact[0]] for fact in own if fact[0] in stored}
    for type_id, facts in by_type.items():
        if type_id is None:
            continue
        parts = model_of_type(type_id)._default_manager.in_bulk([fact[2] for fact in facts])
        rows |= {fact: parts[fact[2]] for fact in facts if fact[2] in parts}
    named = {pk for fact, row in rows.items() for pk in named_by(row, fact[3])}
    titles = {pk: article.title for pk, article in Article.objects.in_bulk(list(named)).items()}
    for fact, row in rows.items():
        found[fact] = _own_fact(row, fact, titles) if fact[1] is None else _row_fact(row, fact, titles)
    return {
        fact: found[fact] for fact in (*own, *(one for facts in by_type.values() for one in facts)) if fact in found
    }


def _own_fact(row: Any, fact: FactId, titles: dict[int, str]) -> StatedFact:
    field = fact[3]
    if not field:
        return StatedFact(fact, _("the article"), row.title)
    return StatedFact(fact, capitalise(str(row._meta.get_field(field).verbose_name)), field_words(row, field, titles))


def _row_fact(row: Any, fact: FactId, titles: dict[int, str]) -> StatedFact:
    return StatedFact(fact, capitalise(str(row._meta.verbose_name)), row_words(row, titles))


def names_living(model: type[Part]) -> Q | None:
    """Which rows of a part name a living person as whom they are about; None where no row can."""
    about = Q()
    for name in model.natural_key:
        field = next((field for field in model._meta.concrete_fields if field.attname == name), None)
        if field is not None and field.is_relation:
            about |= Q(**{f"{name}__in": about_the_living()})
    return about or None
