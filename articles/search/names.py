"""The articles that bear a name in force: what a page of disambiguation lists. It is made by rule, never written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from articles.kinds import kinds
from articles.models import Article
from articles.models.search import SearchName
from articles.page.facts import Link
from articles.page.titles import linked
from articles.search.documents import FORMER, SOURCES
from common.formatting import capitalise
from revisions.moments import Present


@dataclass(frozen=True)
class NameEntry:
    """`name` is the name that is shared, where it is not the title."""

    link: Link
    kind: str
    name: str


@dataclass(frozen=True)
class NamePage:
    title: str
    entries: tuple[NameEntry, ...]
    search_url: str


def names_shared_with(article: Any) -> QuerySet:
    """The names in force that an article bears, of every published article that bears them, itself included."""
    own = SearchName.objects.filter(document__kind=article.kind, document__object_id=article.id, rank__lt=FORMER)
    return SearchName.objects.filter(folded__in=own.values("folded"), rank__lt=FORMER).exclude(document__kind=SOURCES)


def name_page(slug: str) -> NamePage | None:
    """What shares a name in force with the published article `slug`, itself included; None where nothing does."""
    article = Article.objects.published().filter(slug=slug).first()
    if article is None:
        return None
    shared = names_shared_with(article)
    rows = list(shared.order_by("rank", "pk").values_list("document__kind", "document__object_id", "text", "folded"))
    borne = {folded for _kind, pk, _text, folded in rows if pk != article.pk}
    if not borne:
        return None
    names = {pk: text for _kind, pk, text, folded in reversed(rows) if folded in borne}
    title = names[article.pk]
    return NamePage(title, tuple(_entries(rows, names)), f"{reverse('search:search')}?{urlencode({'q': title})}")


def _entries(rows: Iterable[tuple[str, int, str, str]], names: dict[int, str]) -> Iterable[NameEntry]:
    for kind, model in kinds().items():
        ids = {pk for of, pk, _text, _folded in rows if of == kind and pk in names}
        for pk, link in linked(Present(), model, ids).items():
            name = names[pk] if names[pk] != link.text else ""
            yield NameEntry(link, capitalise(str(model._meta.verbose_name)), name)
