"""Facts of which sources say different things: what the article states, and what each source gives instead."""

from collections import defaultdict
from dataclasses import dataclass

from articles.models import FactCitation, Status
from articles.reports.facts import FactId, StatedFact, fact_id, stated, subjects
from articles.reports.living import about_the_living
from articles.reports.report import AboutArticle, ReportPage, report_page
from articles.sourcing.disputes import Dispute, dispute
from citations.models import Citation
from citations.references import reference
from common.http import page_of

PAGE = 40  # articles


@dataclass(frozen=True)
class DisputedFact:
    fact: StatedFact
    disputes: tuple[Dispute, ...]


def disputed(number: int = 1) -> ReportPage[AboutArticle[DisputedFact]]:
    """The report, articles about living people first, then those with most disputes. Constant queries."""
    found: dict[FactId, list[FactCitation]] = defaultdict(list)
    against = FactCitation.objects.exclude(stated_value="").exclude(article__status=Status.ARCHIVED)
    for row in against.order_by("article_id", "row_type_id", "row_id", "field", "position", "id"):
        found[fact_id(row)].append(row)
    living = set(about_the_living())
    counts: dict[int, int] = defaultdict(int)
    for fact in found:
        counts[fact[0]] += 1
    order = sorted(counts, key=lambda pk: (pk not in living, -counts[pk], pk))
    page = page_of(order, PAGE, number)
    shown = list(page)
    here = {fact: rows for fact, rows in found.items() if fact[0] in set(shown)}
    words = stated(here)
    sources = Citation.objects.in_bulk({row.citation_id for rows in here.values() for row in rows})
    named = subjects(shown, living)
    said = [
        DisputedFact(words[fact], tuple(_dispute(row, sources) for row in rows))
        for fact, rows in here.items()
        if fact in words
    ]
    articles = (AboutArticle(named[pk], tuple(one for one in said if one.fact.id[0] == pk)) for pk in shown)
    return report_page(page, articles, facts=len(found))


def _dispute(row: FactCitation, sources: dict[int, Citation]) -> Dispute:
    found = reference(sources[row.citation_id], (), "en")
    return dispute(found, row.stated_value)
