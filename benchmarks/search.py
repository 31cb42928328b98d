"""What a search costs at 100,000 articles beside a lookup of one article by its address.

    python -m benchmarks.search [ARTICLES]

Builds names of invented syllables and prose in a temporary database, then asks in turn for an address, and for names as
they are, beginnings, misspelt ones, two words of different names, and words of the prose. Fails when the median search
takes more than `MEDIAN`, or the 95th percentile more than `TAIL` times the median lookup.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.db import connection
from django.db.models import QuerySet

from articles.models import Article
from articles.search.documents import NAME, TITLE, Document
from articles.search.indexing import BATCH, index
from articles.search.pages import search_page
from benchmarks.history.sites import temporary_sites

ARTICLES = 100_000
QUERIES = 400
MEDIAN, TAIL = 40, 150
SYLLABLES = [a + b for a in "bdgjklmnprstz" for b in "aeiou"]
COMMON = ["party", "of", "kazakhstan", "people", "democratic", "union", "election", "congress"]


def main(count: int) -> int:
    with temporary_sites() as (site, _other), site.in_place_of_default():
        names = build(count)
        return report(names)


def build(count: int) -> list[str]:
    chance = random.Random(2023)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]
    names = [" ".join((*chance.choices(words, k=2), *chance.choices(COMMON, k=1))) for _ in range(count)]
    started = time.perf_counter()
    for start in range(0, count, BATCH):
        batch = range(start, min(start + BATCH, count))
        QuerySet(Article).bulk_create(
            Article(kind="party", slug=f"article-{n}", title=names[n], status="published") for n in batch
        )

        def documents(ids: Iterable[int]) -> Iterator[Document]:
            for n in ids:
                text = " ".join(chance.choices(words, k=60))
                yield Document(
                    "party", n, f"article-{n}", names[n], "en", "", ((names[n], TITLE), (words[n % 20_000], NAME)), text
                )

        index(("party",), list(batch), documents)
    with connection.cursor() as cursor:  # a server's housekeeping, which it does by itself within minutes
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{count:,} articles built in {time.perf_counter() - started:.0f} s")
    return names


def queries(names: list[str]) -> list[str]:
    chance = random.Random(7)
    found = []
    for place in range(QUERIES):
        name = chance.choice(names)
        word = name.split()[0]
        cut = chance.randrange(1, len(word))
        found.append(
            (
                name,
                word[:4],
                word[:cut] + word[cut + 1 :],
                f"{word} {chance.choice(names).split()[1]}",
                chance.choice(COMMON),
            )[place % 5]
        )
    return found


def measured(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def report(names: list[str]) -> int:
    chance = random.Random(11)
    search_page(names[0])
    lookups, searches = [], []
    for query in queries(names):
        slug = f"article-{chance.randrange(len(names))}"
        lookups.append(measured(partial(Article.objects.get, slug=slug)))
        searches.append(measured(partial(search_page, query)))
    lookup = statistics.median(lookups)
    middle = statistics.median(searches) / lookup
    tail = statistics.quantiles(searches, n=20)[-1] / lookup
    print(f"lookup {lookup * 1000:.2f} ms")
    print(f"search: median {middle:.1f} times a lookup (bound {MEDIAN}), 95 % {tail:.1f} times (bound {TAIL})")
    return int(middle > MEDIAN or tail > TAIL)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES))
