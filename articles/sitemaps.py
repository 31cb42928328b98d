"""The sitemap of a kind: its published articles, when each was last edited, and its addresses in other languages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sitemaps import Sitemap
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import override

from articles.models import Article
from revisions.models import Change


class KindSitemap(Sitemap):
    """Every article has a page in each language of the interface: its facts, tables and sources speak it."""

    limit = 5000

    def __init__(self, model: type[Article]) -> None:
        self.model = model

    def items(self) -> QuerySet:
        kind = ContentType.objects.get_for_model(Article)
        own = Change.objects.filter(content_type=kind, object_id=OuterRef("pk"), own=True).order_by("-revision_id")
        published = Article.objects.published().filter(kind=self.model.kind_name)
        return published.annotate(edited=Subquery(own.values("revision__created_at")[:1])).order_by("pk")

    def location(self, item: Any) -> str:
        return reverse(f"{item.kind}:article", args=[item.slug])

    def lastmod(self, item: Any) -> datetime | None:
        return item.edited

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        urls: list[dict[str, Any]] = super().get_urls(*args, **kwargs)
        for url in urls:
            host = url["location"].removesuffix(self.location(url["item"]))
            url["alternates"] = list(_alternates(url["item"], host))
        return urls


def _alternates(article: Any, host: str) -> Iterable[dict[str, str]]:
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield {"lang_code": language, "location": host + reverse(f"{article.kind}:article", args=[article.slug])}
    yield {"lang_code": "x-default", "location": host + reverse(f"{article.kind}:article", args=[article.slug])}
