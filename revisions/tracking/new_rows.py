"""Many new rows in a few statements: how an import writes the parts of an article and the sources of its facts.

Row by row, each new row takes an INSERT, another for its version, and a query for every constraint. Here the rows of a
model go in together, and the database alone judges its constraints; only what it refuses is asked about row by row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from revisions.models import HistoryRow, history_of
from revisions.tracking.recording import Recording, UntrackedWrite, current
from revisions.tracking.records import version_of
from revisions.tracking.tracked import Tracked


class RowsRefused(ValidationError):
    """Some of the rows are wrong. `faults` say of each what is, by its place among those given, from 0."""

    def __init__(self, faults: dict[int, ValidationError]) -> None:
        super().__init__([message for error in faults.values() for message in error.messages])
        self.faults = faults


def add_rows(rows: Iterable[Tracked]) -> None:
    """Write rows that were never stored, with their versions, as part of the open recording. They get their keys.

    All that `full_clean` checks holds afterwards, but whether the rows that they name are there: their ids are taken as
    read just now. All or none are written. Raises RowsRefused, and UntrackedWrite outside a recording and for a row
    that its own `save` must write.
    """
    new = list(rows)
    if not new:
        return
    recording = current()
    if recording is None:
        raise UntrackedWrite(f"{new[0]._meta.label} was written outside a recording")
    by_model: dict[type[Tracked], list[Tracked]] = defaultdict(list)
    for row in new:
        _refuse_unfit(row)
        by_model[type(row)].append(row)
    try:
        for row in new:
            _check_values(row)
        with transaction.atomic():
            for model, added in by_model.items():
                _insert(recording, model, added)
    except (ValidationError, IntegrityError) as error:
        _forget_keys(new)
        faults = _faults(new)
        if not faults:
            raise
        raise RowsRefused(faults) from error


def check_row(row: Tracked) -> None:
    """All that `full_clean` checks, but whether the rows that it names are there. Raises ValidationError."""
    _raise_all(
        lambda wrong: row.clean_fields(exclude=_named_by(row)),
        lambda wrong: row.clean(),
        lambda wrong: row.validate_unique(exclude=wrong),
        lambda wrong: row.validate_constraints(exclude=wrong),
    )


def goes_in_bulk(row: Tracked) -> bool:
    """Whether `add_rows` takes the row: it was never stored, and its `save` does nothing of its own."""
    return row._state.adding and row.pk is None and type(row).save is Tracked.save and not row._meta.parents


def _refuse_unfit(row: Tracked) -> None:
    if not goes_in_bulk(row):
        raise UntrackedWrite(f"{row._meta.label} {row.pk} is stored already, or its save() does more: save it")


def _check_values(row: Tracked) -> None:
    """What can be checked without asking the database."""
    _raise_all(lambda wrong: row.clean_fields(exclude=_named_by(row)), lambda wrong: row.clean())


def _named_by(row: Tracked) -> set[str]:
    return {field.name for field in row._meta.concrete_fields if field.is_relation and getattr(row, field.attname)}


def _raise_all(*checks: Callable[[set[str]], None]) -> None:
    """Make the checks, each with the names of the fields that are wrong so far, and raise all faults together."""
    errors: dict[str, Any] = {}
    for check in checks:
        try:
            check(set(errors))
        except ValidationError as error:
            errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _insert(recording: Recording, model: type[Tracked], rows: list[Tracked]) -> None:
    history = history_of(model)
    number = recording.take_number()
    for row in rows:
        row.normalise()
        row.set_in = row.set_in or {"": number}
    # A plain queryset: that of tracked models refuses what leaves no history, and here it is written.
    plain: models.QuerySet[Tracked] = models.QuerySet(model)
    plain.bulk_create(rows)
    versions: list[HistoryRow] = []
    for row in rows:
        recording.stamp(history)
        versions.append(version_of(row, "+", number, recording.saved_at))
    history.objects.bulk_create(versions)


def _faults(rows: list[Tracked]) -> dict[int, ValidationError]:
    """What is wrong when the rows are written one after the other, by their places; nothing stays written."""
    faults: dict[int, ValidationError] = {}
    with transaction.atomic():
        for place, row in enumerate(rows):
            try:
                check_row(row)
                row.save()
            except ValidationError as error:
                faults[place] = error
        transaction.set_rollback(True)
    _forget_keys(rows)
    return faults


def _forget_keys(rows: list[Tracked]) -> None:
    """Of rows whose writing was taken back."""
    for row in rows:
        row.pk, row._state.adding = None, True
