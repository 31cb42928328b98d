"""Words in place of links: what rows say that named a root which was deleted, and how they name it again.

A role whose person has no article any more keeps the person's name: the row gets the root's label in place of the
link, in the revision that deletes it, and gets the link back when the root is undeleted, restored or undone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from revisions.models import history_of
from revisions.registry import owner_field, require_root
from revisions.tracking.tracked import Tracked


@dataclass(frozen=True)
class Referrer:
    """A row of another root that names the one in question, by which field, and the column that can take its name."""

    row: Any
    field: Any
    stand_in: str | None  # None: the row cannot do without; "": it goes blank


def unlink(root: Any) -> None:
    """Put the root's label in place of every link to it that can do without. Call inside `recording()`."""
    entry = require_root(type(root))
    for referrer in referrers(type(root), root.pk):
        if referrer.stand_in is None:
            continue
        setattr(referrer.row, referrer.field.attname, None)
        if referrer.stand_in and not getattr(referrer.row, referrer.stand_in):
            limit = referrer.row._meta.get_field(referrer.stand_in).max_length
            setattr(referrer.row, referrer.stand_in, entry.label(root)[:limit])
        try:
            with transaction.atomic():
                referrer.row.save()
        except IntegrityError as error:  # the words alone stand there already
            raise ProtectedError(str(error), {referrer.row}) from error


def relink(model: type[models.Model], pk: int) -> None:
    """Give the root that is back the links that its deletion took, where nobody has changed them since."""
    gone = history_of(model).objects.filter(id=pk, history_type="-").order_by("-revision_id").first()
    entry = require_root(model)
    if gone is None:
        return
    for source, field, stand_in in _foreign_keys_to(model):
        if stand_in is None or not hasattr(source, "history"):
            continue
        for old in history_of(source).objects.filter(**{field.attname: pk, "until": gone.revision_id}):
            row = source._base_manager.filter(pk=old.id, **{field.attname: None}).first()
            if row is None:
                continue
            setattr(row, field.attname, pk)
            if stand_in and not getattr(old, stand_in) and getattr(row, stand_in) == entry.label(gone):
                setattr(row, stand_in, "")
            row.save()


def referrers(model: type[models.Model], pk: int) -> Iterable[Referrer]:
    """The rows of other roots that name the root `pk`."""
    for source, field, stand_in in _foreign_keys_to(model):
        for row in source._base_manager.filter(**{field.attname: pk}):
            owner = owner_field(source)
            if not (owner and getattr(row, f"{owner}_id") == pk and field.name == owner):
                yield Referrer(row, field, stand_in)


def _foreign_keys_to(model: type[models.Model]) -> Iterable[tuple[type[Tracked], Any, str | None]]:
    """Every foreign key of a tracked model by which a root of `model` can be named, but those of its own parts."""
    for source in apps.get_models():
        if not issubclass(source, Tracked) or not hasattr(source, "history"):
            continue
        for field in source._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or field.remote_field.parent_link:
                continue
            if issubclass(model, field.related_model) and field.name != owner_field(source):
                yield source, field, source.stand_ins.get(field.name)
