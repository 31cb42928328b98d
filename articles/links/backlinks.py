"""What links to an article: texts of others, and rows of others that name it. Of what is published only."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _

from articles.kinds import kinds
from articles.models import Article, ProseLink
from articles.page.facts import Link
from articles.page.titles import linked
from common.formatting import capitalise
from revisions.moments import Present
from revisions.registry import owner_field, pointers
from revisions.tracking.tracked import Tracked


@dataclass(frozen=True)
class Backlink:
    """An article that leads to another, and by what: "text", "role", "result"."""

    link: Link
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Backlinks:
    title: str
    url: str
    language: str
    links: tuple[Backlink, ...]


def backlinks(article: Article) -> Backlinks:
    """A query for each sort of row that can name an article, and two more for each kind."""
    ways: dict[int, dict[str, None]] = defaultdict(dict)
    addresses = [article.slug, *article.redirects.values_list("slug", flat=True)]
    for pk in ProseLink.objects.filter(slug__in=addresses).values_list("article_id", flat=True):
        ways[pk][_("text")] = None
    for pk, way in _by_rows(article.pk):
        ways[pk][way] = None
    ways.pop(article.pk, None)
    found = [
        Backlink(link, tuple(ways[pk]))
        for model in kinds().values()
        for pk, link in linked(Present(), model, ways.keys()).items()
    ]
    shown = linked(Present(), kinds()[article.kind], [article.pk])[article.pk]
    return Backlinks(shown.text, shown.url, shown.language, tuple(found))


def _by_rows(pk: int) -> Iterator[tuple[int, str]]:
    """The owners of the rows that name an article, with the word for such a row."""
    for model in apps.get_models():
        if not issubclass(model, Tracked) or model is Article:
            continue
        owner = f"{owner}_id" if (owner := owner_field(model)) else "id"
        name = capitalise(str(model._meta.verbose_name))
        for column, root, owns in pointers(model):
            if root.model is Article and not owns:
                rows = model._default_manager.filter(**{column: pk}).order_by()
                yield from ((found, name) for found in rows.values_list(owner, flat=True).distinct())
