"""Lighthouse on home, the Baytaq article and a search: mobile preset, median of five runs, with the spread.

    python -m benchmarks.lighthouse [RUNS]

Serves the demo as `make run` does and asks it on localhost; needs Chromium and npx (LIGHTHOUSE names the program, where
it is installed). Fails when a median is below `BOUND` in any category.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser import ARGUMENTS, chromium
from tests.running import running_site

PAGES = ("/", "/parties/baytaq-green-party/", "/search/?q=Kazakhstan")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BOUND = 98
RUNS = 5
PROGRAM = os.environ.get("LIGHTHOUSE", "npx --yes lighthouse@12").split()


def scores(url: str, folder: Path) -> dict[str, Any]:
    """One run: each category's score of 100, and the audits that are not met."""
    report = folder / "report.json"
    flags = " ".join(("--headless=new", *ARGUMENTS))
    command = [
        *PROGRAM,
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags={flags}",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    subprocess.run(  # noqa: S603  our own words
        command, check=True, env=os.environ | {"CHROME_PATH": str(chromium())}, capture_output=True
    )
    found = json.loads(report.read_text())
    unmet = {name for name, audit in found["audits"].items() if audit["score"] is not None and audit["score"] < 0.9}
    return {
        "scores": {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES},
        "unmet": unmet
        & {ref["id"] for one in found["categories"].values() for ref in one["auditRefs"] if ref["weight"]},
    }


def main(runs: int) -> int:
    failed = False
    with tempfile.TemporaryDirectory() as name, running_site(Path(name)) as site:
        for page in PAGES:
            found = [scores(site.url + page, Path(name)) for _ in range(runs)]
            for category in CATEGORIES:
                values = [one["scores"][category] for one in found]
                median = statistics.median(values)
                failed |= median < BOUND
                print(f"{page} {category}: {median} ({min(values)} to {max(values)})")
            unmet = sorted(set().union(*(one["unmet"] for one in found)))
            print(f"{page} not met: {', '.join(unmet) or 'nothing'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
