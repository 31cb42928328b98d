"""A database that an older version made is brought up to date by `migrate`, and nothing of it is lost."""

import gzip
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.first_database

STORED = sorted(Path(__file__).parent.glob("*.sqlite3.gz"))


@pytest.fixture(params=STORED, ids=lambda path: path.name.removesuffix(".sqlite3.gz"))
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = tmp_path / "site.sqlite3"
    made.write_bytes(gzip.decompress(request.param.read_bytes()))
    return made


def manage(database: Path, *arguments: str) -> str:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "baytaq_site.settings_test",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def counts(database: Path) -> dict[str, int]:
    """Rows of every table of ours; Django's own lists of permissions and migrations may grow."""
    with closing(sqlite3.connect(database)) as rows:
        names = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [name for name in names if not name.startswith(("auth_", "django_", "sqlite_"))]
        return {name: rows.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ours}  # noqa: S608


def test_some_older_version_is_stored():
    assert STORED


def test_history_and_rows_outlive_the_upgrade(database):
    before = counts(database)
    manage(database, "migrate", "--no-input")
    after = counts(database)
    assert {name: after.get(name) for name in before} == before
    assert before["revisions_revision"] > 20
    said = manage(database, "verify_history")
    assert f"{before['revisions_revision']} revisions" in said, said
