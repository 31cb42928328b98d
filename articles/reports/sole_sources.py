"""What falls if a source falls: the facts and passages that rest on it alone."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from articles.kinds import kinds
from articles.models import Status, Translation
from articles.prose.passages import Passage, passages
from articles.reports.facts import FactId, StatedFact, stated, subjects, supports
from articles.reports.living import about_the_living
from articles.reports.report import AboutArticle, ReportPage, report_page
from citations.models import Citation
from common.http import page_of

PAGE = 100  # sources


@dataclass(frozen=True)
class SoleSource:
    """A source with the number of facts that have no other."""

    key: str
    title: str
    facts: int


@dataclass(frozen=True)
class Falling(AboutArticle[StatedFact]):
    """What of one article rests on the source alone."""

    passages: tuple[Passage, ...]


def single_supports(**of: int) -> QuerySet:
    """Facts with one source: rows of article_id, row_type_id, row_id, own_field and `only`, the source's id.

    Several citations of one source are one source.
    """
    found = supports(**of).exclude(article__status=Status.ARCHIVED).order_by()
    by_fact = found.values("article_id", "row_type_id", "row_id", "own_field")
    return by_fact.annotate(sources=Count("citation_id", distinct=True), only=Min("citation_id")).filter(sources=1)


def sole_sources(number: int = 1) -> ReportPage[SoleSource]:
    """Sources by the number of facts that would be left without any. Two queries."""
    counts = Counter(row["only"] for row in single_supports())
    order = [pk for pk, _count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    page = page_of(order, PAGE, number)
    rows = Citation.objects.in_bulk(list(page))
    return report_page(page, (SoleSource(rows[pk].key, rows[pk].title, counts[pk]) for pk in page if pk in rows))


def falls_with(citation: Citation) -> ReportPage[Falling]:
    """What would be left without a source if this one fell. Constant queries."""
    facts = [fact_of(row) for row in single_supports().filter(only=citation.pk)]
    words = stated(facts)
    texts = resting_on(citation.key)
    articles = list(dict.fromkeys([*(fact[0] for fact in facts), *texts]))
    named = subjects(articles, set(about_the_living()))
    rows = tuple(
        Falling(
            named[pk], tuple(words[fact] for fact in facts if fact[0] == pk and fact in words), tuple(texts.get(pk, ()))
        )
        for pk in articles
    )
    return ReportPage(rows, len(rows))


def fact_of(row: dict[str, int]) -> FactId:
    return row["article_id"], row["row_type_id"], row["row_id"], str(row["own_field"])


def resting_on(key: str) -> dict[int, list[Passage]]:
    """Passages by article, drafts included, of which the source is the only mark. A query for each kind and one."""
    cited = Q(lead__contains=f"@{key}") | Q(body__contains=f"@{key}")
    found: dict[int, list[Passage]] = {}
    for model in kinds().values():
        for pk, *texts in model.objects.exclude(status=Status.ARCHIVED).filter(cited).values_list("id", "lead", "body"):
            found.setdefault(pk, []).extend(_alone(texts, key))
    translated = Translation.objects.exclude(article__status=Status.ARCHIVED).filter(cited)
    for pk, *texts in translated.values_list("article_id", "lead", "body"):
        found.setdefault(pk, []).extend(_alone(texts, key))
    return {pk: alone for pk, alone in found.items() if alone}


def _alone(texts: list[str], key: str) -> list[Passage]:
    return [passage for text in texts for passage in passages(text) if passage.keys == {key}]
