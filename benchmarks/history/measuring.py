"""Whole requests, in turn on the one site and the other."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from benchmarks.history.sites import Site
from benchmarks.history.wiki import SLUG, Measured
from parties.models import Party
from revisions.models import Change

ROUNDS = 40  # the best one counts: the others waited for something else


@dataclass(frozen=True)
class Figure:
    """A page: on each site the queries that it asks and the seconds that it takes at best."""

    name: str
    queries: Sequence[int]
    seconds: Sequence[float]

    @property
    def ratio(self) -> float:
        return self.seconds[1] / self.seconds[0]


def measure(sites: Sequence[Site]) -> list[Figure]:
    client = Client()
    addresses = []
    for site in sites:
        with site.in_place_of_default():
            addresses.append(_addresses())
    return [_figure(client, sites, name, [found[name] for found in addresses]) for name in addresses[0]]


def _addresses() -> dict[str, str]:
    """The pages by name. Early and late revisions changed the same places of the article."""
    party = Party.objects.get(slug=SLUG)
    kind = ContentType.objects.get_for_model(Article)
    own = Change.objects.filter(content_type=kind, object_id=party.pk, own=True).order_by("revision_id")
    numbers = list(own.values_list("revision_id", flat=True))
    early, late = numbers[4 * Measured.PERIOD], numbers[-1 - Measured.PERIOD]
    middle = numbers[len(numbers) // 2 // Measured.PERIOD * Measured.PERIOD]
    base = f"/parties/{SLUG}"
    return {
        "history, newest": f"{base}/history/",
        "history, in the middle": f"{base}/history/?before={middle}",
        "history, deep": f"{base}/history/?before={numbers[55]}",
        "past page, early": f"{base}/revisions/{early}/",
        "past page, late": f"{base}/revisions/{late}/",
        "comparison, early": f"{base}/compare/{early - 1}/{early}/",
        "comparison, late": f"{base}/compare/{late - 1}/{late}/",
        "comparison, far apart": f"{base}/compare/{early}/{late}/",
        "recent changes": "/changes/",
    }


def _figure(client: Client, sites: Sequence[Site], name: str, addresses: Sequence[str]) -> Figure:
    queries = [_queries(client, site, address) for site, address in zip(sites, addresses, strict=True)]
    best = [float("inf")] * len(sites)
    for _ in range(ROUNDS):
        for n, (site, address) in enumerate(zip(sites, addresses, strict=True)):
            with site.in_place_of_default():
                start = time.perf_counter()
                client.get(address)
                best[n] = min(best[n], time.perf_counter() - start)
    return Figure(name, queries, best)


def _queries(client: Client, site: Site, address: str) -> int:
    """How many the page asks, when nothing has to be fetched for the first time."""
    with site.in_place_of_default():
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                response: Any = client.get(address)
        asked = len(captured)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return asked
