"""Writing the history of a site: the measured article's revisions, evenly among those of everything else."""

import itertools
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from tqdm import tqdm

from benchmarks.history.bulk import Edit, bulk_record
from benchmarks.history.sites import Site
from benchmarks.history.wiki import Measured, Wiki, make_wiki
from revisions.models import Action, Revision
from revisions.tracking.tracked import Tracked

SMALL = 1000  # versions of the small site
FEWEST = 130  # revisions of the measured article: two pages of its history, and a little
WIDTHS = (1, 2, 3, 4, 6, 8)  # rows that a revision of something else writes
TAIL = 60  # revisions at the end that are alike in both sites: what recent changes show
SLICE = 20_000  # edits in one transaction


def build(site: Site, rows: int) -> None:
    """Fill the site with `rows` versions."""
    with site.in_place_of_default():
        wiki = make_wiki(crowd=min(300, rows // 3000))
        revisions = max(FEWEST, rows // 100 // Measured.PERIOD * Measured.PERIOD)
        stored = versions()
        with tqdm(total=rows, initial=stored, desc=f"{site.name} site", unit=" versions", unit_scale=True) as bar:
            edits = _counted(_edits(wiki, revisions, rows - stored), bar)
            while bulk_record(itertools.islice(edits, SLICE)):
                pass
        with connection.cursor() as cursor:
            # What autovacuum does on a server in time (`revisions.vacuuming`); this site is minutes old.
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def versions() -> int:
    """How many there are in all."""
    models: list[Any] = [model for model in apps.get_models() if issubclass(model, Tracked)]
    return sum(model.history.count() for model in models if hasattr(model, "history"))


def head() -> int:
    return Revision.objects.count()


def _counted(edits: Iterator[Edit], bar: Any) -> Iterator[Edit]:
    for edit in edits:
        bar.update(len(edit.changes))
        yield edit


def _edits(wiki: Wiki, revisions: int, rows: int) -> Iterator[Edit]:
    """`revisions` edits of the measured article, evenly among as many others as make `rows` versions in all."""
    others = _others(wiki)
    left = rows - 2 * revisions - 2 * TAIL
    written = 0
    for n in range(1, revisions + 1):
        yield Edit(wiki.users[n % 3], f"edit {n % 100}", Action.EDIT, wiki.measured.edit(n))
        while written < left * n // revisions:
            edit = next(others)
            written += len(edit.changes)
            yield edit
    for bundle in wiki.shown:
        bundle.turn = 0
    for n in range(TAIL):
        changes = wiki.shown[n % len(wiki.shown)].take(2, 10_000_000 + n)
        yield Edit(wiki.users[n % 3], f"tail {n}", Action.EDIT, changes)


def _others(wiki: Wiki) -> Iterator[Edit]:
    """Edits of everything else: of what the measured article shows and of the crowd in turn."""
    shown, crowd = itertools.cycle(wiki.shown), itertools.cycle(wiki.crowd or wiki.shown)
    for n in itertools.count():
        bundle = next(shown if n % 2 else crowd)
        width = WIDTHS[n % len(WIDTHS)]
        yield Edit(wiki.users[n % 3], f"other {n % 100}", Action.EDIT, bundle.take(width, n))
