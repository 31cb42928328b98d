"""The loaded demo as a file, made once for each state of `demo/` and of the code that loads it."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.places import DEMO, ROOT

FOLDER = ROOT / ".pytest_cache" / "demo"
ROOMS = ("common", "revisions", "citations", "articles", "parties", "elections")


def fingerprint() -> str:
    """A digest of the demo and of the rooms' code: with another one the demo is loaded anew."""
    digest = hashlib.sha256()
    for folder, pattern in ((DEMO, "*"), *((ROOT / room, "*.py") for room in ROOMS)):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:24]


def stored_demo() -> tuple[Path, Path]:
    """The file and the folder of uploads of the loaded demo, made where they are not there yet.

    Workers that ask at once wait for the first of them. Those of other states are swept away.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / fingerprint()
    with _locked(FOLDER / "lock"):
        if not kept.is_dir():
            for other in FOLDER.iterdir():
                if other.is_dir():
                    shutil.rmtree(other)
            fresh = FOLDER / f"fresh-{os.getpid()}"
            (fresh / "media").mkdir(parents=True)
            _make(fresh / "demo.sqlite3", fresh / "media")
            fresh.rename(kept)
    return kept / "demo.sqlite3", kept / "media"


def _make(database: Path, media: Path) -> None:
    """Migrated as a site is, since the journeys' site starts from it, then loaded; each in a process of its own."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "MEDIA_ROOT": str(media),
        "DJANGO_SETTINGS_MODULE": "baytaq_site.settings_test",
    }
    for command in (("migrate", "--no-input", "--verbosity", "0"), ("load", str(DEMO), "--verbosity", "0")):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database of SQLite whole, whatever lies in its log."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
