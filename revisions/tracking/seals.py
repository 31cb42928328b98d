"""What makes tampering evident: a digest for each version of a row, seals, and the chain of revisions.

A digest is SHA-256 over a row's own values. The hash of a revision is an HMAC over the hash before it, its own fields
and the digests of its rows: whoever changes, takes or slips in anything needs the key (`HISTORY_KEY`), or breaks every
hash after it. User name and comment enter as seals of their own, so that they can be hidden and the chain still holds.
Tamper-evident, not tamper-proof: whoever has the key can write a new chain, which an anchor kept elsewhere shows.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from revisions.masking import content_of
from revisions.models import Hiding, HistoryRow, Revision, history_of
from revisions.registry import owner_model


def digest(model: type[models.Model], values: Mapping[str, Any], history_type: str) -> str:
    """SHA-256 in hex over canonical JSON of a row without its empty values, so that a new column changes nothing."""
    return digester(model)([values.get(column) for column in digested(model)], history_type)


@cache
def digested(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that a digest holds, in the order in which `digester` takes their values."""
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def digester(model: type[models.Model]) -> Callable[[Sequence[Any], str], str]:
    """`digest` for many rows of one model: takes the values of the `digested` columns, and the history type."""
    fields = [(field.attname, field.to_python) for field in model._meta.concrete_fields]
    label = model._meta.label_lower

    def of(values: Sequence[Any], history_type: str) -> str:
        plain = {
            name: _plain(to_python(value))
            for (name, to_python), value in zip(fields, values, strict=True)
            if value is not None and value != "" and value != {}
        }
        text = json.dumps([label, history_type, plain], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    return of


def row_seal(table: str, history_id: int, row_digest: str) -> str:
    """How a version enters the hash of its revision."""
    return f"{table}:{history_id}:{row_digest}"


def user_seal(number: int, user_id: int | None, username: str) -> str:
    return _hmac(["user", number, user_id, username])


def comment_seal(number: int, comment: str) -> str:
    return _hmac(["comment", number, comment])


def chain(previous: str, revision: Revision, rows: Iterable[str]) -> str:
    """HMAC-SHA256 over the previous hash, the revision's own fields and its rows' seals, as lower-case hex.

    `rows` are ordered by table and history_id. Review and hide flags are outside.
    """
    own = {
        "number": revision.number,
        "created_at": revision.created_at.isoformat(),
        "user": revision.user_seal,
        "comment": revision.comment_seal,
        "action": revision.action,
        "reverts": revision.reverts,
        "submission": revision.submission,
        "previous": previous,
        "rows": list(rows),
    }
    return _hmac(own)


def hiding_seal(hiding: Hiding, stays: Iterable[str] | None = None) -> str:
    """The seal of an entry in the log of what was hidden. Hide first, then seal.

    `stays` are the seals of what the blanked versions still hold (`what_stays`, which reads them when not given): their
    digests are those of what stood there before, and no longer vouch for what stands there now.
    """
    return _hmac(
        [
            "hiding",
            hiding.revision_id,
            hiding.last,
            hiding.part,
            hiding.content_type_id,
            hiding.object_id,
            hiding.user_id,
            hiding.username,
            hiding.reason,
            hiding.created_at.isoformat(),
            sorted(what_stays(hiding) if stays is None else stays),
        ]
    )


def what_stays(hiding: Hiding) -> Iterator[str]:
    """The seals of the versions whose content was hidden, over the values that they have now."""
    root = hiding.content_type.model_class() if hiding.content_type else None
    if root is None:
        return
    for model, history in tracked_histories():
        if issubclass(owner_model(model), root):
            versions = content_of(model, hiding.object_id or 0, hiding.revision_id, hiding.last)
            for history_id, history_type, *values in versions.values_list(
                "history_id", "history_type", *digested(model)
            ):
                yield row_seal(history._meta.db_table, history_id, digester(model)(values, history_type))


@cache
def tracked_histories() -> tuple[tuple[type[models.Model], type[HistoryRow]], ...]:
    """Each model under history with the model of its versions, by the table of the versions: the order of seals."""
    kept = [model for model in apps.get_models() if hasattr(model._meta, "simple_history_manager_attribute")]
    found = [(model, history_of(model)) for model in kept]
    return tuple(sorted(found, key=lambda pair: pair[1]._meta.db_table))


def _hmac(message: Any) -> str:
    text = json.dumps(message, ensure_ascii=False, sort_keys=True)
    return hmac.new(settings.HISTORY_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    """A JSON value that is the same before and after a trip through the database."""
    if isinstance(value, bool | int | dict):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")  # 53.9 comes back as 53.9000
    return str(value)
