"""Crawl the edited demo and compare with what is kept: `make crawl`, `make crawl ARGS=--keep` to keep it anew.

`answers.txt` beside this file holds a line an address: status, digest to the byte, digest as parsed HTML. The answers
themselves lie in `var/crawl/`, so that a difference can be shown where the kept ones were made on the same machine.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from difflib import unified_diff
from pathlib import Path

from tests.places import ROOT

KEPT = Path(__file__).with_name("answers.txt")
FOLDER = ROOT / "var" / "crawl"
SHOWN = 12  # differences printed in full; all are named
WORKERS = int(os.environ.get("WORKERS", "2"))


def crawl(database: Path) -> Iterator[tuple[str, "Answer"]]:
    """Answers of WORKERS processes, each on a copy of the site."""
    with tempfile.TemporaryDirectory() as scratch:
        _child("make", str(Path(scratch) / "site")).wait()
        parts = [Path(scratch) / f"part-{worker}.sqlite3" for worker in range(WORKERS)]
        for worker in range(WORKERS):
            shutil.copytree(Path(scratch) / "site", Path(scratch) / f"site-{worker}")
        children = [
            _child("ask", str(Path(scratch) / f"site-{worker}"), str(parts[worker]), str(worker))
            for worker in range(WORKERS)
        ]
        codes = [child.wait() for child in children]
        if any(codes):
            sys.exit("the crawl failed")
        with closing(sqlite3.connect(database)) as kept:
            kept.execute("CREATE TABLE answer (number INTEGER, address TEXT, status INTEGER, headers TEXT, body BLOB)")
            for part in parts:
                kept.execute("ATTACH ? AS part", [str(part)])
                kept.execute("INSERT INTO answer SELECT * FROM part.answer")
                kept.commit()
                kept.execute("DETACH part")
    yield from answers(database)


def _child(*arguments: str) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "baytaq_site.settings_test",
        "DATABASE_URL": f"sqlite:///{arguments[1]}/site.sqlite3",
        "MEDIA_ROOT": f"{arguments[1]}/media",
        "PYTHONHASHSEED": "0",
    }
    return subprocess.Popen([sys.executable, "-m", "tests.crawl.worker", *arguments], cwd=ROOT, env=environment)


def answers(database: Path) -> Iterator[tuple[str, "Answer"]]:
    with closing(sqlite3.connect(database)) as kept:
        for address, status, headers, body in kept.execute(
            "SELECT address, status, headers, body FROM answer ORDER BY number"
        ):
            yield address, Answer(status, headers, zlib.decompress(body))


def main(keep: bool) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    database = FOLDER / ("kept.sqlite3" if keep else "now.sqlite3")
    database.unlink(missing_ok=True)
    now = {address: (str(answer.status), answer.digest, answer.meaning) for address, answer in crawl(database)}
    print(f"{len(now)} answers")
    if keep:
        KEPT.write_text("".join(f"{' '.join(digests)} {address}\n" for address, digests in now.items()))
        return 0
    lines = (line.rstrip("\n").split(" ", 3) for line in KEPT.read_text().splitlines())
    then = {address: (status, digest, meaning) for status, digest, meaning, address in lines}
    return report(then, now)


def report(then: dict[str, tuple[str, str, str]], now: dict[str, tuple[str, str, str]]) -> int:
    """Say which addresses came, went, or answer otherwise; 1 where one does."""
    gone, new = then.keys() - now.keys(), now.keys() - then.keys()
    changed = [address for address in then.keys() & now.keys() if then[address] != now[address]]
    meant = sorted(address for address in changed if then[address][2] != now[address][2])
    print(f"{len(gone)} gone, {len(new)} new, {len(changed)} differ to the byte, {len(meant)} as parsed HTML")
    for word, addresses in (("gone", sorted(gone)), ("new", sorted(new)), ("differs", meant)):
        for address in addresses:
            print(f"{word} {address}")
    if meant and (FOLDER / "kept.sqlite3").exists():
        show(meant[:SHOWN])
    return bool(gone or new or changed)


def show(addresses: list[str]) -> None:
    before, after = (dict(answers(FOLDER / name)) for name in ("kept.sqlite3", "now.sqlite3"))
    for address in addresses:
        pair = [lines_of(answer) for answer in (before.get(address), after.get(address)) if answer]
        if len(pair) == 2:
            for line in unified_diff(*pair, f"kept {address}", f"now {address}", n=0, lineterm=""):
                print(line[:240])


def lines_of(answer: "Answer") -> list[str]:
    html = "text/html" in answer.headers and answer.body.strip()
    text = answer.parsed() if html else answer.body.decode(errors="replace")
    return [str(answer.status), *answer.headers.splitlines(), *text.splitlines()]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baytaq_site.settings_test")
    from tests.crawl.answers import Answer

    sys.exit(main("--keep" in sys.argv[1:]))
