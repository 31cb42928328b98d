"""What every row under history shares: it is written one by one, inside a recording, and only when it changed."""

from collections.abc import Collection
from typing import Any, ClassVar, NoReturn

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from revisions.errors import UntrackedWrite
from revisions.recording import recording
from revisions.text import normalise, refuse_control_characters, strip


class TrackedQuerySet(models.QuerySet):
    """A queryset that reads. Bulk verbs write rows that no history row follows, so they are refused."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UntrackedWrite(
            f"{self.model._meta.label}: bulk writes leave no revision. Save or delete row by row inside recording()."
        )

    update = bulk_create = bulk_update = delete = _refuse


TrackedManager = models.Manager.from_queryset(TrackedQuerySet)


class Tracked(models.Model):
    """A row under history. Subclasses declare `history = HistoricalRecords()`."""

    # The end of a constraint's name, and the field beside which its message stands. Bases and subclasses add up.
    constraint_fields: ClassVar[dict[str, str]] = {}

    objects = TrackedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # related managers write through it: `party.names.add(…)` is refused too

    def save(
        self,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Any = None,
    ) -> None:
        """Write the row and its history; do nothing when it equals the stored row. Records itself when needed."""
        if update_fields is not None:
            raise UntrackedWrite(f"{self._meta.label}: save whole rows, their history holds whole rows")
        self.normalise()
        with recording():
            if self._state.adding or not self._equals_stored():
                super().save(force_insert=force_insert, force_update=force_update, using=using)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row as stored, with its parts, each leaving a history row; nothing when it is gone already."""
        with recording():
            stored = type(self)._base_manager.filter(pk=self.pk).first()
            return super(Tracked, stored).delete(*args, **kwargs) if stored is not None else (0, {})

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Normalise text, then Django's own checks; control characters are refused beside their field."""
        self.normalise_text()
        skipped = set(exclude or ())
        errors: dict[str, Any] = {}
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if field.name not in skipped and isinstance(value, str):
                try:
                    refuse_control_characters(value)
                except ValidationError as error:
                    errors[field.name] = error
        if errors:
            raise ValidationError(errors)
        super().clean_fields(exclude=exclude)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Django's check, with each message beside the field that `constraint_fields` names for it."""
        errors: dict[str, list[ValidationError]] = {}
        for model, constraints in self.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self, exclude=set(exclude or ()))
                except ValidationError as error:
                    errors.setdefault(self._field_of(constraint.name), []).extend(error.error_list)
        if errors:
            raise ValidationError(errors)

    def normalise_text(self) -> None:
        """Bring every text value into the stored form (`revisions.text`)."""
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(value, str):
                text = normalise(value)
                setattr(self, field.attname, text if isinstance(field, models.TextField) else strip(text))

    def normalise(self) -> None:
        """Bring every value into the form in which it is stored: text, and the places of decimals."""
        self.normalise_text()
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(field, models.DecimalField) and value is not None:
                setattr(self, field.attname, round(field.to_python(value), field.decimal_places or 0))

    def _field_of(self, constraint: str) -> str:
        for base in type(self).__mro__:
            for ending, field in vars(base).get("constraint_fields", {}).items():
                if constraint.endswith(ending):
                    return field
        return NON_FIELD_ERRORS

    def _equals_stored(self) -> bool:
        fields = self._meta.concrete_fields
        stored = type(self)._base_manager.filter(pk=self.pk).values_list(*(field.attname for field in fields)).first()
        return stored is not None and all(
            field.get_prep_value(field.to_python(getattr(self, field.attname))) == field.get_prep_value(value)
            for field, value in zip(fields, stored, strict=True)
        )
