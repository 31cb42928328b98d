"""Settings of the tests and of mypy: the site's own, and nothing from `.env`.

`DATABASE_URL` in the environment chooses the database. The site that the browser journeys open runs as a process of
its own, under the real settings (tests/journeys/running.py).
"""

import os

# Set before the import, because settings.py lets the environment win over `.env`.
os.environ.update(
    SECRET_KEY="a-fixed-key-of-the-tests-" + "t" * 40,
    HISTORY_KEY="another-fixed-key-of-the-tests-" + "h" * 40,
    DEBUG="false",
    HTTPS="false",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    CACHE_URL="locmem://",
    SITE_NAME="Baytaq",
    SITE_STRAPLINE="",
)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from baytaq_site.settings import *
from baytaq_site.settings import DATABASES, MIDDLEWARE

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # No test pulls the plug, so none waits for the disk. Locks and WAL are as in production: conftest.py gives a file.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; nothing here is secret
STORAGES = {
    "default": {"BACKEND": "common.files.WholeFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # no manifest to collect
}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]  # it serves collected files only
