"""What a fresh checkout needs before Django starts: keys of its own, compiled catalogues, a folder for the database.

`manage.py`, the tests and `make` call it; what is there already is left alone.
"""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
ENV = ROOT / ".env"
DATABASE = ROOT / "var" / "baytaq.sqlite3"  # unless DATABASE_URL names another
KEYS = """\
# Keys of this site, made on its first run. Keep this file secret, and keep it: HISTORY_KEY seals the history.
SECRET_KEY={secret}
HISTORY_KEY={history}
"""
NEXT = """
  The tables are there. Next:
    python manage.py createsuperuser            an account for /admin/
    python manage.py load demo/kazakhstan       the demo, if you want it
    python manage.py runserver                  http://127.0.0.1:8000
"""


def write_keys() -> bool:
    """Write `.env` with fresh keys, readable by its owner only. Never touches a file that is there; whether it did."""
    try:
        handle = os.open(ENV, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(KEYS.format(secret=secrets.token_urlsafe(50), history=secrets.token_urlsafe(50)))
    return True


def make_private(database: Path) -> None:
    """Make the file of a database, and its folder, where they are not there: for nobody but the site's own user.

    SQLite gives the files beside it the same rights.
    """
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def compile_catalogues() -> None:
    """Compile each catalogue of `locale/` that is newer than what was compiled of it."""
    for source in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parts[-3])
            fresh = compiled.with_suffix(f".{os.getpid()}")
            with fresh.open("wb") as file:
                write_mo(file, catalogue)
            fresh.replace(compiled)  # whole or not at all: tests run side by side


def prepare(command: str) -> bool:
    """Before a command of `manage.py` under the site's own settings. Whether there is no database yet."""
    if "SECRET_KEY" not in os.environ and write_keys():
        print(f"Wrote {ENV.name} with keys of this site: keep it, and keep it secret.")
    compile_catalogues()
    if command == "runserver":  # Django's server for development
        os.environ.setdefault("DEBUG", "true")
    if "DATABASE_URL" in os.environ:
        return False
    new = not DATABASE.exists() or not DATABASE.stat().st_size
    make_private(DATABASE)
    return new


if __name__ == "__main__":
    write_keys() if sys.argv[1:] == ["keys"] else compile_catalogues()
