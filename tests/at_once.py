"""Processes that use one database at the same time, and databases made for them on SQLite and PostgreSQL."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

POSTGRESQL = "postgres://postgres@127.0.0.1:5432"


@dataclass(frozen=True)
class Processes:
    """A migrated database and the environment of the processes that use it."""

    environment: dict[str, str]

    def start(self, *command: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *command: str) -> str:
        """What a process printed. Fails with its errors when it failed."""
        output, errors = (process := self.start(*command)).communicate()
        assert process.returncode == 0, errors
        return output

    def run_at_once(self, commands: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
        """Start all commands, wait until each has printed `ready`, let them go; what each printed, and its errors."""
        workers = [self.start(*command) for command in commands]
        ready = [worker.stdout.readline() for worker in workers]  # type: ignore[union-attr]
        for worker in workers:
            if worker.poll() is None:
                worker.stdin.write("go\n")  # type: ignore[union-attr]
                worker.stdin.flush()  # type: ignore[union-attr]
        results = [worker.communicate() for worker in workers]
        assert [worker.returncode for worker in workers] == [0] * len(workers), [errors for _, errors in results]
        assert ready == ["ready\n"] * len(workers), results
        return results


def migrated(database_url: str, **environment: str) -> Processes:
    """Processes on a database that has all tables and no row."""
    made = Processes(
        os.environ | {"DATABASE_URL": database_url, "PYTHONPATH": str(settings.BASE_DIR)} | environment,
    )
    straight = Processes(made.environment | {"DJANGO_SETTINGS_MODULE": "tests.settings_without_migrations"})
    straight.run("manage.py", "migrate", "--run-syncdb", "--verbosity", "0")
    return made


@contextmanager
def scratch_database(vendor: str, folder: Path) -> Iterator[str]:
    """The address of an empty database, "sqlite" in `folder` or "postgresql", which is dropped afterwards."""
    if vendor == "sqlite":
        yield f"sqlite:///{folder / 'baytaq.sqlite3'}"
        return
    psycopg = pytest.importorskip("psycopg", reason="psycopg, the driver of PostgreSQL, is not installed")
    try:
        server = psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL answers to user postgres on 127.0.0.1:5432: {error}".splitlines()[0])
    name = f"baytaq_{uuid.uuid4().hex}"
    with closing(server):
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{POSTGRESQL}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
