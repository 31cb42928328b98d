"""The sitemap of sources."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from citations.models import Citation


class SourceSitemap(Sitemap):
    limit = 5000

    def items(self) -> QuerySet:
        return Citation.objects.order_by("pk").only("key")

    def location(self, item: Citation) -> str:
        return reverse("sources:citation", args=[item.key])
