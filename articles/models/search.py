"""What search reads: derived from what is published, written anew at every change. No history follows it."""

from django.db import models

from articles.models.article import Article
from common.folding import LONGEST


class SearchDocument(models.Model):
    """A published article or a source. `kind` is the namespace of its address, `name` its last part."""

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    language = models.CharField(max_length=20, blank=True)
    description = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)  # prose as it reads, for snippets

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


class SearchName(models.Model):
    """A name, folded and without spaces. `rank` 0 is a title, 1 another name, 2 a former one, 3 that of a source."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=500)
    folded = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["folded", "rank"], name="search_name_folded")]

    def __str__(self) -> str:
        return self.text


class SearchWord(models.Model):
    """A folded word of a document's names, or a whole name without spaces."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=LONGEST)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["word", "rank", "document"], name="search_word")]

    def __str__(self) -> str:
        return self.word


class SearchSpelling(models.Model):
    """A word of names with one letter left out, or none: how words with a typing error are met."""

    error = models.CharField(max_length=LONGEST)
    word = models.CharField(max_length=LONGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["error", "word"], name="search_spelling_once")]

    def __str__(self) -> str:
        return f"{self.error}: {self.word}"


class ProseLink(models.Model):
    """An article's text, or a translation of it, leads to the article at `slug`, or wants one there.

    Derived from prose and written anew at every change: no history follows it.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="prose_links")
    slug = models.CharField(max_length=200)
    text = models.CharField(max_length=200)  # the words of the first such link

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "article"], name="prose_link_once")]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.slug}"
