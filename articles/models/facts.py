"""What supports, or disputes, a fact.

A fact is one value that an article states: a field (`row` empty, `field` named), a whole row (`field` empty) or one
field of a row. Three shades: printed support is a mark on the page; support without a mark stands in the fact's
disclosure; a source that says otherwise keeps its own words in `stated_value`.
"""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.models.article import Article
from articles.models.owned import OwnedRow
from citations.models import Citation

LOCATOR_LENGTH = 200


class AboutFact(OwnedRow):
    """A row that speaks of one fact of an article."""

    about_row: ClassVar[tuple[str, str] | None] = ("row_type_id", "row_id")

    row_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    row_id = models.PositiveBigIntegerField(null=True, blank=True)
    field = models.CharField(_("field"), max_length=40, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(row_type=None, row_id=None) | Q(row_type__isnull=False, row_id__isnull=False),
                name="%(app_label)s_%(class)s_row_whole",
            )
        ]


class FactCitation(AboutFact):
    owner_field: ClassVar[str] = "article"
    natural_key: ClassVar[tuple[str, ...]] = ("row_type_id", "row_id", "field", "citation_id")
    counted: ClassVar[Any] = ngettext_lazy("%(n)d source", "%(n)d sources", "n")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="fact_citations")
    citation = models.ForeignKey(
        Citation, on_delete=models.PROTECT, related_name="fact_citations", verbose_name=_("source")
    )
    locator = models.CharField(_("place in the source"), max_length=LOCATOR_LENGTH, blank=True)
    quotation = models.TextField(_("quotation"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    printed = models.BooleanField(_("printed as a mark"), default=True)
    stated_value = models.TextField(_("says instead"), blank=True)

    class Meta(AboutFact.Meta):
        abstract = False
        verbose_name = _("source of a fact")
        verbose_name_plural = _("sources of facts")
        ordering = ("article_id", "row_type_id", "row_id", "field", "position", "id")
        constraints = [
            *AboutFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stated_value="") | Q(printed=False), name="articles_a_dispute_prints_no_mark"
            ),
        ]
        indexes = [models.Index(fields=["row_type", "row_id"], name="factcitation_by_row")]

    def __str__(self) -> str:
        return f"{self.field or 'row'}: {self.citation_id}"


class FactNote(AboutFact):
    """An editor's remark on a fact; not printed."""

    owner_field: ClassVar[str] = "article"
    natural_key: ClassVar[tuple[str, ...]] = ("row_type_id", "row_id", "field")
    counted: ClassVar[Any] = ngettext_lazy("%(n)d remark", "%(n)d remarks", "n")
    for_editors: ClassVar[tuple[str, ...]] = ("text",)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="fact_notes")
    text = models.TextField(_("remark"))

    class Meta(AboutFact.Meta):
        abstract = False
        verbose_name = _("remark on a fact")
        verbose_name_plural = _("remarks on facts")
        ordering = ("article_id", "row_type_id", "row_id", "field", "id")
        indexes = [models.Index(fields=["row_type", "row_id"], name="factnote_by_row")]

    def __str__(self) -> str:
        return self.text[:60]
