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

PAGE = 100  # tags


@dataclass(frozen=True)
class Tagged:
    subject: Subject
    tag: str
    words: str
    since: str


@dataclass(frozen=True)
class TaggedPage:
    """A page of the report; `counts` are of all tags by name, `count` of those asked for."""

    counts: tuple[tuple[str, str, int], ...]
    tag: str
    page: int
    rows: tuple[Tagged, ...]
    count: int
    more: bool


def tagged(tag: str = "", page: int = 1) -> TaggedPage:
    """A query for each kind and three more."""
    found = [(pk, one) for pk, *texts in _texts() for prose in parse(*texts) for one in prose.tags]
    wanted = sorted(
        (item for item in found if not tag or item[1].name == tag), key=lambda item: (item[1].since, item[0])
    )
    shown = wanted[(page - 1) * PAGE : page * PAGE]
    named = subjects({pk for pk, _tag in shown}, set(about_the_living()))
    return TaggedPage(
        counts=tuple((name, str(TAGS[name]), sum(one.name == name for _pk, one in found)) for name in TAGS),
        tag=tag,
        page=page,
        rows=tuple(Tagged(named[pk], str(TAGS[one.name]), one.words, one.since) for pk, one in shown),
        count=len(wanted),
        more=len(wanted) > page * PAGE,
    )


def _texts() -> list[tuple[Any, ...]]:
    condition = Q()
    for name in TAGS:
        condition |= Q(lead__contains=name) | Q(body__contains=name)
    rows: list[tuple[QuerySet, str]] = [
        *((model.objects.exclude(status=Status.ARCHIVED), "id") for model in kinds().values()),
        (Translation.objects.exclude(article__status=Status.ARCHIVED), "article_id"),
    ]
    return [row for found, key in rows for row in found.filter(condition).values_list(key, "lead", "body")]
