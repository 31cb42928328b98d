"""Who stood."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elections.models.election import Election, ElectionPart
from parties.models import Party, Person


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
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="elections_candidacy_of_somebody",
                violation_error_message=_("Choose a person, or write a name."),
            ),
            models.UniqueConstraint(
                fields=["election", "person", "constituency"],
                name="elections_a_candidacy_once",
                violation_error_message=_("This candidacy stands here already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.remark
