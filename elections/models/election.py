"""An election as a whole, its rounds, and the sets of results that were announced."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Part
from common.dates import PartialDateField
from elections.models.assembly import Assembly
from revisions.tracking.records import HistoricalRecords


class Election(Article):
    kind_name: ClassVar[str] = "election"
    path: ClassVar[str] = "elections"
    citable_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "assembly",
        "date",
        "system",
        "seats_total",
        "seats_elected",
        "seats_list",
        "seats_constituency",
        "seats_appointed",
        "threshold",
        "registered",
        "cast",
        "valid",
        "invalid",
        "turnout",
        "percent_base",
        "image_caption",
    )

    constraint_fields: ClassVar[dict[str, str]] = {
        "seats_elected_in_total": "seats_elected",
        "threshold_percent": "threshold",
        "turnout_percent": "turnout",
    }
    stand_ins: ClassVar[dict[str, str]] = {"assembly": "", "previous": ""}

    class Category(models.TextChoices):
        LEGISLATIVE = "legislative", _("legislative")
        PRESIDENTIAL = "presidential", _("presidential")
        REGIONAL = "regional", _("regional")
        LOCAL = "local", _("local")
        REFERENDUM = "referendum", _("referendum")

    class Base(models.TextChoices):
        """What shares are a share of."""

        VALID = "valid", _("valid votes")
        CAST = "cast", _("votes cast")
        SUM = "sum", _("the sum of all options")
        FOR = "for", _("votes for contestants")

    class Course(models.TextChoices):
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")
        ANNULLED = "annulled", _("annulled")
        POSTPONED = "postponed", _("postponed")

    assembly = models.ForeignKey(
        Assembly, on_delete=models.PROTECT, null=True, blank=True, related_name="elections", verbose_name=_("assembly")
    )
    category = models.CharField(_("category"), max_length=15, choices=Category.choices, default=Category.LEGISLATIVE)
    date = PartialDateField(_("date"))
    previous = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="following",
        verbose_name=_("previous"),
        help_text=_("The election before it. Left blank: the one before it to the same assembly."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="regional",
        verbose_name=_("part of"),
        help_text=_("The election that this one is a regional part of: the maslihats of one day."),
    )
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name=_("repeats"),
        help_text=_("The cancelled or annulled election that this one was held in place of."),
    )
    course = models.CharField(_("course"), max_length=10, choices=Course.choices, default=Course.HELD)
    system = models.CharField(_("electoral system"), max_length=200, blank=True)
    seats_total = models.PositiveIntegerField(
        _("seats in all"),
        null=True,
        blank=True,
        help_text=_("Size of the assembly on that day, appointed seats included."),
    )
    seats_elected = models.PositiveIntegerField(_("seats elected"), null=True, blank=True)
    seats_list = models.PositiveIntegerField(_("from lists"), null=True, blank=True)
    seats_constituency = models.PositiveIntegerField(_("in constituencies"), null=True, blank=True)
    seats_appointed = models.PositiveIntegerField(_("appointed"), null=True, blank=True)
    threshold = models.DecimalField(_("threshold, %"), max_digits=5, decimal_places=2, null=True, blank=True)
    threshold_base = models.CharField(
        _("threshold of"), max_length=5, choices=Base.choices, default=Base.VALID, blank=True
    )
    registered = models.PositiveIntegerField(_("registered voters"), null=True, blank=True)
    registered_rounded = models.BooleanField(_("rounded"), default=False, help_text=_("Published in round numbers."))
    cast = models.PositiveIntegerField(_("votes cast"), null=True, blank=True)
    valid = models.PositiveIntegerField(_("valid votes"), null=True, blank=True)
    invalid = models.PositiveIntegerField(_("invalid votes"), null=True, blank=True)
    turnout = models.DecimalField(
        _("published turnout, %"), max_digits=7, decimal_places=4, null=True, blank=True, help_text=_("As printed.")
    )
    percent_base = models.CharField(
        _("percentages of"),
        max_length=5,
        choices=Base.choices,
        blank=True,
        help_text=_(
            "What the published percentages are a share of. Blank: valid votes, which count those against all where "
            "the ballot has that option; votes for contestants leave them out, so that every share is larger."
        ),
    )
    complete = models.BooleanField(_("results complete"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        ordering = ("-date", "title", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats_total=None) | Q(seats_elected=None) | Q(seats_elected__lte=F("seats_total")),
                name="elections_seats_elected_in_total",
                violation_error_message=_("More seats elected than there are."),
            ),
            models.CheckConstraint(
                condition=Q(threshold=None) | Q(threshold__gte=0, threshold__lte=100),
                name="elections_threshold_percent",
                violation_error_message=_("A threshold lies between 0 and 100 per cent."),
            ),
            models.CheckConstraint(
                condition=Q(turnout=None) | Q(turnout__gte=0, turnout__lte=100),
                name="elections_turnout_percent",
                violation_error_message=_("A turnout lies between 0 and 100 per cent."),
            ),
        ]


class ElectionPart(Part):
    """A part of an election's article. Pages and forms of parties and people show it and link here."""

    owner_field: ClassVar[str] = "election"

    class Meta:
        abstract = True


class Round(ElectionPart):
    natural_key: ClassVar[tuple[str, ...]] = ("number",)
    constraint_fields: ClassVar[dict[str, str]] = {"a_round_once": "number"}
    citable_fields: ClassVar[tuple[str, ...]] = ("date", "seats_filled")

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    date = PartialDateField(_("date"))
    seats_filled = models.PositiveIntegerField(_("seats filled"), null=True, blank=True)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("election_id", "number", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"],
                name="elections_a_round_once",
                violation_error_message=_("This round stands here already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class ResultSet(ElectionPart):
    """Results as they were announced once, before those in force: what was preliminary, or final and then corrected.

    Its rows are the results with its number; `Result.result_set` of those in force is blank.
    """

    natural_key: ClassVar[tuple[str, ...]] = ("number",)
    constraint_fields: ClassVar[dict[str, str]] = {"a_result_set_once": "number"}
    citable_fields: ClassVar[tuple[str, ...]] = ("date", "cast", "valid", "invalid")

    class Stage(models.TextChoices):
        PRELIMINARY = "preliminary", _("preliminary")
        FINAL = "final", _("final")
        CORRECTED = "corrected", _("corrected")

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="result_sets")
    number = models.PositiveSmallIntegerField(
        _("result set"), validators=[MinValueValidator(1)], help_text=_("1, 2 … in the order of announcement.")
    )
    stage = models.CharField(_("stage"), max_length=11, choices=Stage.choices, default=Stage.PRELIMINARY)
    date = PartialDateField(_("announced"))
    cast = models.PositiveIntegerField(_("votes cast"), null=True, blank=True)
    valid = models.PositiveIntegerField(_("valid votes"), null=True, blank=True)
    invalid = models.PositiveIntegerField(_("invalid votes"), null=True, blank=True)

    class Meta:
        verbose_name = _("result set")
        verbose_name_plural = _("result sets")
        ordering = ("election_id", "number", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"],
                name="elections_a_result_set_once",
                violation_error_message=_("This result set stands here already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} ({self.date or self.number})"
