"""What was counted: one row for each contestant."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elections.models.election import Election, ElectionPart
from parties.models import Party, Person

OVERALL = 0  # `round` of a result that sums up all rounds


def _once(name: str, fields: tuple[str, ...], condition: Q, message: Any) -> Iterator[models.UniqueConstraint]:
    """One result each of whom `fields` name: among those in force (blank is no value to compare), and in each set."""
    for word, within, of in (
        ("result", ("election", "round"), Q(result_set=None)),
        ("announced_result", ("election", "round", "result_set"), Q(result_set__isnull=False)),
    ):
        yield models.UniqueConstraint(
            fields=[*within, *fields],
            condition=condition & of,
            name=f"elections_one_{word}_{name}",
            violation_error_message=message,
        )


class Result(ElectionPart):
    """What one contestant obtained. Blank is unknown, never zero."""

    natural_key: ClassVar[tuple[str, ...]] = ("result_set", "round", "kind", "party_id", "person_id", "label")
    constraint_fields: ClassVar[dict[str, str]] = {
        "one_result_a_party": "party",
        "one_result_a_person": "person",
        "one_result_a_label": "label",
        "one_announced_result_a_party": "party",
        "one_announced_result_a_person": "person",
        "one_announced_result_a_label": "label",
        "result_percent": "percent",
        "list_seats_in_seats": "seats_list",
        "constituency_seats_in_seats": "seats_constituency",
    }
    stand_ins: ClassVar[dict[str, str]] = {"party": "label", "person": "label", "leader": "", "alliance": ""}
    stays_when_hidden: ClassVar[tuple[str, ...]] = ("round", "result_set", "alliance_id")
    citable_fields: ClassVar[tuple[str, ...]] = (
        "votes",
        "percent",
        "seats",
        "seats_list",
        "seats_constituency",
        "leader",
        "outcome",
    )

    class Kind(models.TextChoices):
        PARTY = "party", _("party")
        CANDIDATE = "candidate", _("candidate")
        INDEPENDENTS = "independents", _("independents")
        AGAINST_ALL = "against_all", _("against all")
        BLANK = "blank", _("blank votes")
        OTHER = "other", _("other")
        ONE_SEAT = "one_seat", _("parties with one seat")
        NO_SEAT = "no_seat", _("party without a seat")
        VACANT = "vacant", _("vacant seats")

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="results", verbose_name=_("election"))
    round = models.PositiveSmallIntegerField(_("round"), default=OVERALL, help_text=_("0: all rounds together."))
    result_set = models.PositiveSmallIntegerField(
        _("result set"),
        null=True,
        blank=True,
        help_text=_("Blank: the results in force. A number: as announced in that result set."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PARTY)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="results", verbose_name=_("party")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="results", verbose_name=_("candidate")
    )
    alliance = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="member_results",
        verbose_name=_("within the alliance"),
        help_text=_("For a member of an alliance that has its own row: its part of that row, not counted twice."),
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
            *_once("a_party", ("party",), Q(person=None, party__isnull=False), _("This party has a result already.")),
            *_once("a_person", ("person",), Q(person__isnull=False), _("This candidate has a result already.")),
            *_once("a_label", ("kind", "label"), Q(person=None, party=None), _("This name has a result already.")),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100),
                name="elections_result_percent",
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
        ]

    def __str__(self) -> str:
        return self.label
