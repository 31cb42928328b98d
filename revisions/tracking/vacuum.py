"""PostgreSQL: clear away soon what closing a version leaves behind.

A save closes the version that it replaces, and PostgreSQL keeps the row as it was until a vacuum takes it. Each of
those still stands in the indexes as a newest version, so that a page of the past walks over them: before the vacuum, a
late page of a long history took one and a half times as long. History tables are vacuumed at a hundredth of dead rows.
"""

from typing import Any

from django.apps import apps
from django.db import connections

from revisions.models import history_of
from revisions.tracking.tracked import Tracked

DEAD = 0.01  # of a table's rows


def vacuum_often(using: str, **kwargs: Any) -> None:
    """Tell the autovacuum of each history table; a receiver of post_migrate. Nothing on other databases."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in history_tables():
            name = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE IF EXISTS {name} SET (autovacuum_vacuum_scale_factor = {DEAD})")


def history_tables() -> list[str]:
    """The tables of all versions."""
    models = [model for model in apps.get_models() if issubclass(model, Tracked)]
    return sorted(history_of(model)._meta.db_table for model in models if hasattr(model, "history"))
