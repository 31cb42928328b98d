"""Where rows are read from: `Present()` or `AsOf(revision)`.

The same page builder takes either, so a past page and a live page are one page on two clocks. History rows carry the
columns of their model, so builders read columns (`party_id`), never walk foreign keys, and fetch by ids through the
moment. A row's key is `id`, in the present and in the past.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from revisions.intervals import nodes_at
from revisions.masking import mask
from revisions.models import LATEST, Change, Revision, history_of
from revisions.registry import pointers


def head() -> int:
    """The number of the newest revision; 0 before the first."""
    return Revision.objects.order_by("-number").values_list("number", flat=True).first() or 0


@dataclass
class Reads:
    """What a page depends on: roots as (label of model, id), keys of lists, and slugs that were looked for in vain."""

    roots: set[tuple[str, int]] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)


class Moment:
    """A point in the site's history to read from; notes in `reads` all that it hands out."""

    number: int | None = None  # the revision it stands right after; None is now

    def __init__(self) -> None:
        self.reads = Reads()

    def rows(self, model: type[Model], *conditions: Any, **filters: Any) -> QuerySet:
        """A queryset of the model's rows as they stood, in the model's own order. Iterate it through `fetch`."""
        raise NotImplementedError

    def fetch(self, model: type[Model], *conditions: Any, **filters: Any) -> list[Any]:
        """The rows themselves, each noted by the roots it belongs to."""
        return self.note(model, self.rows(model, *conditions, **filters))

    def note(self, model: type[Model], rows: Iterable[Any]) -> list[Any]:
        """Evaluate `rows` and note the roots that own them."""
        found = list(rows)
        for column, root, own in pointers(model):
            if own:
                self.reads.roots.update((root.model._meta.label_lower, getattr(row, column)) for row in found)
        return found

    def still_public(self, model: type[Model], ids: Iterable[int], **public: Any) -> set[int]:
        """Which of the rows are public now as well; a past page names the others in plain text."""
        return set(ids)

    def may_tell(self, change: Change) -> bool:
        """Whether everybody may know of a Change: it was public then, and is now."""
        return change.public

    def note_list(self, key: str) -> None:
        """Note that the page shows a list (all parties of a country) that new members would change."""
        self.reads.lists.add(key)

    def note_missing(self, slug: str) -> None:
        self.reads.missing.add(slug)


class Present(Moment):
    """Now: the live rows."""

    def rows(self, model: type[Model], *conditions: Any, **filters: Any) -> QuerySet:
        return model._default_manager.filter(*conditions, **filters)


class AsOf(Moment):
    """Right after revision `number`: a history row counts from its revision until the one that replaced it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    @cached_property
    def _nodes(self) -> list[int]:
        return nodes_at(self.number or 0, head())

    def fetch(self, model: type[Model], *conditions: Any, **filters: Any) -> list[Any]:
        """The rows as they stood; of those whose content is hidden, what says so."""
        return [mask(row) if row.hidden else row for row in super().fetch(model, *conditions, **filters)]

    def still_public(self, model: type[Model], ids: Iterable[int], **public: Any) -> set[int]:
        """Read from history too: its newest versions are the present."""
        newest = history_of(model).objects.filter(id__in=list(ids), **LATEST, **public).exclude(history_type="-")
        return set(newest.values_list("id", flat=True))

    def rows(self, model: type[Model], *conditions: Any, **filters: Any) -> QuerySet:
        return (
            history_of(model)
            .objects.filter(node__in=self._nodes, revision__lte=self.number, until__gt=self.number)
            .exclude(history_type="-")
            .filter(*conditions, **filters)
            .order_by(*(model._meta.ordering or ()))
        )
