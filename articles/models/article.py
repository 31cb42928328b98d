"""An article: a public page about one subject.

One table holds what all kinds share (as Wagtail's Page and MediaWiki's page do), each kind extends it. `Article`
itself keeps no history and refuses to be saved: a save through the parent would leave the kind's history stale.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.prose.limits import validate_prose
from citations.models import validate_language
from revisions.tracking.recording import UntrackedWrite, recording
from revisions.tracking.tracked import Tracked, TrackedQuerySet

validate_slug = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    _("An address is made of lower-case Latin letters and digits, joined by hyphens: baytaq-green-party."),
)


PAGES = ("compare",)  # addresses beside articles that are pages of their own: /parties/compare/


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")


class ArticleQuerySet(TrackedQuerySet):
    def published(self) -> "ArticleQuerySet":
        """The one public door: drafts and archived articles are behind it."""
        return self.filter(status=Status.PUBLISHED)


ArticleManager = models.Manager.from_queryset(ArticleQuerySet)


class Article(Tracked):
    # Of each kind: the word for one, the path of its addresses, and its fields that carry sources.
    kind_name: ClassVar[str] = ""
    path: ClassVar[str] = ""
    citable_fields: ClassVar[tuple[str, ...]] = ("title",)
    listed_by: ClassVar[tuple[str, ...]] = ("country",)

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = models.CharField(
        _("address"),
        max_length=120,
        unique=True,
        validators=[validate_slug],
        help_text=_("The last part of the page's address. After a change the old address leads to the new one."),
        error_messages={"unique": _("Another article has this address. Choose a different one.")},
    )
    title = models.CharField(_("title"), max_length=300)
    short_description = models.CharField(
        _("short description"), max_length=200, blank=True, help_text=_("A few words, for lists and search results.")
    )
    lead = models.TextField(_("lead"), blank=True, validators=[validate_prose])
    body = models.TextField(
        _("text"),
        blank=True,
        validators=[validate_prose],
        help_text=_(
            "Markdown: ## for a heading, **bold**, [[address|link]], [text]{lang=kk-Cyrl}, [@key] for a source, "
            "[^a] for a note and a line [^a]: that says it."
        ),
    )
    language = models.CharField(_("language"), max_length=20, default="en", validators=[validate_language])
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("ISO 3166: KZ."),
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, as ISO 3166 has them: KZ."))],
    )
    image = models.ForeignKey(
        "articles.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("image")
    )
    image_caption = models.CharField(_("caption"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)

    objects = ArticleManager()  # type: ignore[misc]  # a manager of its own

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("title", "id")
        indexes = [models.Index(fields=["kind", "country", "status", "title"], name="article_by_kind")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.slug in PAGES:
            raise ValidationError({"slug": _("This address is a page of the site. Choose a different one.")})
        if self.slug and self._address_taken():
            raise ValidationError({"slug": _("Another article had this address and still answers to it.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the article as its kind; after a change of address the old one redirects."""
        if type(self) is Article:
            raise UntrackedWrite("Article: save the party, person or event itself, its history holds all columns")
        self.kind = self.kind_name
        with recording():
            former = None if self._state.adding else Article.objects.filter(pk=self.pk).values_list("slug", flat=True)
            former_slug = former.first() if former is not None else None
            super().save(*args, **kwargs)
            if former_slug and former_slug != self.slug:
                self._redirect(former_slug)

    @classmethod
    def living(cls) -> models.QuerySet | None:
        """The ids of the articles of this kind that are about living people; None where the kind has none."""
        return None

    def get_absolute_url(self) -> str:
        return reverse(f"{self.kind or self.kind_name}:article", args=[self.slug])

    def _address_taken(self) -> bool:
        return Article.objects.filter(redirects__slug=self.slug).exclude(pk=self.pk).exists()

    def _redirect(self, former_slug: str) -> None:
        for redirect in self.redirects.filter(slug=self.slug):  # the article takes a former address back
            redirect.delete()
        self.redirects.create(slug=former_slug)
