"""A folder that was dumped at a revision of this site is brought into what was written since, not over it.

`dump` writes the revision and its hash into `revision.yaml`. Where the site knows that revision, each record passes the
same gate as a form that was opened then (`revisions.actions.merge_stale`); overlaps are faults of the folder. A folder
without the file, or from another site, says how things shall be.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import models

from common.files import write_whole
from revisions.actions.merge_stale import merge_since, moved_since
from revisions.comparison.wording import names_at, wording_of
from revisions.models import Revision
from revisions.moments import AsOf, Present
from revisions.state.merge import Conflict
from revisions.verify import current_head

FILE = "revision.yaml"


def write_revision(folder: Path) -> None:
    """Note in the folder which revision of the site it shows."""
    head = current_head()
    if head is not None:
        write_whole(folder / FILE, f"number: {head.number}\nhash: {head.hash}\n")


def read_revision(folder: Path) -> int | None:
    """The revision at which the folder was dumped from this site; None when it does not say, or from another one."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        number, hash_ = int(said["number"]), str(said["hash"])
    except (yaml.YAMLError, ValueError, TypeError, KeyError):
        return None
    return number if Revision.objects.filter(number=number, hash=hash_).exists() else None


def write_since(
    base: int | None,
    model: type[models.Model],
    name_field: str,
    name: Any,
    write: Callable[[], None],
    faults: list[str],
) -> None:
    """Do `write` for the record `name`, on the row as it stood at `base` when somebody edited it since.

    Raises ValidationError with what overlaps, a message for each place; `faults` that `write` adds stop the merge.
    """
    then = list(AsOf(base).rows(model, **{name_field: name}).values_list("id", flat=True)) if base is not None else []
    if base is None or not then or not moved_since(model, then[0], base):
        write()
        return
    before = len(faults)
    _nothing, merged = merge_since(model, then[0], base, write, lambda _: len(faults) == before)
    if merged is not None and merged.conflicts:
        raise ValidationError([_words(model, conflict, base) for conflict in merged.conflicts])


def _words(model: type[models.Model], conflict: Conflict, base: int) -> str:
    if not conflict.column:
        return f"a row was edited on one side and deleted on the other since revision {base}: {conflict.id}"
    states = [{conflict.key: {conflict.column: value}} for value in (conflict.theirs, conflict.mine)]
    names = names_at(Present(), model, *states)
    theirs, mine = (wording_of(model, state, names).rows[conflict.key].fields[conflict.column] for state in states)
    return f"{theirs.label} was changed since revision {base} to “{theirs.words}”; the folder says “{mine.words}”"
