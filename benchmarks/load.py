"""Loading the demo: statements and CPU seconds, beside a fixed loop of the same run.

    python -m benchmarks.load

New rows of an article go in together, with their versions; bound: BOUND statements a row that is stored.
"""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from revisions.tracking.seals import tracked_histories

DEMO = Path(__file__).resolve().parents[1] / "demo" / "kazakhstan"
BOUND = 1.6
LOOP = 3_000_000


def loop() -> float:
    """CPU seconds of a fixed piece of work: what this machine gives just now."""
    start = time.process_time()
    total = 0
    for number in range(LOOP):
        total += number & 3
    return time.process_time() - start


def main() -> int:
    call_command("migrate", interactive=False, verbosity=0)
    statements: Counter[str] = Counter()

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements[" ".join(sql.split()[:3])] += 1
        return execute(sql, params, many, context)

    fixed = loop()
    start = time.process_time()
    with connection.execute_wrapper(counted):
        call_command("load", str(DEMO), verbosity=0)
    seconds = time.process_time() - start
    rows = sum(history.objects.count() for _model, history in tracked_histories())
    number = sum(statements.values())
    print(f"{number:,} statements for {rows:,} rows: {number / rows:.2f} a row (bound {BOUND})")
    print(f"{seconds:.1f} s of CPU, {seconds / fixed:.1f} times a fixed loop of {fixed:.2f} s")
    if "-v" in sys.argv:
        for sql, count in statements.most_common(40):
            print(f"{count:7} {sql}")
    return int(number / rows > BOUND)


if __name__ == "__main__":
    sys.exit(main())
