"""Parties, people, events.

A party may be an alliance (a bloc of parties that stand together once). It is founded by a congress and registered by
a ministry, often months apart; it can be banned by a court, merge into another, or be one of several that merge into a
new one. Renaming makes no new party. Leaders change, sometimes two congresses elect two leaders, and often no source
says on which day: an unknown bound is unknown. Who founded, led or served a party is one Role record, shown on the
party's page and on the person's. A founder or leader without an article is a label.
"""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Article, Part, Period
from common.dates import DatesInOrder, PartialDateField
from revisions.tracking.records import HistoricalRecords

OLDEST = 115  # years: whoever was born before that is taken to be dead, as the large encyclopedias do


class Party(Article):
    kind_name: ClassVar[str] = "party"
    path: ClassVar[str] = "parties"
    constraint_fields: ClassVar[dict[str, str]] = {"ends_after_founding": "dissolved"}
    citable_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "founded",
        "registered",
        "dissolved",
        "headquarters",
        "political_position",
        "slogan",
        "image_caption",
    )

    class Category(models.TextChoices):
        PARTY = "party", _("party")
        ALLIANCE = "alliance", _("alliance")

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("party", "active")
        MERGED = "merged", pgettext_lazy("party", "merged")
        BANNED = "banned", pgettext_lazy("party", "banned")
        DISSOLVED = "dissolved", pgettext_lazy("party", "dissolved")
        UNKNOWN = "unknown", pgettext_lazy("party", "unknown")

    category = models.CharField(_("category"), max_length=10, choices=Category.choices, default=Category.PARTY)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE)
    founded = PartialDateField(_("founded"))
    registered = PartialDateField(_("registered"))
    dissolved = PartialDateField(_("dissolved"))
    headquarters = models.CharField(_("headquarters"), max_length=300, blank=True)
    political_position = models.CharField(_("political position"), max_length=100, blank=True)
    slogan = models.CharField(_("slogan"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("title", "id")
        constraints = [
            DatesInOrder(
                "founded",
                "dissolved",
                "parties_party_ends_after_founding",
                _("Dissolved before it was founded. Check both dates."),
            )
        ]


class PartyPart(Part):
    """A part of a party's article."""

    owner_field: ClassVar[str] = "party"

    class Meta:
        abstract = True


class Ideology(PartyPart, Period):
    natural_key: ClassVar[tuple[str, ...]] = ("name",)

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="ideologies")
    name = models.CharField(_("ideology"), max_length=150)

    class Meta(Period.Meta):
        abstract = False
        verbose_name = _("ideology")
        verbose_name_plural = _("ideologies")
        ordering = ("party_id", "position", "id")

    def __str__(self) -> str:
        return self.name


class MembershipCount(PartyPart):
    """How many members a source counts. The day or year may be unknown."""

    natural_key: ClassVar[tuple[str, ...]] = ("on_date", "count")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="membership_counts")
    count = models.PositiveIntegerField(_("members"))
    on_date = PartialDateField(_("in"))

    class Meta:
        verbose_name = _("membership count")
        verbose_name_plural = _("membership counts")
        ordering = ("party_id", "position", "id")

    def __str__(self) -> str:
        return f"{self.count} ({self.on_date or '?'})"


class Colour(PartyPart):
    natural_key: ClassVar[tuple[str, ...]] = ("name",)
    citable_fields: ClassVar[tuple[str, ...]] = ("hex",)

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="colours")
    name = models.CharField(_("colour"), max_length=50)
    hex = models.CharField(
        _("shade"),
        max_length=7,
        blank=True,
        help_text="#3BA935",
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("Six hexadecimal digits after #: #3BA935."))],
    )

    class Meta:
        verbose_name = _("colour")
        verbose_name_plural = _("colours")
        ordering = ("party_id", "position", "id")

    def __str__(self) -> str:
        return self.name


