"""A process of the crawl: makes the site, or asks every n-th address of it."""

import os
import sqlite3
import sys
import zlib
from contextlib import closing
from pathlib import Path

import django

django.setup()

from django.test import Client  # noqa: E402 - Django's models need setup() first
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import translation  # noqa: E402

from tests.crawl.addresses import every_address  # noqa: E402
from tests.crawl.answers import Answer  # noqa: E402
from tests.crawl.site import frozen_day, make_site  # noqa: E402


def make(folder: str) -> None:
    Path(folder).mkdir()
    with frozen_day():
        make_site()


def ask(folder: str, part: str, worker: str) -> None:
    setup_test_environment()
    workers = int(os.environ.get("WORKERS", "2"))
    with frozen_day(), closing(sqlite3.connect(part)) as kept:
        kept.execute("CREATE TABLE answer (number INTEGER, address TEXT, status INTEGER, headers TEXT, body BLOB)")
        for number, address in enumerate(every_address()):
            if number % workers != int(worker):
                continue
            answer = Answer.of(Client(raise_request_exception=False).get(address))
            translation.deactivate()
            kept.execute(
                "INSERT INTO answer VALUES (?, ?, ?, ?, ?)",
                [number, address, answer.status, answer.headers, zlib.compress(answer.body)],
            )
        kept.commit()


if __name__ == "__main__":
    {"make": make, "ask": ask}[sys.argv[1]](*sys.argv[2:])
