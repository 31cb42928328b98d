"""What importing ParlGov costs in memory beside a folder of three times as many lines: next to nothing more.

    python -m benchmarks.parlgov_memory FOLDER

Imports the folder, and the folder with its elections and results three times over under other ids and dates, each in a
process and a database of its own, and compares the highest memory in use (resident, in MB). Fails when the large one
takes more than `LIMIT` times as much.
"""

import csv
import resource
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from django.core.management import call_command

from benchmarks.history.sites import temporary_sites

LIMIT = 1.15
TIMES = 3
YEARS = 200  # by which each further copy is later


def main(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as temporary:
        larger = Path(temporary)
        lines = multiply(folder, larger)
        small, large = (measure(path) for path in (folder, larger))
    ratio = large / small
    print(f"{lines} lines three times over: {small:.0f} MB, {large:.0f} MB, ratio {ratio:.2f} (bound {LIMIT})")
    return int(ratio > LIMIT)


def multiply(folder: Path, larger: Path) -> int:
    """Write the folder with its results `TIMES` over, as elections of later years; the number of lines before."""
    (larger / "view_party.csv").write_bytes((folder / "view_party.csv").read_bytes())
    with (folder / "view_election.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    with (larger / "view_election.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows[0].keys())
        writer.writeheader()
        for copy in range(TIMES):
            for row in rows:
                year, rest = row["election_date"].split("-", 1)
                moved = {
                    "election_id": f"{copy}{row['election_id']:0>6}",
                    "election_date": f"{int(year) + copy * YEARS}-{rest}",
                }
                writer.writerow({**row, **moved})
    return len(rows)


def measure(folder: Path) -> float:
    """The peak of a process that imports the folder, in MB."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(import_alone, folder).result()


def import_alone(folder: Path) -> float:
    with temporary_sites() as (site, _other), site.in_place_of_default():
        call_command("import_parlgov", str(folder), verbosity=0)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
