"""Rules of use, said at the fact: a claim about a living person with one source, a fact that rests on doubtful ones.

A source is doubtful where a rule of its record says so that bears on what it says: its dates cannot be, or its page is
gone and no copy shows what it said. A record that is merely incomplete is not doubted.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.kinds import kinds
from articles.models import Article, Identifier, Name, Status
from articles.prose.passages import Passage, passages
from articles.reports.facts import (
    FactId,
    StatedFact,
    names_living,
    part_models,
    stated,
    subjects,
    supports,
)
from articles.reports.living import about_the_living
from articles.reports.report import AboutArticle, ReportPage, report_page
from articles.reports.sole_sources import fact_of, single_supports
from citations.lint.site import doubtful_keys
from citations.models import Citation
from common.http import page_of

PAGE = 40  # articles
ONE_SOURCE, DOUBTFUL = "one-source", "doubtful-source"
WORDS = {
    ONE_SOURCE: _("A claim about a living person with a single source."),
    DOUBTFUL: _("Rests on a source whose record is doubtful."),
}


@dataclass(frozen=True)
class Doubt:
    """A fact, or a passage of prose, with the rule that it breaks and the sources that it rests on."""

    rule: str
    keys: tuple[str, ...]
    fact: StatedFact | None = None
    passage: Passage | None = None

    @property
    def words(self) -> str:
        return str(WORDS[self.rule])


def doubts(number: int = 1) -> ReportPage[AboutArticle[Doubt]]:
    """The report, articles about living people first. Constant queries."""
    living = set(about_the_living())
    found = doubtful_facts()
    said = doubtful_passages(living)
    order = sorted({*(fact[0] for _rule, fact in found), *said}, key=lambda pk: (pk not in living, pk))
    page = page_of(order, PAGE, number)
    shown = list(page)
    here = {(rule, fact): keys for (rule, fact), keys in found.items() if fact[0] in set(shown)}
    words = stated(fact for _rule, fact in here)
    named = subjects(shown, living)
    doubted: dict[int, list[Doubt]] = defaultdict(list)
    for (rule, fact), keys in here.items():
        if fact in words:
            doubted[fact[0]].append(Doubt(rule, keys, words[fact]))
    for pk in shown:
        doubted[pk] += [Doubt(rule, tuple(sorted(one.keys)), passage=one) for rule, one in said.get(pk, ())]
    return report_page(page, (AboutArticle(named[pk], tuple(doubted[pk])) for pk in shown))


def said_of(article: int) -> dict[FactId, tuple[str, ...]]:
    """What the rules say of each fact of one article."""
    found: dict[FactId, list[str]] = defaultdict(list)
    for rule, fact in doubtful_facts(article):
        found[fact].append(str(WORDS[rule]))
    return {fact: tuple(words) for fact, words in found.items()}


def doubtful_facts(article: int | None = None) -> dict[tuple[str, FactId], tuple[str, ...]]:
    """Rule and fact with the keys of the sources that it rests on; of one article, or of all."""
    of = {} if article is None else {"article_id": article}
    used = Citation.objects.all() if article is None else Citation.objects.filter(fact_citations__article=article)
    keys = dict(used.order_by().values_list("pk", "key"))
    found: dict[tuple[str, FactId], tuple[str, ...]] = {}
    for row in single_supports(**of).filter(_about()):
        found[ONE_SOURCE, fact_of(row)] = (keys[row["only"]],)
    in_doubt = doubtful_keys(Citation.objects.filter(pk__in=list(keys)) if article is not None else None)
    for fact, sources in _resting({pk for pk, key in keys.items() if key in in_doubt}, **of).items():
        found[DOUBTFUL, fact] = tuple(sorted(keys[pk] for pk in sources))
    return found


def doubtful_passages(living: set[int]) -> dict[int, list[tuple[str, Passage]]]:
    """Passages by article that have one source and are about a living person: the article's own subject, or whom a
    sentence begins with."""
    slugs = set(Article.objects.filter(pk__in=about_the_living()).values_list("slug", flat=True))
    found: dict[int, list[tuple[str, Passage]]] = defaultdict(list)
    cited = Q(lead__contains="[@") | Q(body__contains="[@")
    for model in kinds().values():
        rows = model.objects.exclude(status=Status.ARCHIVED).filter(cited)
        for pk, *texts in rows.values_list("id", "lead", "body"):
            for passage in (passage for text in texts for passage in passages(text)):
                if len(passage.keys) == 1 and (pk in living or passage.subjects & slugs):
                    found[pk].append((ONE_SOURCE, passage))
    return dict(found)


def _about() -> Q:
    """Facts about living people: what their own articles claim of them, and rows elsewhere that are about them."""
    spellings = ContentType.objects.get_for_models(Name, Identifier).values()  # who it is, not what is claimed
    about = Q(article_id__in=about_the_living()) & ~Q(row_type__in=[kind.pk for kind in spellings])
    for part in part_models():
        condition = names_living(part)
        if condition is not None:
            kind = ContentType.objects.get_for_model(part)
            rows = part._default_manager.filter(condition).order_by().values("pk")
            about |= Q(row_type=kind, row_id__in=rows)
    return about


def _resting(doubtful: set[int], **of: int) -> dict[FactId, set[int]]:
    """The facts all of whose sources are doubtful."""
    if not doubtful:
        return {}
    sources: dict[FactId, set[int]] = defaultdict(set)
    columns = ("article_id", "row_type_id", "row_id", "field", "citation_id")
    for article, kind, row, field, citation in (
        supports(**of).exclude(article__status=Status.ARCHIVED).order_by().values_list(*columns)
    ):
        sources[article, kind, row, "" if kind else field].add(citation)
    return {fact: found for fact, found in sources.items() if found <= doubtful}
