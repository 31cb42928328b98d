"""Write a table of results that was planned, and let every changed figure name the sources."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType

from articles.models import FactCitation
from citations.grammar import Cite, FactSources
from citations.store import citation_ids
from elections.entering.plan import Planned
from elections.models import Result


def save(planned: Planned, sources: Iterable[FactSources]) -> None:
    """Write what was planned. Sources are added to those that a figure has. Call inside `recording()`."""
    election = planned.election
    election.full_clean()
    election.save()
    cites = [cite for line in sources for cite in line.cites]
    ids = citation_ids({cite.key for cite in cites})
    kind = ContentType.objects.get_for_model(Result)
    for row in planned.changed:
        row.save()
        _cite({"article": election, "row_type": kind, "row_id": row.pk, "field": ""}, cites, ids)
    for name in planned.totals:
        _cite({"article": election, "row_type": None, "row_id": None, "field": name}, cites, ids)


def _cite(about: dict[str, Any], cites: list[Cite], ids: dict[str, int]) -> None:
    present = set(FactCitation.objects.filter(**about, stated_value="").values_list("citation_id", flat=True))
    for position, cite in enumerate(cites, len(present)):
        if ids[cite.key] not in present:
            fact = FactCitation(
                **about,
                citation_id=ids[cite.key],
                position=position,
                locator=cite.locator,
                quotation=cite.quotation,
                printed=cite.printed,
            )
            fact.clean_fields(exclude={"article", "citation", "row_type"})
            fact.save()
