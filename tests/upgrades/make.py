"""Store a small database of the version that stands in pyproject.toml: `python -m tests.upgrades.make`, once a release.

It holds articles of every kind, sources, parts, and forty random edits with deletions, restores and undos.
"""

import gzip
import os
import random
import tempfile
import tomllib
from pathlib import Path

import django

# Before Django's models: where the database is made.
MADE = Path(tempfile.mkdtemp()) / "made.sqlite3"
os.environ |= {"DATABASE_URL": f"sqlite:///{MADE}", "DJANGO_SETTINGS_MODULE": "baytaq_site.settings_test"}
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from revisions.tracking.recording import recording  # noqa: E402
from tests.histories.world import STEPS, Refused, make_world  # noqa: E402
from tests.places import ROOT  # noqa: E402

TRIED = 40
SEED = 2023


def live() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    chance, world = random.Random(SEED), make_world()
    for _number in range(TRIED):
        try:
            with recording(comment="lived through"), transaction.atomic():
                chance.choice(STEPS)(world, chance)
        except Refused:
            continue
    with connection.cursor() as cursor:
        for last in ("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode=DELETE", "VACUUM"):
            cursor.execute(last)


if __name__ == "__main__":
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    live()
    Path(__file__).with_name(f"{version}.sqlite3.gz").write_bytes(gzip.compress(MADE.read_bytes(), mtime=0))
