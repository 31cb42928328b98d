"""Two records of one source become one: the kept one takes the chosen values and all uses, the other's key leads to it.

One revision, taken back as a whole by undoing it: the other record comes back under its key, and every use with it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from citations.models import Citation, FormerKey, LinkCheck
from citations.records import COLUMNS, SourceRecord, record_of
from citations.store import write_record
from citations.uses import move_uses
from revisions.models import Action
from revisions.tracking.recording import Recording, recording

FIELDS = tuple(name for name in (*COLUMNS, "authors") if name != "key")


class Gone(Exception):
    """One of the two is no longer there, or is no longer as it was when the choice was made."""


def differing(kept: SourceRecord, merged: SourceRecord) -> tuple[str, ...]:
    """The fields between which there is a choice: both records have a value, and not the same."""
    state = () if kept.url and merged.url else ("url_state",)  # it goes with its address
    return tuple(
        name
        for name in FIELDS
        if name not in state
        and getattr(kept, name)
        and getattr(merged, name)
        and getattr(kept, name) != getattr(merged, name)
    )


def combined(kept: SourceRecord, merged: SourceRecord, chosen: Mapping[str, str] = {}) -> SourceRecord:
    """The kept record with what only the merged one has, and with the merged one's value of each field `chosen` so.

    `chosen` maps a field to the key of the record whose value it takes.
    """
    values = {name: getattr(kept, name) or getattr(merged, name) for name in FIELDS}
    values["url_state"] = kept.url_state if kept.url or not merged.url else merged.url_state
    values |= {name: getattr(merged, name) for name, key in chosen.items() if name in FIELDS and key == merged.key}
    return replace(kept, **values)


def merge(
    kept_id: int,
    merged_id: int,
    seen: tuple[SourceRecord, SourceRecord],
    chosen: Mapping[str, str],
    user: Any,
    comment: str = "",
) -> Recording:
    """Merge the second source into the first. `seen` are both records as the choice was made on.

    Raises Gone when they are no longer so, ValidationError for what the source's form would refuse.
    """
    said = comment or _("Merged @%(merged)s into @%(kept)s") % {"merged": seen[1].key, "kept": seen[0].key}
    with recording(user=user, comment=said, action=Action.MERGE) as opened:
        kept, merged = (_read(pk) for pk in (kept_id, merged_id))
        if kept is None or merged is None or kept_id == merged_id or (kept[1], merged[1]) != seen:
            raise Gone
        move_uses(merged[0], kept[0])
        LinkCheck.objects.filter(citation=merged[0]).update(citation=kept[0])
        keys = [merged[0].key, *merged[0].former_keys.values_list("key", flat=True)]
        merged[0].delete()
        for key in keys:
            former = FormerKey(citation=kept[0], key=key)
            former.full_clean()
            former.save()
        write_record(kept[0], combined(*seen, chosen))
    return opened


def _read(pk: int) -> tuple[Citation, SourceRecord] | None:
    citation = Citation.objects.filter(pk=pk).first()
    return (citation, record_of(citation, citation.authors.all())) if citation else None