class Role(PartyPart, Period):
    """Who founded, led or served a party, under which title, when."""

    natural_key: ClassVar[tuple[str, ...]] = ("kind", "person_id", "label", "title", "start_date")
    constraint_fields: ClassVar[dict[str, str]] = {"role_of_somebody": "person"}
    stand_ins: ClassVar[dict[str, str]] = {"person": "label"}

    class Kind(models.TextChoices):
        LEADER = "leader", _("leader")
        FOUNDER = "founder", _("founder")
        CANDIDATE = "candidate", _("candidate")
        MEMBER = "member", _("member")
        OTHER = "other", _("other")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="roles", verbose_name=_("party"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.LEADER)
    person = models.ForeignKey(
        "parties.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("person"),
    )
    label = models.CharField(_("or name"), max_length=200, blank=True, help_text=_("For somebody without an article."))
    title = models.CharField(
        pgettext_lazy("role", "title"), max_length=150, blank=True, help_text=_("chairman, first secretary …")
    )

    class Meta(Period.Meta):
        abstract = False
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ("party_id", "position", "id")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(label=""),
                name="parties_role_of_somebody",
                violation_error_message=_("Choose a person, or write a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class Lineage(PartyPart, Period):
    """How a party comes from others or goes over into them, told from this party's side."""

    natural_key: ClassVar[tuple[str, ...]] = ("kind", "other_id", "label")
    constraint_fields: ClassVar[dict[str, str]] = {"lineage_to_something": "other", "lineage_to_another": "other"}
    stand_ins: ClassVar[dict[str, str]] = {"other": "label"}

    class Kind(models.TextChoices):
        PREDECESSOR = "predecessor", _("formed by merger of")
        ABSORBED = "absorbed", _("absorbed")
        MERGED_INTO = "merged_into", _("merged into")
        SPLIT_FROM = "split_from", _("split from")
        MEMBER = "member", _("member of the bloc")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="lineages", verbose_name=_("party"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    other = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="other_lineages", verbose_name=_("party")
    )
    label = models.CharField(
        _("name then"), max_length=200, blank=True, help_text=_("The name to print; alone for one without an article.")
    )

    class Meta(Period.Meta):
        abstract = False
        verbose_name = _("lineage")
        verbose_name_plural = _("lineage")
        ordering = ("party_id", "position", "id")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(other__isnull=False) | ~Q(label=""),
                name="parties_lineage_to_something",
                violation_error_message=_("Choose a party, or write a name."),
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=models.F("party")),
                name="parties_lineage_to_another",
                violation_error_message=_("A party cannot come from itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class Person(Article):
    kind_name: ClassVar[str] = "person"
    path: ClassVar[str] = "people"
    constraint_fields: ClassVar[dict[str, str]] = {"dies_after_birth": "died"}
    citable_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "born",
        "birth_place",
        "died",
        "residence",
        "occupation",
        "image_caption",
    )

    born = PartialDateField(_("born"))
    birth_place = models.CharField(_("place of birth"), max_length=200, blank=True)
    died = PartialDateField(_("died"))
    residence = models.CharField(_("residence"), max_length=200, blank=True)
    occupation = models.CharField(_("occupation"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("title", "id")
        constraints = [
            DatesInOrder(
                "born", "died", "parties_person_dies_after_birth", _("Died before being born. Check both dates.")
            )
        ]

    @classmethod
    def living(cls) -> models.QuerySet:
        """Those without a date of death who were not born too long ago to live. An unknown birth is no death."""
        first = str(timezone.now().year - OLDEST)
        born_too_early = cls.objects.exclude(born="").filter(born__lt=first)
        return cls.objects.filter(died="").exclude(pk__in=born_too_early.values("pk")).values_list("pk", flat=True)


class Position(Part, Period):
    """An office that a person holds or held, outside parties."""

    owner_field: ClassVar[str] = "person"
    natural_key: ClassVar[tuple[str, ...]] = ("title", "start_date", "on_date")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    title = models.CharField(_("position"), max_length=300)

    class Meta(Period.Meta):
        abstract = False
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ("person_id", "position", "id")

    def __str__(self) -> str:
        return self.title


class Event(Article):
    kind_name: ClassVar[str] = "event"
    path: ClassVar[str] = "events"
    constraint_fields: ClassVar[dict[str, str]] = {"ends_after_beginning": "end_date"}
    citable_fields: ClassVar[tuple[str, ...]] = ("title", "date", "end_date", "place", "attendance", "image_caption")

    category = models.CharField(_("category"), max_length=100, help_text=_("party congress, registration, merger …"))
    date = PartialDateField(_("date"))
    end_date = PartialDateField(_("until"), help_text=_("For what lasted longer than a day."))
    place = models.CharField(_("place"), max_length=200, blank=True)
    attendance = models.PositiveIntegerField(_("attendance"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-date", "title", "id")
        constraints = [
            DatesInOrder(
                "date",
                "end_date",
                "parties_event_ends_after_beginning",
                _("The end lies before the beginning. Check both dates."),
            )
        ]


class Participant(Part):
    """Who took part in an event, as what: any article, or a label."""

    owner_field: ClassVar[str] = "event"
    natural_key: ClassVar[tuple[str, ...]] = ("article_id", "label", "role")
    constraint_fields: ClassVar[dict[str, str]] = {"participant_is_somebody": "article"}
    stand_ins: ClassVar[dict[str, str]] = {"article": "label"}

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants", verbose_name=_("event"))
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("article"),
    )
    label = models.CharField(_("or name"), max_length=200, blank=True, help_text=_("For one without an article."))
    role = models.CharField(_("as"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ("event_id", "position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False) | ~Q(label=""),
                name="parties_participant_is_somebody",
                violation_error_message=_("Choose an article, or write a name."),
            )
        ]

    def __str__(self) -> str:
        return self.role or self.label
