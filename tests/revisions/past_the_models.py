"""Writing past the models: no signals, no PROTECT, and foreign keys wait for a commit that must not come."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.db.models import QuerySet

from revisions.models import Revision
from revisions.tracking.seals import chain, comment_seal, row_seal, tracked_histories, user_seal


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def remove(model: type[models.Model], **which: Any) -> None:
    QuerySet(model).filter(**which)._raw_delete(connection.alias)


def update(model: type[models.Model], pk: int, field: Any, value: Any) -> None:
    """Set one column of one row. (A queryset would look for the row by `field.model`, which histories share.)"""
    table = model if field in model._meta.local_concrete_fields else field.model
    execute(
        "UPDATE {} SET {} = %s WHERE {} = %s",
        [table._meta.db_table, field.column, table._meta.pk.column],
        [field.get_db_prep_save(value, connection), pk],
    )


def insert(tables: Iterable[type[models.Model]], values: dict[str, Any]) -> None:
    """Insert a live row, a part of it into each table."""
    for table in tables:
        fields = table._meta.local_concrete_fields
        names = ", ".join(["{}"] * len(fields))
        places = ", ".join(["%s"] * len(fields))
        execute(
            f"INSERT INTO {{}} ({names}) VALUES ({places})",  # noqa: S608  # nothing but places
            [table._meta.db_table, *(field.column for field in fields)],
            [field.get_db_prep_save(values[field.attname], connection) for field in fields],
        )


def execute(statement: str, names: Iterable[str], values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(*map(connection.ops.quote_name, names)), values)


def reseal(first: int) -> None:
    """Seal the revisions from `first` on as they stand, with the key of the settings."""
    rows: dict[int, list[str]] = defaultdict(list)
    for _model, history in tracked_histories():
        versions = history.objects.filter(revision_id__gte=first).order_by("history_id")
        for number, *version in versions.values_list("revision_id", "history_id", "digest"):
            rows[number].append(row_seal(history._meta.db_table, *version))
    previous = Revision.objects.filter(number=first - 1).values_list("hash", flat=True).first() or ""
    for revision in Revision.objects.filter(number__gte=first).order_by("number"):
        revision.user_seal = user_seal(revision.number, revision.user_id, revision.username)
        revision.comment_seal = comment_seal(revision.number, revision.comment)
        revision.hash = previous = chain(previous, revision, rows[revision.number])
        revision.save(force_update=True)


def other_value(field: Any, value: Any, chance: random.Random) -> Any:
    """Another value that the column can hold; now and then the same."""
    if field.null and chance.random() < 0.2:
        return None
    match field:
        case models.BooleanField():
            return not value
        case models.JSONField():
            return {**value, chance.choice(["", "title", "slogan"]): chance.randint(1, 9)}
        case models.DateTimeField():
            return value + timedelta(microseconds=chance.choice([1, -1, 10**6, 10**9]))
        case models.DecimalField():
            return (value or 0) + Decimal(chance.choice(["0.01", "0.1", "1"]))
        case models.ForeignKey() | models.IntegerField():
            return abs((value or 0) + chance.choice([-7, -1, 1, 2, 1000]))
    text = value or ""
    at, letter = chance.randrange(len(text) + 1), chance.choice(" aя0\u00a0")
    new = chance.choice(["", text[:at] + letter + text[at:], text[:at] + text[at + 1 :], text.swapcase()])
    return new[: field.max_length]
