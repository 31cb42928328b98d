"""What a page with very many references costs beside one with a tenth of them: numbering is linear.

    python -m benchmarks.many_references

Builds two articles in a temporary database, with 100 and with 1,000 sources, each marked three times in the text, and
builds and prints both pages in turn. Fails when the large one runs more queries, or costs more than `LIMIT` times ten
times as much.
"""

import sys
import time

from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.page.build import build_page
from benchmarks.history.sites import temporary_sites
from citations.models import Citation
from parties.models import Party
from revisions.moments import Present
from revisions.tracking.recording import recording

SIZES = (100, 1000)
USES = 3
LIMIT = 1.5
ROUNDS = 5


def main() -> int:
    with temporary_sites() as (site, _other), site.in_place_of_default():
        for size in SIZES:
            build(size)
        return report()


def build(size: int) -> None:
    with recording():
        for number in range(size):
            Citation.objects.create(key=f"s{size}-{number}", title=f"Source {number}", container_title="Paper")
        marks = [f"Words.[@s{size}-{number}]" for _use in range(USES) for number in range(size)]
        body = "\n\n".join(" ".join(marks[start : start + 10]) for start in range(0, len(marks), 10))
        Party.objects.create(slug=f"party-{size}", title="Party", status="published", body=body)


def show(size: int) -> None:
    page = build_page(Present(), Party, f"party-{size}")
    request = RequestFactory().get("/", HTTP_HOST="localhost")
    render_to_string("articles/article.html", {"page": page, "banner": None}, request)


def report() -> int:
    queries, seconds = {}, dict.fromkeys(SIZES, float("inf"))
    for size in SIZES:
        show(size)
        with CaptureQueriesContext(connection) as found:
            show(size)
        queries[size] = len(found)
    for _round in range(ROUNDS):
        for size in SIZES:
            start = time.perf_counter()
            show(size)
            seconds[size] = min(seconds[size], time.perf_counter() - start)
    print(f"{connection.vendor}\n{'references':>12}{'queries':>10}{'seconds':>10}")
    for size in SIZES:
        print(f"{size:12}{queries[size]:10}{seconds[size]:10.3f}")
    small, large = SIZES
    ratio = seconds[large] / seconds[small] / (large / small)
    print(f"per reference: {ratio:.2f} (at most {LIMIT})")
    return int(queries[large] > queries[small] or ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
