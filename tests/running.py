"""A whole site for browsers: gunicorn as `make run` starts it, on a fresh database with the demo, in a folder."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.places import ROOT
from tests.stored_demo import copy_database, stored_demo

PATIENCE = 60  # seconds until a start has failed


@dataclass(frozen=True)
class Site:
    url: str
    username: str
    password: str
    database: Path  # SQLite
    log: Path
    environment: dict[str, str]

    def query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows as the site has committed them."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            return connection.execute(sql, parameters).fetchall()

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on this site; its output."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, text=True, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Prepare a site in `folder`, serve it on a free port, and stop it afterwards."""
    port = _free_port()
    site = Site(
        url=f"http://127.0.0.1:{port}",
        username="admin",
        password="a password of the journeys",
        database=folder / "site.sqlite3",
        log=folder / "gunicorn.log",
        environment=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "baytaq_site.settings",
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
            "CACHE_URL": "locmem://",
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "SECRET_KEY": "a-fixed-key-of-the-journeys-" + "j" * 40,
            "HISTORY_KEY": "another-fixed-key-of-the-tests-" + "h" * 40,  # which sealed the stored demo
            "ADMIN_PASSWORD": "a password of the journeys",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "false",
            "HTTPS": "false",
            "PYTHONUNBUFFERED": "1",
            "HOST": "127.0.0.1",
            "PORT": str(port),
        },
    )
    demo, media = stored_demo()
    copy_database(demo, site.database)
    shutil.copytree(media, folder / "media")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    site.manage("setup")
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "baytaq_site.wsgi"]
    with (
        site.log.open("w") as log,
        subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=log, stderr=log) as process,
    ):
        try:
            _wait_until_it_answers(site, process)
            yield site
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(site: Site, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(site.url, timeout=5):
                return
        except urllib.error.HTTPError as error:
            error.close()
            return  # an answer, whatever it says; the journeys judge it
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the site did not start:\n{site.log.read_text()}")
