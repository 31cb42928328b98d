"""Facts of which sources say different things: what the article states, and what each source gives instead."""

from collections import defaultdict
from dataclasses import dataclass

from articles.models import FactCitation, Status
from articles.reports.facts import FactId, StatedFact, Subject, fact_id, stated, subjects
from articles.reports.living import about_the_living
from articles.sourcing.disputes import Dispute, dispute
from citations.models import Citation
from citations.references import reference

PAGE = 40  # articles


@dataclass(frozen=True)
class DisputedFact:
    fact: StatedFact
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True)
class DisputedArticle:
    subject: Subject
    facts: tuple[DisputedFact, ...]


@dataclass(frozen=True)
class Disputed:
    page: int
    articles: tuple[DisputedArticle, ...]
    count: int
    facts: int
    more: bool


def disputed(page: int = 1) -> Disputed:
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
    shown = order[(page - 1) * PAGE : page * PAGE]
    here = {fact: rows for fact, rows in found.items() if fact[0] in set(shown)}
    words = stated(here)
    sources = Citation.objects.in_bulk({row.citation_id for rows in here.values() for row in rows})
    named = subjects(shown, living)
    return Disputed(
        page=page,
        articles=tuple(
            DisputedArticle(
                named[pk],
                tuple(
                    DisputedFact(words[fact], tuple(_dispute(row, sources) for row in rows))
                    for fact, rows in here.items()
                    if fact[0] == pk and fact in words
                ),
            )
            for pk in shown
        ),
        count=len(order),
        facts=len(found),
        more=len(order) > page * PAGE,
    )


def _dispute(row: FactCitation, sources: dict[int, Citation]) -> Dispute:
    found = reference(sources[row.citation_id], (), "en")
    return dispute(found, row.stated_value)
