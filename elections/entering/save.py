"""Write a table of results that was planned, and let every changed figure name the sources."""

from collections.abc import Iterable

from articles.sourcing.lines import add_sources, fact_key_of
from citations.grammar import FactSources
from citations.store import citation_ids
from elections.entering.plan import Planned


def save(planned: Planned, sources: Iterable[FactSources]) -> None:
    """Write what was planned. Sources are added to those that a figure has. Call inside `recording()`."""
    election = planned.election
    election.full_clean()
    election.save()
    cites = [cite for line in sources for cite in line.cites]
    ids = citation_ids({cite.key for cite in cites})
    for row in planned.changed:
        row.save()
        add_sources(election.pk, fact_key_of(row), "", cites, ids)
    for name in planned.totals:
        add_sources(election.pk, fact_key_of(None), name, cites, ids)
