"""Articles that texts lead to and nobody has written yet, those that most texts want first."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count
from django.urls import reverse
from rapidfuzz import process

from articles.kinds import kinds
from articles.models import Article, ProseLink, Redirect, Status
from articles.reports.facts import Subject, subjects
from articles.reports.living import about_the_living
from articles.reports.report import ReportPage, report_page
from common.http import page_of

PAGE = 50  # addresses
ALIKE = 88  # of 100: below it two addresses are two things


@dataclass(frozen=True)
class Wanted:
    """`forms` are the kinds that it could be of, each with its form filled in; `like` an address it may mean."""

    slug: str
    text: str
    wanted_by: tuple[Subject, ...]
    like: str
    forms: tuple[tuple[str, str], ...]


def wanted(number: int = 1) -> ReportPage[Wanted]:
    """Five queries. Of archived articles nothing is wanted."""
    links = ProseLink.objects.exclude(article__status=Status.ARCHIVED)
    missing = links.exclude(slug__in=Article.objects.values("slug")).exclude(slug__in=Redirect.objects.values("slug"))
    counted = missing.order_by().values("slug").annotate(wants=Count("article")).order_by("-wants", "slug")
    page: Page[dict[str, Any]] = page_of(counted, PAGE, number)
    slugs = [row["slug"] for row in page]
    rows: dict[str, list[ProseLink]] = defaultdict(list)
    for link in missing.filter(slug__in=slugs).order_by("article_id"):
        rows[link.slug].append(link)
    named = subjects({link.article_id for found in rows.values() for link in found}, set(about_the_living()))
    written = list(Article.objects.values_list("slug", flat=True)) if slugs else []
    return report_page(page, (_row(slug, rows[slug], named, written) for slug in slugs))


def _row(slug: str, links: list[ProseLink], named: dict[int, Subject], written: list[str]) -> Wanted:
    alike = process.extractOne(slug, written, score_cutoff=ALIKE)
    text = links[0].text if links[0].text != slug else slug.replace("-", " ").title()
    query = urlencode({"slug": slug, "title": text})
    return Wanted(
        slug,
        text,
        tuple(named[link.article_id] for link in links),
        alike[0] if alike else "",
        tuple((str(model._meta.verbose_name), f"{_address(model)}?{query}") for model in kinds().values()),
    )


def _address(model: type[Any]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
