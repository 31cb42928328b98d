"""Facts without a source, by article and kind; articles about living people first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q

from articles.kinds import kinds
from articles.models import Article, Status
from articles.reports.facts import (
    FactId,
    StatedFact,
    Subject,
    fact_fields,
    part_models,
    stated,
    subjects,
    supports,
    unsupported_rows,
)
from articles.reports.living import about_the_living

PAGE = 40  # articles


@dataclass(frozen=True)
class UncitedArticle:
    subject: Subject
    facts: tuple[StatedFact, ...]


@dataclass(frozen=True)
class KindCount:
    kind: str
    name: str
    articles: int
    facts: int


@dataclass(frozen=True)
class Uncited:
    """A page of the report; `count` is of all its articles, those of `kind` where one is asked for."""

    kinds: tuple[KindCount, ...]
    kind: str
    page: int
    articles: tuple[UncitedArticle, ...]
    count: int
    facts: int
    more: bool


def uncited_counts() -> Counter[int]:
    """How many facts of each article have no source. A query for each kind and each part, and one more."""
    counts: Counter[int] = Counter()
    cited = set(supports(row_type=None).values_list("article_id", "field"))
    for model in kinds().values():
        for row in model.objects.exclude(status=Status.ARCHIVED).values("id", *fact_fields(model)):
            counts[row["id"]] += len(_uncited_fields(model, row, cited))
    for part in part_models():
        owner = f"{part.owner_field}_id"
        counts.update(dict(unsupported_rows(part).values_list(owner).annotate(Count("pk"))))
    return +counts


def uncited(kind: str = "", page: int = 1) -> Uncited:
    """The report. Work grows with the articles, queries do not."""
    counts, living = uncited_counts(), set(about_the_living())
    kind_of = {pk: name for pk, name in Article.objects.order_by().values_list("id", "kind") if pk in counts}
    wanted = [pk for pk in counts if not kind or kind_of[pk] == kind]
    wanted.sort(key=lambda pk: (pk not in living, -counts[pk], pk))
    shown = wanted[(page - 1) * PAGE : page * PAGE]
    facts = list(stated(_uncited_of(shown)).values())
    named = subjects(shown, living)
    by_article = {pk: tuple(fact for fact in facts if fact.id[0] == pk) for pk in shown}
    articles = Counter(kind_of.values())
    facts_of_kind: Counter[str] = Counter()
    for pk, number in counts.items():
        facts_of_kind[kind_of[pk]] += number
    return Uncited(
        kinds=tuple(
            KindCount(name, str(model._meta.verbose_name_plural), articles[name], facts_of_kind[name])
            for name, model in kinds().items()
            if articles[name]
        ),
        kind=kind,
        page=page,
        articles=tuple(UncitedArticle(named[pk], by_article[pk]) for pk in shown),
        count=len(wanted),
        facts=sum(counts[pk] for pk in wanted),
        more=len(wanted) > page * PAGE,
    )


def _uncited_of(articles: list[int]) -> Iterable[FactId]:
    """The facts of these articles that have no source, in the order of their forms."""
    cited = set(supports(row_type=None, article_id__in=articles).values_list("article_id", "field"))
    for model in kinds().values():
        for row in model.objects.filter(pk__in=articles).values("id", *fact_fields(model)):
            for field in _uncited_fields(model, row, cited):
                yield row["id"], None, None, field
    for part in part_models():
        kind = ContentType.objects.get_for_model(part).pk
        owner = f"{part.owner_field}_id"
        rows = unsupported_rows(part).filter(Q(**{f"{owner}__in": articles}))
        for article, pk in rows.order_by("position", "pk").values_list(owner, "pk"):
            yield article, kind, pk, ""


def _uncited_fields(model: type[Article], row: dict[str, Any], cited: set[tuple[int, str]]) -> list[str]:
    whole = (row["id"], "") in cited
    return (
        []
        if whole
        else [field for field in fact_fields(model) if row[field] not in ("", None) and (row["id"], field) not in cited]
    )
