"""The figures, as a table."""

import argparse
import signal
import sys
import time
from collections.abc import Sequence

from django.db import connection

from benchmarks.history.building import SMALL, build, head, versions
from benchmarks.history.measuring import Figure, measure
from benchmarks.history.sites import temporary_sites

LIMIT = 1.5
FEWEST_ROWS = 10_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history", description="What a long history costs.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="versions of the large site (%(default)s)")
    rows = max(FEWEST_ROWS, parser.parse_args().rows)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # leave no database behind
    with temporary_sites() as sites:
        for site, size in zip(sites, (SMALL, rows), strict=True):
            start = time.perf_counter()
            build(site, size)
            with site.in_place_of_default():
                print(
                    f"{site.name}: {versions():,} versions in {head():,} revisions, "
                    f"built in {time.perf_counter() - start:.0f} s"
                )
        return report(measure(sites))


def report(figures: Sequence[Figure]) -> int:
    """Print the table; 1 when a page is over the limit."""
    print(f"\n{connection.vendor:26}{'queries':>12}{'small':>12}{'large':>12}{'ratio':>8}")
    failed = False
    for figure in figures:
        small, large = figure.queries
        over = figure.ratio > LIMIT or small != large
        failed |= over
        asked = str(small) if small == large else f"{small} / {large}"
        times = "".join(f"{1000 * seconds:9.2f} ms" for seconds in figure.seconds)
        print(f"{figure.name:26}{asked:>12}{times}{figure.ratio:8.2f}{'  TOO MUCH' if over else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
