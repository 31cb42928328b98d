"""What a long history costs its readers: nothing.

    python -m benchmarks.history [--rows 1000000]

Builds two sites, each in a temporary database of its own: SQLite files, or databases of the server that DATABASE_URL
names (postgres://…). The small one has about 1,000 versions in all; the large one has 1,000,000, and one of its party
articles has 10,000 revisions. That article has the same live rows in both. Then whole requests are measured in turn on
the one and the other: histories, past pages, comparisons, recent changes. Fails when a page is more than `LIMIT` times
slower on the large site, or asks another number of queries there.
"""
