"""What verifying a history costs beside merely reading and hashing it.

    python -m benchmarks.verify_history [--rows 20000]

Builds a site with about as many versions in a temporary database, a SQLite file or a database of the server that
DATABASE_URL names (postgres://…): revisions of one to eight rows, as editors make them. Then, in turn: verify(), which
also reads revisions and live rows, and reading the versions with all their columns and hashing each as JSON. Fails when
verifying takes more than `LIMIT` times as long.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.history.building import build
from benchmarks.history.sites import temporary_sites
from revisions.tracking.seals import tracked_histories
from revisions.verify import verify

LIMIT = 5
ROUNDS = 7  # the best one counts: the others waited for something else
FEWEST_ROWS = 2000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verify_history", description="What verifying costs.")
    parser.add_argument("--rows", type=int, default=20_000, help="versions (%(default)s)")
    rows = max(FEWEST_ROWS, parser.parse_args().rows)
    with temporary_sites() as (_small, site):
        build(site, rows)
        with site.in_place_of_default():
            return report()


def report() -> int:
    """Print the figures; 1 when verifying takes too long, or finds a fault in what nobody touched."""
    verdict = verify()
    if verdict.faults:
        print(f"The history does not verify: revision {verdict.faults[0].number}: {verdict.faults[0].words}")
        return 1
    print(f"{connection.vendor}: {verdict.versions:,} versions in {verdict.revisions:,} revisions\n")
    works: dict[str, Callable[[], Any]] = {"verify": verify, "read and hash": read_and_hash}
    queries = {name: count_queries(work) for name, work in works.items()}
    seconds = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            seconds[name] = min(seconds[name], time.perf_counter() - start)
    print(f"{'':16}{'queries':>8}{'seconds':>10}")
    for name in works:
        print(f"{name:16}{queries[name]:8}{seconds[name]:10.3f}")
    ratio = seconds["verify"] / seconds["read and hash"]
    over = ratio > LIMIT
    print(f"{'ratio':24}{ratio:10.2f}{'  TOO MUCH' if over else ''}")
    return int(over)


def read_and_hash() -> None:
    for _model, history in tracked_histories():
        columns = [field.attname for field in history._meta.concrete_fields]
        for values in history.objects.order_by().values_list(*columns).iterator(2000):
            row = dict(zip(columns, values, strict=True))
            text = json.dumps(row, default=str, ensure_ascii=False, sort_keys=True)
            hashlib.sha256(text.encode()).hexdigest()


def count_queries(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


if __name__ == "__main__":
    sys.exit(main())
