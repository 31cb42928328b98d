"""Wiki links of prose, derived from it and written anew at every change. No history follows them."""

from django.db import models

from articles.models.article import Article


class ProseLink(models.Model):
    """An article's text, or a translation of it, leads to the article at `slug`, or wants one there."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="prose_links")
    slug = models.CharField(max_length=200)
    text = models.CharField(max_length=200)  # the words of the first such link

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "article"], name="prose_link_once")]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.slug}"
