"""Who lives, as far as is known."""

from typing import Any

from django.utils import timezone

from parties.models import Person

OLDEST = 115  # years: whoever was born before that is taken to be dead, as the large encyclopedias do


def living_people() -> Any:
    """The ids of people with no date of death who were not born too long ago; an unknown birth is no death."""
    first = str(timezone.now().year - OLDEST)
    born_too_early = Person.objects.exclude(born="").filter(born__lt=first)
    return Person.objects.filter(died="").exclude(pk__in=born_too_early.values("pk")).values_list("pk", flat=True)
