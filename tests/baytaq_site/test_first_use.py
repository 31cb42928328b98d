"""A fresh checkout becomes a site by Django's own commands: keys, catalogues and tables are made at first use."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.first_database

LEFT_OUT = shutil.ignore_patterns(
    ".*", "*.mo", "var", "node_modules", "staticfiles", "tests", "docs", "demo", "__pycache__"
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout") / "baytaq"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    return folder


def manage(checkout: Path, *arguments: str) -> str:
    ours = ("DJANGO_", "DATABASE_", "SECRET_", "HISTORY_", "DEBUG", "MEDIA_", "CACHE_", "ALLOWED_", "PYTHONPATH")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=checkout, env=environment, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_first_command_makes_keys_and_says_so(checkout):
    (checkout / ".env").unlink(missing_ok=True)
    assert "Wrote .env" in manage(checkout, "check")
    assert (checkout / ".env").stat().st_mode & 0o077 == 0
    assert (checkout / "locale" / "kk" / "LC_MESSAGES" / "django.mo").exists()


def test_keys_that_are_there_stay(checkout):
    manage(checkout, "check")
    before = (checkout / ".env").read_text()
    assert "Wrote" not in manage(checkout, "check")
    assert (checkout / ".env").read_text() == before


def test_the_first_migration_says_what_comes_next_and_later_ones_do_not(checkout):
    assert "createsuperuser" in manage(checkout, "migrate", "--verbosity", "0")
    assert "createsuperuser" not in manage(checkout, "migrate", "--verbosity", "0")


def test_what_the_site_writes_is_for_its_own_user_alone(checkout):
    manage(checkout, "migrate", "--verbosity", "0")
    assert (checkout / "var").stat().st_mode & 0o077 == 0
    written = list((checkout / "var").iterdir())
    assert (checkout / "var" / "baytaq.sqlite3") in written
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []
