"""Parties, people and memberships as Popolo has them: https://www.popoloproject.com/specs/.

Dates of reduced precision are Popolo's own. A fact's sources are its `sources`, by the address of the source where it
has one, else by its page here.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from articles.images import image_url
from articles.models import FactCitation, Identifier, Image, Name
from citations.models import Citation
from parties.models import Party, Role
from revisions.moments import Moment

Popolo = dict[str, Any]


def organizations(moment: Moment, rows: Sequence[Any], site_url: str) -> list[Popolo]:
    """Parties as Popolo organizations. Queries are constant in them."""
    more = _shared(moment, rows, site_url)
    return [
        {
            **more[row.id],
            "classification": str(Party.Category(row.category).value),
            "founding_date": row.founded or None,
            "dissolution_date": row.dissolved or None,
            "abstract": row.short_description or None,
            "description": None,
        }
        for row in rows
    ]


def persons(moment: Moment, rows: Sequence[Any], site_url: str) -> list[Popolo]:
    more = _shared(moment, rows, site_url)
    return [
        {
            **more[row.id],
            "birth_date": row.born or None,
            "death_date": row.died or None,
            "summary": row.short_description or None,
        }
        for row in rows
    ]


def memberships(moment: Moment, rows: Sequence[Any], slugs: dict[int, str], site_url: str) -> list[Popolo]:
    """Roles as memberships; `slugs` are those of public articles. Somebody without one is named by the label."""
    sources = _sources(moment, {row.party_id for row in rows}, site_url)
    kind = Role.content_type_id()
    return [
        {
            "id": f"role-{row.id}",
            "label": row.title or str(Role.Kind(row.kind).label),
            "role": row.kind,
            "person_id": slugs.get(row.person_id),
            "member": {"name": row.label} if row.label and not row.person_id else None,
            "organization_id": slugs[row.party_id],
            "start_date": row.start_date or row.on_date or None,
            "end_date": row.end_date or row.on_date or None,
            "sources": sources[(row.party_id, kind, row.id)],
        }
        for row in rows
    ]


def _shared(moment: Moment, rows: Sequence[Any], site_url: str) -> dict[int, Popolo]:
    """What organizations and persons have in common."""
    ids = [row.id for row in rows]
    names: dict[int, list[Popolo]] = defaultdict(list)
    for name in moment.fetch(Name, article_id__in=ids):
        names[name.article_id].append(
            {
                "name": name.text,
                "note": f"{name.kind} ({name.language})",
                "start_date": name.start_date or None,
                "end_date": name.end_date or None,
            }
        )
    identifiers: dict[int, list[Popolo]] = defaultdict(list)
    for row in moment.fetch(Identifier, article_id__in=ids):
        identifiers[row.article_id].append({"scheme": row.scheme, "identifier": row.value})
    images = {row.id: row for row in moment.fetch(Image, id__in={row.image_id for row in rows if row.image_id})}
    sources = _sources(moment, ids, site_url)
    return {
        row.id: {
            "id": row.slug,
            "name": row.title,
            "other_names": names[row.id],
            "identifiers": identifiers[row.id],
            "image": site_url + image_url(images[row.image_id].file) if row.image_id in images else None,
            "links": [{"url": site_url + reverse(f"{row.kind}:article", args=[row.slug]), "note": "article"}],
            "sources": list(
                {
                    link["url"]: link
                    for (article, *_row), found in sources.items()
                    if article == row.id
                    for link in found
                }.values()
            ),
        }
        for row in rows
    }


def _sources(moment: Moment, ids: Any, site_url: str) -> dict[tuple[int, int | None, int | None], list[Popolo]]:
    """Links to the sources of facts of these articles, by the row that they are about."""
    facts = [
        row
        for row in moment.fetch(FactCitation, article_id__in=ids, stated_value="")
        if not getattr(row, "hidden", False)
    ]
    citations = {row.id: row for row in moment.fetch(Citation, id__in={row.citation_id for row in facts})}
    found: dict[tuple[int, int | None, int | None], list[Popolo]] = defaultdict(list)
    for fact in facts:
        row = citations.get(fact.citation_id)
        if row is not None and row.key:
            url = row.url or site_url + reverse("sources:citation", args=[row.key])
            found[(fact.article_id, fact.row_type_id, fact.row_id)].append({"url": url, "note": row.title})
    return found
