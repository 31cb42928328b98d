"""New articles as an Atom feed: when each was first public."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy

from articles.kinds import kinds
from articles.models import Article
from articles.page.facts import Link
from articles.page.titles import linked
from revisions.models import Change, Revision
from revisions.moments import Present

SHOWN = 40


@dataclass(frozen=True)
class NewArticle:
    link: Link
    kind: str
    time: datetime


class NewArticlesFeed(Feed):
    feed_type = Atom1Feed
    title = gettext_lazy("New articles")

    def link(self) -> str:
        return reverse("home")

    def feed_url(self) -> str:
        return reverse("new_articles")

    def items(self) -> list[NewArticle]:
        """The articles that were published last, newest first."""
        kind = ContentType.objects.get_for_model(Article)
        public = Change.objects.filter(content_type=kind, object_id=OuterRef("pk"), own=True, published=True)
        first = Subquery(public.order_by("revision_id").values("revision_id")[:1])  # by index, however long the log is
        published = Article.objects.published().annotate(first=first).exclude(first=None)
        rows = published.order_by("-first", "-pk").values_list("pk", "first")
        numbers: dict[int, int] = dict(rows[:SHOWN])
        times = dict(Revision.objects.filter(number__in=numbers.values()).values_list("number", "created_at"))
        links = {
            pk: (name, link)
            for name, model in kinds().items()
            for pk, link in linked(Present(), model, list(numbers)).items()
        }
        return [NewArticle(links[pk][1], links[pk][0], times[number]) for pk, number in numbers.items() if pk in links]

    def item_title(self, item: NewArticle) -> str:
        return item.link.text

    def item_description(self, item: NewArticle) -> str:
        return str(kinds()[item.kind]._meta.verbose_name)

    def item_link(self, item: NewArticle) -> str:
        return item.link.url

    def item_pubdate(self, item: NewArticle) -> datetime:
        return item.time

    item_updateddate = item_pubdate
