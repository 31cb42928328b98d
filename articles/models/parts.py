"""Parts that every kind of article can have."""

import hashlib
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.owned import OwnedRow, Part, Period
from articles.prose.limits import validate_prose
from citations.models import validate_language


def original_digest(original: Any) -> str:
    """What a translation remembers of the text that it translates: SHA-256 of an article's title, lead and body."""
    return hashlib.sha256("\0".join((original.title, original.lead, original.body)).encode()).hexdigest()


class Translation(Part):
    """The same prose in another language. Facts are not translated: all languages show the same rows.

    A translation is out of date once the article's own text is not the one that it translates.
    """

    natural_key: ClassVar[tuple[str, ...]] = ("language",)
    constraint_fields: ClassVar[dict[str, str]] = {"one_translation_a_language": "language"}
    travels: ClassVar[tuple[str, ...]] = ("original",)
    loose: ClassVar[tuple[str, ...]] = (*Part.loose, "original")  # nobody can choose between two digests

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=20, validators=[validate_language])
    title = models.CharField(_("title"), max_length=300)
    short_description = models.CharField(_("short description"), max_length=200, blank=True)
    lead = models.TextField(_("lead"), blank=True, validators=[validate_prose])
    body = models.TextField(_("text"), blank=True, validators=[validate_prose])
    # The `original_digest` of the text translated. Nobody types it, but it travels.
    original = models.CharField(_("text translated"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ("article_id", "position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"],
                name="articles_one_translation_a_language",
                violation_error_message=_("There is a translation into this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A translation that does not say of which text translates the present one."""
        self.original = self.original or self._stored_original() or original_digest(self.article)
        super().save(*args, **kwargs)

    def _stored_original(self) -> str:
        """What it translates as stored, if its own words are still the same; "" for a new or changed one."""
        words = {name: getattr(self, name) for name in ("title", "lead", "body")}
        same = Translation.objects.filter(pk=self.pk, **words).values_list("original", flat=True)
        return "" if self._state.adding else same.first() or ""


class Name(Part, Period):
    """A name in one language and script. A rename is a former name with its dates, not another party."""

    natural_key: ClassVar[tuple[str, ...]] = ("text", "language", "kind")
    citable_fields: ClassVar[tuple[str, ...]] = ("meaning",)

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        SHORT = "short", _("short")
        COMMON = "common", _("common")
        NATIVE = "native", _("native")
        ROMANIZED = "romanized", _("romanized")
        ABBREVIATED = "abbreviated", _("abbreviated")
        FORMER = "former", _("former")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=300)
    language = models.CharField(
        _("language and script"), max_length=20, validators=[validate_language], help_text=_("kk-Cyrl, kk-Latn, ru, en")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OFFICIAL)
    meaning = models.CharField(
        _("meaning"), max_length=200, blank=True, help_text=_("The sense of the name, in English.")
    )
    in_infobox = models.BooleanField(_("at the head of the page"), default=False)

    class Meta(Period.Meta):
        abstract = False
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ("article_id", "position", "id")
        indexes = [models.Index(fields=["text"], name="name_by_text")]

    def __str__(self) -> str:
        return self.text


class Identifier(Part):
    """What other registers call the subject. Importers match on it, never on addresses."""

    natural_key: ClassVar[tuple[str, ...]] = ("scheme", "value")
    constraint_fields: ClassVar[dict[str, str]] = {"an_identifier_once": "value"}

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=50, help_text="wikidata, parlgov, bin …")
    value = models.CharField(_("value"), max_length=200)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ("article_id", "position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "scheme", "value"],
                name="articles_an_identifier_once",
                violation_error_message=_("This identifier stands here already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Statement(Part, Period):
    """Any further sourced statement: a fact without a field of its own, or a claim that the prose makes."""

    natural_key: ClassVar[tuple[str, ...]] = ("label", "value")

    class Placement(models.TextChoices):
        INFOBOX = "infobox", _("a row of the infobox")
        FURTHER = "further", _("among the further facts")
        CLAIM = "claim", _("a claim of the text")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="statements")
    label = models.CharField(_("label"), max_length=100)
    value = models.TextField(_("value"))
    language = models.CharField(_("language"), max_length=20, blank=True, validators=[validate_language])
    placement = models.CharField(_("shown"), max_length=10, choices=Placement.choices, default=Placement.FURTHER)

    class Meta(Period.Meta):
        abstract = False
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("article_id", "position", "id")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"[:100]


class Redirect(OwnedRow):
    """An address that an article once had; it answers with a permanent redirect."""

    natural_key: ClassVar[tuple[str, ...]] = ("slug",)
    for_editors: ClassVar[tuple[str, ...]] = ("slug",)  # it may be the address of a draft
    speaks_of_before: ClassVar[bool] = True

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="redirects")
    slug = models.CharField(_("former address"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def in_use(cls, values: dict[str, Any], owner_id: int) -> bool:
        """Whether another article lives at the address, or answers to it."""
        slug = values["slug"]
        return (
            Article.objects.filter(slug=slug).exclude(pk=owner_id).exists()
            or Redirect.objects.filter(slug=slug).exclude(article_id=owner_id).exists()
        )
