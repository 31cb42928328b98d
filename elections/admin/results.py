"""The rows of results on an election's form."""

from typing import Any

from django.core.exceptions import ValidationError

from articles.admin.forms import PartFormSet
from articles.admin.inlines import PartInline
from elections.arithmetic.checks import more_seats_than_there_are
from elections.models import Result
from elections.standings import contestants


class ResultFormSet(PartFormSet):
    """What does not add up is said after a save; only what cannot be is refused."""

    def clean(self) -> None:
        super().clean()
        rows: list[Any] = [form.instance for form in self.forms if form not in self.deleted_forms]
        seats = [row.seats for row in contestants(rows)]
        words = more_seats_than_there_are(seats, self.instance.seats_total)
        if words and not any(self.errors):
            raise ValidationError(words)


class ResultInline(PartInline):
    model = Result
    formset = ResultFormSet
    fields = (
        ("kind", "party", "person", "label", "leader"),
        ("votes", "percent", "seats", "seats_list", "seats_constituency", "elected", "outcome", "position"),
        ("round", "result_set", "alliance"),
        "sources",
    )
