"""The one write lock, taken before anything is read; and reading at one moment while others write.

PostgreSQL: an advisory transaction lock as the first statement of the transaction. SQLite: BEGIN IMMEDIATE (see
`transaction_mode` in the settings), and a `flock` before it, because SQLite's busy handler polls and starves single
writers under load. Measured: a row lock first and the number later gave deadlocks; the lock first gave numbers
without gaps, in commit order.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

ADVISORY_LOCK = 0x62617974  # "bayt": any constant that nothing else on the database uses


@contextmanager
def _file_lock() -> Iterator[None]:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or connection.in_atomic_block or ":memory:" in name or "mode=memory" in name:
        yield
        return
    with Path(f"{name}.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield  # closing the handle releases the lock


@contextmanager
def one_writer() -> Iterator[None]:
    """A transaction that is alone in writing revisions until it commits."""
    with _file_lock(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        yield


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it is at one moment while others go on saving; inside a transaction that one decides."""
    with connection.cursor() as cursor:
        begun = connection.vendor == "sqlite" and connection.connection.in_transaction
        if connection.in_atomic_block or begun:
            yield
        elif connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
        else:
            cursor.execute("BEGIN DEFERRED")  # atomic() would keep every writer waiting
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
