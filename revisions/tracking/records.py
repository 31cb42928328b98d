"""History rows that belong to a revision.

django-simple-history writes one row per changed row and knows no edit. Here each of its rows also carries
`revision` (never null), `until` (the number of the revision that replaced it, OPEN while it is the newest: how
system-versioned tables read the past) and `digest` (SHA-256 of the row's own values).
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import ForeignKey, Index
from simple_history.models import HistoricalRecords as SimpleHistoricalRecords

from revisions.intervals import node_of
from revisions.models import LATEST, HistoryRow, history_of
from revisions.registry import owner_field
from revisions.tracking.recording import UntrackedWrite, current
from revisions.tracking.seals import digest, digested


class HistoricalRecords(SimpleHistoricalRecords):
    """History of one concrete model; each kind of article declares its own, which holds the parent's fields too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            history_id_field=models.BigAutoField(),
            # Always empty: who and why stand on the Revision, and a foreign key here would cascade into history.
            history_user_id_field=models.IntegerField(null=True),
            bases=[HistoryRow],
            **options,
        )

    def add_extra_methods(self, cls: type[models.Model]) -> None:
        """simple-history offers `save_without_historical_record` here; there is no saving without history."""

    def finalize(self, sender: type[models.Model], **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        if hasattr(sender._meta, "simple_history_manager_attribute"):
            models.signals.pre_save.connect(refuse_untracked, sender=sender, weak=False)

    def post_save(self, instance: models.Model, created: bool, using: str | None = None, **kwargs: Any) -> None:
        """A version for every save. No setting and no attribute of the instance switches history off."""
        self.create_historical_record(instance, "+" if created else "~", using=using)

    def pre_delete(self, instance: models.Model, **kwargs: Any) -> None:
        refuse_untracked(type(instance))

    def post_delete(self, instance: models.Model, using: str | None = None, **kwargs: Any) -> None:
        self.create_historical_record(instance, "-", using=using)

    def copy_fields(self, model: type[models.Model]) -> dict[str, models.Field]:
        """The model's columns without their own indexes: `get_meta_options` gives those that past reads use."""
        fields = super().copy_fields(model)
        for copied in fields.values():
            copied.db_index = False
        return fields

    def get_extra_fields(self, model: type[models.Model], fields: dict[str, models.Field]) -> dict[str, Any]:
        extra = super().get_extra_fields(model, fields)
        del extra["revert_url"]  # simple-history's admin is not mounted
        return extra

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        options = super().get_meta_options(model)
        options["ordering"] = ("revision_id", "history_id")
        fields = [field for field in model._meta.concrete_fields if field.name != "id" and not field.primary_key]
        named = ["id", *(field.name for field in fields if field.unique)]
        others = [field.name for field in fields if isinstance(field, ForeignKey) and field.name not in named]
        past = [*named, *others, *getattr(model, "listed_by", ())]
        options["indexes"] = [Index(fields=[column, "node", "until", "revision"]) for column in past]
        # What one revision did, and what it did to one article without reading all that it did.
        options["indexes"].append(Index(fields=["revision", owner_field(model) or "id"]))
        return options

    def create_historical_record(self, instance: models.Model, history_type: str, using: str | None = None) -> None:
        """Write the row's new version and close the one it replaces. Raises UntrackedWrite outside a recording."""
        recording = current()
        if recording is None:
            raise UntrackedWrite(f"{instance._meta.label} was written outside a recording")
        history = history_of(type(instance))
        number = recording.stamp(history)
        if not getattr(instance, "never_stored", False):
            newest = history.objects.filter(id=instance.pk, **LATEST)
            for revision in list(newest.values_list("revision_id", flat=True)):
                newest.update(until=number, node=node_of(revision, number))
        version_of(instance, history_type, number, recording.saved_at).save(force_insert=True)


def version_of(row: models.Model, history_type: str, number: int, saved_at: datetime) -> HistoryRow:
    """The version, unsaved, that revision `number` leaves of a row: "+" added, "~" changed, "-" deleted."""
    model = type(row)
    values = {column: getattr(row, column) for column in digested(model)}
    return history_of(model)(
        history_date=saved_at,
        history_type=history_type,
        revision_id=number,
        digest=digest(model, values, history_type),
        **values,
    )


def refuse_untracked(sender: type[models.Model], raw: bool = False, **kwargs: Any) -> None:
    """Refuse a write before it happens: outside a recording, or raw, as fixtures are written."""
    if raw:
        raise UntrackedWrite(f"{sender._meta.label}: fixtures write rows without history; use `load`")
    if current() is None:
        raise UntrackedWrite(f"{sender._meta.label} was written outside a recording")
