"""Elections: what was counted.

An assembly (a chamber, a council, an office) has a size that laws change. An election to it may have several rounds,
fill seats from lists and in constituencies, and leave others to appointment. What is typed is what was counted or
printed; shares, ranks and changes of seats are computed (`elections.counting`), with the published figure kept beside
them. Odd cases of the real world: sources print valid votes as cast votes; "against all" is an option with votes but
without rank; a candidate may be nominated by an organisation that is no party; results are sometimes known in part
only (`complete`); a blank figure is unknown, not zero.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Part, Period
from citations.partial_dates import PartialDateField
from parties.models import Party, Person
from revisions.history import HistoricalRecords

OVERALL = 0  # `round` of a result that sums up all rounds


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


class Election(Article):
    kind_name: ClassVar[str] = "election"
    path: ClassVar[str] = "elections"
    citable_fields: ClassVar[tuple[str, ...]] = (
        "title", "assembly", "date", "system", "seats_total", "seats_elected", "seats_list", "seats_constituency",
        "seats_appointed", "threshold", "registered", "cast", "valid", "invalid", "turnout", "percent_base",
        "image_caption",
    )  # fmt: skip

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

    class Outcome(models.TextChoices):
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
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="following", verbose_name=_("previous"),
        help_text=_("The election before it. Left blank: the one before it to the same assembly."),
    )  # fmt: skip
    course = models.CharField(_("course"), max_length=10, choices=Outcome.choices, default=Outcome.HELD)
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
        _("percentages of"), max_length=5, choices=Base.choices, blank=True,
        help_text=_("What the published percentages are a share of. Blank: valid votes."),
    )  # fmt: skip
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
                condition=Q(turnout=None) | Q(turnout__gte=0, turnout__lte=100), name="elections_turnout_percent",
                violation_error_message=_("A turnout lies between 0 and 100 per cent."),
            ),
        ]  # fmt: skip


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
                fields=["election", "number"], name="elections_a_round_once",
                violation_error_message=_("This round stands here already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.number)


class Result(ElectionPart):
    """What one contestant obtained. Blank is unknown, never zero."""

    natural_key: ClassVar[tuple[str, ...]] = ("round", "kind", "party_id", "person_id", "label")
    constraint_fields: ClassVar[dict[str, str]] = {
        "one_result_a_party": "party",
        "one_result_a_person": "person",
        "one_result_a_label": "label",
        "result_percent": "percent",
        "list_seats_in_seats": "seats_list",
        "constituency_seats_in_seats": "seats_constituency",
    }
    stand_ins: ClassVar[dict[str, str]] = {"party": "label", "person": "label", "leader": ""}
    citable_fields: ClassVar[tuple[str, ...]] = (
        "votes", "percent", "seats", "seats_list", "seats_constituency", "leader", "outcome",
    )  # fmt: skip

    class Kind(models.TextChoices):
        PARTY = "party", _("party")
        CANDIDATE = "candidate", _("candidate")
        INDEPENDENTS = "independents", _("independents")
        AGAINST_ALL = "against_all", _("against all")
        BLANK = "blank", _("blank votes")
        OTHER = "other", _("other")

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="results", verbose_name=_("election"))
    round = models.PositiveSmallIntegerField(_("round"), default=OVERALL, help_text=_("0: all rounds together."))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PARTY)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="results", verbose_name=_("party")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="results", verbose_name=_("candidate")
    )
    label = models.CharField(_("name then"), max_length=200, help_text=_("As printed on that day: Nur Otan in 2021."))
    leader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leader that day")
    )
    votes = models.PositiveIntegerField(_("votes"), null=True, blank=True)
    percent = models.DecimalField(_("published %"), max_digits=7, decimal_places=4, null=True, blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    seats_list = models.PositiveIntegerField(_("list seats"), null=True, blank=True)
    seats_constituency = models.PositiveIntegerField(_("constituency seats"), null=True, blank=True)
    elected = models.BooleanField(_("elected"), default=False)
    outcome = models.CharField(_("outcome"), max_length=100, blank=True, help_text=_("Where a source states it."))

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ("election_id", "round", "position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["election", "round", "party"], condition=Q(person=None) & Q(party__isnull=False),
                name="elections_one_result_a_party", violation_error_message=_("This party has a result already."),
            ),
            models.UniqueConstraint(
                fields=["election", "round", "person"], condition=Q(person__isnull=False),
                name="elections_one_result_a_person", violation_error_message=_("This candidate has a result already."),
            ),
            models.UniqueConstraint(
                fields=["election", "round", "kind", "label"], condition=Q(person=None, party=None),
                name="elections_one_result_a_label", violation_error_message=_("This name has a result already."),
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100), name="elections_result_percent",
                violation_error_message=_("A share lies between 0 and 100 per cent."),
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats_list=None) | Q(seats_list__lte=F("seats")),
                name="elections_list_seats_in_seats",
                violation_error_message=_("More list seats than seats in all."),
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats_constituency=None) | Q(seats_constituency__lte=F("seats")),
                name="elections_constituency_seats_in_seats",
                violation_error_message=_("More constituency seats than seats in all."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label


class Candidacy(ElectionPart):
    """Somebody who stood: on whose nomination, where, with what outcome."""

    natural_key: ClassVar[tuple[str, ...]] = ("person_id", "name", "constituency")
    constraint_fields: ClassVar[dict[str, str]] = {"candidacy_of_somebody": "person", "a_candidacy_once": "person"}
    stand_ins: ClassVar[dict[str, str]] = {"person": "name", "party": "label"}

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="candidacies")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="candidacies", verbose_name=_("person")
    )
    name = models.CharField(_("or name"), max_length=200, blank=True, help_text=_("For one without an article."))
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="candidacies", verbose_name=_("party")
    )
    label = models.CharField(
        _("nominated by"), max_length=200, blank=True, help_text=_("As printed then; alone for what is no party.")
    )
    constituency = models.CharField(_("list or place"), max_length=200, blank=True)
    elected = models.BooleanField(_("elected"), default=False)
    remark = models.CharField(_("in words"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        ordering = ("election_id", "position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""), name="elections_candidacy_of_somebody",
                violation_error_message=_("Choose a person, or write a name."),
            ),
            models.UniqueConstraint(
                fields=["election", "person", "constituency"], name="elections_a_candidacy_once",
                violation_error_message=_("This candidacy stands here already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name or self.remark
