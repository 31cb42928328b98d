"""Passages that their editors tagged as wanting a source, a better one, or an update. Oldest first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from articles.kinds import kinds
from articles.models import Status, Translation
from articles.prose.syntax import parse
from articles.prose.tags import TAGS
from articles.reports.facts import Subject, subjects
from articles.reports.living import about_the_living
from articles.reports.report import ReportPage, report_page
from common.http import page_of

PAGE = 100  # tags


@dataclass(frozen=True)
class Tagged:
    subject: Subject
    tag: str
    words: str
    since: str


def tagged(tag: str = "", number: int = 1) -> ReportPage[Tagged]:
    """A query for each kind and three more."""
    found = [(pk, one) for pk, *texts in _texts() for prose in parse(*texts) for one in prose.tags]
    wanted = sorted(
        (item for item in found if not tag or item[1].name == tag), key=lambda item: (item[1].since, item[0])
    )
    page = page_of(wanted, PAGE, number)
    named = subjects({pk for pk, _tag in page}, set(about_the_living()))
    rows = (Tagged(named[pk], str(TAGS[one.name]), one.words, one.since) for pk, one in page)
    counts = ((name, str(TAGS[name]), sum(one.name == name for _pk, one in found)) for name in TAGS)
    return report_page(page, rows, name="tag", chosen=tag, counts=counts)


def _texts() -> list[tuple[Any, ...]]:
    condition = Q()
    for name in TAGS:
        condition |= Q(lead__contains=name) | Q(body__contains=name)
    rows: list[tuple[QuerySet, str]] = [
        *((model.objects.exclude(status=Status.ARCHIVED), "id") for model in kinds().values()),
        (Translation.objects.exclude(article__status=Status.ARCHIVED), "article_id"),
    ]
    return [row for found, key in rows for row in found.filter(condition).values_list(key, "lead", "body")]
