"""What every row under history shares: it is written one by one, inside a recording, and only when it changed."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, NoReturn

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models.base import ModelBase

from common.text import normalise, refuse_control_characters, strip
from revisions.tracking.recording import UntrackedWrite, recording


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
    # The fields by which a merge and an import recognise a row; none: only its key tells it from others.
    natural_key: ClassVar[tuple[str, ...]] = ()
    # The columns (content type, id) by which a row speaks of another row of its aggregate, and goes and comes with it.
    about_row: ClassVar[tuple[str, str] | None] = None
    # Columns in which two edits never overlap; the earlier one stands: the order of rows.
    loose: ClassVar[tuple[str, ...]] = ("position",)
    # When what a foreign key names is deleted, the key becomes empty and this column takes the name, by foreign key.
    stand_ins: ClassVar[dict[str, str]] = {}
    # The columns by which past pages ask for many rows at once.
    listed_by: ClassVar[tuple[str, ...]] = ()
    # Columns that a version keeps when its content is hidden: they say where it stands, not what somebody wrote.
    stays_when_hidden: ClassVar[tuple[str, ...]] = ()
    # Columns that only those read who may view the root in the admin. A row about another row goes with them.
    for_editors: ClassVar[tuple[str, ...]] = ()
    # Whether the row says what was before it: of a root that was not public then, the log does not repeat it.
    speaks_of_before: ClassVar[bool] = False
    # How a summary counts rows of this sort instead of naming each: "2 sources".
    counted: ClassVar[Any] = None

    # Whether the row is being stored for the first time: its key is new, so no earlier version can be there.
    never_stored = False

    # Which revision last set which field: {"": the row itself, "slogan": …}. Fields not named came with the row.
    set_in = models.JSONField(default=dict, editable=False)

    objects = TrackedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # related managers write through it: `party.names.add(…)` is refused too

    def save(
        self,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write the row and its history; do nothing when it equals the stored row. Records itself when needed."""
        if update_fields is not None:
            raise UntrackedWrite(f"{self._meta.label}: save whole rows, their history holds whole rows")
        self.normalise()
        with recording() as opened:
            stored = None if self._state.adding else self._stored_values()
            changed = self._changed_fields(stored) if stored is not None else []
            if stored is not None and not changed:
                return
            number = opened.take_number()
            if stored is not None:
                self.set_in = {**stored["set_in"], **dict.fromkeys(changed, number)}
            elif not self.set_in:  # a row that is brought back keeps who set its facts
                self.set_in = {"": number}
            self.never_stored = self._state.adding and self.pk is None
            super().save(force_insert=force_insert, force_update=force_update, using=using)
            self.never_stored = False

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

    def _stored_values(self) -> dict[str, Any] | None:
        columns = (field.attname for field in self._meta.concrete_fields)
        return type(self)._base_manager.filter(pk=self.pk).values(*columns).first()

    def _changed_fields(self, stored: dict[str, Any]) -> list[str]:
        """Names of the fields whose value differs from the stored one, as the database would hold it."""
        return [
            field.name
            for field in self._meta.concrete_fields
            if field.name != "set_in"
            and field.get_prep_value(field.to_python(getattr(self, field.attname)))
            != field.get_prep_value(stored[field.attname])
        ]

    @classmethod
    def in_use(cls, values: dict[str, Any], owner_id: int) -> bool:
        """Whether others have taken what a row of an older state claims for itself alone; then it is left out."""
        return False

    @classmethod
    def content_type_id(cls) -> int:
        """The id of the model's content type; cached by Django."""
        return int(ContentType.objects.get_for_model(cls).pk)

    @classmethod
    def row_label(cls, values: dict[str, Any]) -> str:
        """A few words for a row, of its columns alone: for histories, where the row itself may be gone."""
        names = {field.attname for field in cls._meta.concrete_fields}
        return str(cls(**{name: value for name, value in values.items() if name in names}))


def tracked_model(model: type[models.Model]) -> type[Tracked]:
    """The same model, as one under history. Raises TypeError for a model that is not."""
    if not issubclass(model, Tracked):
        raise TypeError(f"{model._meta.label} is not under history")
    return model
