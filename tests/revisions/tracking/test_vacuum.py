"""Autovacuum comes to history tables before a fifth of them is dead."""

import pytest
from django.db import connection

from revisions.tracking.vacuum import history_tables

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own")]


def test_every_history_table_is_vacuumed_often() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, reloptions FROM pg_class WHERE relname = ANY(%s)", [history_tables()])
        options = dict(cursor.fetchall())
    assert len(options) == len(history_tables()) > 20
    assert all("autovacuum_vacuum_scale_factor=0.01" in (found or []) for found in options.values())
