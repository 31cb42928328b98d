"""Two sites in one process, each in a temporary database."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections


class Site:
    """A database, and the content types in it: Django keeps those of one database only."""

    def __init__(self, name: str, database: str) -> None:
        self.name = name
        self.connection = connection.copy()
        self.connection.settings_dict["NAME"] = database
        self.content_types: dict[Any, Any] = {}

    @contextmanager
    def in_place_of_default(self) -> Iterator[None]:
        """Let everything read and write this site for a while. Its connection stays open."""
        default, content_types = connections["default"], ContentType.objects._cache
        connections["default"], ContentType.objects._cache = self.connection, self.content_types
        try:
            yield
        finally:
            connections["default"], ContentType.objects._cache = default, content_types


@contextmanager
def temporary_sites() -> Iterator[tuple[Site, Site]]:
    """The small and the large site, empty."""
    databases = _on_server() if connection.vendor == "postgresql" else _in_files()
    with databases as (small, large):
        sites = Site("small", small), Site("large", large)
        try:
            for site in sites:
                with site.in_place_of_default():
                    call_command("migrate", verbosity=0)
            yield sites
        finally:
            for site in sites:
                site.connection.close()


@contextmanager
def _in_files() -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory(prefix="baytaq-history-") as folder:
        yield [str(Path(folder) / f"{name}.sqlite3") for name in ("small", "large")]


@contextmanager
def _on_server() -> Iterator[list[str]]:
    names = [f"baytaq_history_{name}_{os.getpid()}" for name in ("small", "large")]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield names
    finally:
        with connection.cursor() as cursor:
            for name in names:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
