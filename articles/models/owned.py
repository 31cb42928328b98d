"""Rows that an article owns. A part has one owner and never changes it; owner and parts are saved together."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.dates import DatesInOrder, PartialDateField, could_precede
from revisions.tracking.records import HistoricalRecords
from revisions.tracking.tracked import Tracked


class OwnedRow(Tracked):
    """A row with an owner and a history."""

    owner_field: ClassVar[str] = "article"

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True


class Part(OwnedRow):
    """A row of facts on an article's form: it is ordered and carries sources.

    `natural_key` names the fields by which an import recognises the row; `citable_fields` those that may carry
    sources of their own ("" is always the whole row).
    """

    natural_key: ClassVar[tuple[str, ...]] = ()
    citable_fields: ClassVar[tuple[str, ...]] = ()

    position = models.PositiveSmallIntegerField(_("order"), default=0)
    fact_citations = GenericRelation("articles.FactCitation", "row_id", "row_type")
    fact_notes = GenericRelation("articles.FactNote", "row_id", "row_type")

    class Meta:
        abstract = True

    @property
    def owner_id(self) -> int:
        return getattr(self, f"{self.owner_field}_id")


class Period(models.Model):
    """When a fact holds: from, until, or on one day, each as precise as its source.

    A missing end is unknown, never "until now"; `former` says that it is over when no source says since when.
    """

    constraint_fields: ClassVar[dict[str, str]] = {"dates_in_order": "end_date"}

    start_date = PartialDateField(_("from"))
    end_date = PartialDateField(_("until"))
    on_date = PartialDateField(_("on"), help_text=_("For a fact of one day or year, instead of from and until."))
    former = models.BooleanField(_("former"), default=False, help_text=_("Over, though no source says since when."))

    class Meta:
        abstract = True
        constraints = [
            DatesInOrder(
                "start_date",
                "end_date",
                "%(app_label)s_%(class)s_dates_in_order",
                _("The end lies before the beginning. Check both dates."),
            )
        ]

    def covers(self, day: str) -> bool | None:
        """Whether the period holds on `day`: True or False where the dates decide, None where a bound is unknown."""
        if self.on_date:
            return could_precede(self.on_date, day) and could_precede(day, self.on_date)
        if not could_precede(self.start_date, day) or not could_precede(day, self.end_date):
            return False
        return True if self.start_date and self.end_date else None
