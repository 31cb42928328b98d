"""An assembly: a chamber, a council, an office; and its size, which laws change."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Part, Period
from revisions.tracking.records import HistoricalRecords


class Assembly(Article):
    kind_name: ClassVar[str] = "assembly"
    path: ClassVar[str] = "assemblies"

    class Category(models.TextChoices):
        CHAMBER = "chamber", _("chamber")
        OFFICE = "office", _("office")
        COUNCIL = "council", _("council")

    # Named, so that the reverse of the parent link does not take the word that elections use for their assembly.
    article_ptr = models.OneToOneField(Article, on_delete=models.CASCADE, parent_link=True, related_name="as_assembly")
    category = models.CharField(_("category"), max_length=10, choices=Category.choices, default=Category.CHAMBER)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("assembly")
        verbose_name_plural = _("assemblies")
        ordering = ("title", "id")


class AssemblySize(Part, Period):
    owner_field: ClassVar[str] = "assembly"
    natural_key: ClassVar[tuple[str, ...]] = ("size", "start_date")

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="sizes")
    size = models.PositiveIntegerField(_("seats"))
    appointed = models.PositiveIntegerField(_("of these appointed"), null=True, blank=True)

    class Meta(Period.Meta):
        abstract = False
        verbose_name = _("size")
        verbose_name_plural = _("sizes")
        ordering = ("assembly_id", "position", "id")

    def __str__(self) -> str:
        return str(self.size)
