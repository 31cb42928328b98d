"""Facts without a source, by article and kind; articles about living people first."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q

from articles.kinds import kinds
from articles.models import Article, Status
from articles.reports.facts import (
    FactId,
    StatedFact,
    fact_fields,
    part_models,
    stated,
    subjects,
    supports,
    unsupported_rows,
)
from articles.reports.living import about_the_living
from articles.reports.report import AboutArticle, ReportPage, report_page
from common.http import page_of

PAGE = 40  # articles


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


def uncited(kind: str = "", number: int = 1) -> ReportPage[AboutArticle[StatedFact]]:
    """The report, of articles of one kind if it is named. Work grows with the articles, queries do not."""
    counts, living = uncited_counts(), set(about_the_living())
    kind_of = {pk: name for pk, name in Article.objects.order_by().values_list("id", "kind") if pk in counts}
    wanted = [pk for pk in counts if not kind or kind_of[pk] == kind]
    wanted.sort(key=lambda pk: (pk not in living, -counts[pk], pk))
    page = page_of(wanted, PAGE, number)
    shown = list(page)
    facts = list(stated(_uncited_of(shown)).values())
    named = subjects(shown, living)
    by_article = {pk: tuple(fact for fact in facts if fact.id[0] == pk) for pk in shown}
    of_kind: Counter[str] = Counter()
    for pk, count in counts.items():
        of_kind[kind_of[pk]] += count
    plural = {name: str(model._meta.verbose_name_plural) for name, model in kinds().items() if of_kind[name]}
    return report_page(
        page,
        (AboutArticle(named[pk], by_article[pk]) for pk in shown),
        facts=sum(counts[pk] for pk in wanted),
        name="kind",
        chosen=kind,
        counts=((name, words, of_kind[name]) for name, words in plural.items()),
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
