"""Conflicts as somebody is asked about them, and what they chose.

A conflict page carries everything that was posted, so that nothing typed is lost, and asks about each overlap. What is
chosen comes back with the same form; a choice holds while theirs is what was seen.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.text import normalise
from revisions.comparison.compare import Run, runs
from revisions.comparison.wording import Wording, names_at, wording_of
from revisions.moments import Present
from revisions.registry import owner_field
from revisions.state.merge import Choice, Conflict
from revisions.state.read import owned_models
from revisions.states import RowKey, State

CHOOSE, EDIT, SEEN = "choose-", "edit-", "seen-"
OWN_FIELDS = ("csrfmiddlewaretoken",)


@dataclass(frozen=True)
class Question:
    """One overlap: base, theirs and yours in words. `column` is empty where a row was deleted by one."""

    id: str
    seen: str
    row: str
    column: str
    base: str
    mine: str
    theirs: str
    mine_runs: tuple[Run, ...]
    theirs_runs: tuple[Run, ...]
    editable: bool
    edited: str
    chosen: str
    error: str


@dataclass(frozen=True)
class Posted:
    """A value that was posted, to be posted again."""

    name: str
    value: str

    @property
    def escaped(self) -> SafeString:
        """The value for an attribute. A browser reads a bare line end as LF; named, CR and LF come back as typed."""
        return mark_safe(escape(self.value).replace("\r", "&#13;").replace("\n", "&#10;"))  # noqa: S308  escaped before

    @property
    def typed(self) -> bool:
        """Whether a person would recognise it: not the machinery of forms."""
        machinery = ("_FORMS", "-id", "-__prefix__", "base_revision", "__prefix__")
        if self.name.startswith((CHOOSE, EDIT, SEEN, "_")):
            return False
        return bool(self.value.strip()) and not any(part in self.name for part in machinery)


@dataclass(frozen=True)
class Choices:
    """What was chosen, by the id of the conflict, and what is wrong with values typed anew."""

    given: Mapping[str, Choice]
    errors: Mapping[str, str]


def posted_fields(data: QueryDict, asked: Collection[str]) -> tuple[Posted, ...]:
    """Everything that was posted, in its order, every character kept; not the choices about what is `asked` anew.

    Those made before stay with the form: they settle what is not asked about any more.
    """
    anew = {prefix + name for name in asked for prefix in (CHOOSE, EDIT, SEEN)}
    return tuple(
        Posted(name, value)
        for name, values in data.lists()
        if name not in OWN_FIELDS and name not in anew
        for value in values
    )


def read_choices(data: QueryDict, model: type[models.Model]) -> Choices:
    """The choices of a posted conflict page. A value typed anew that its field refuses is no choice, but an error."""
    given: dict[str, Choice] = {}
    errors: dict[str, str] = {}
    for field, side in data.items():
        if not field.startswith(CHOOSE) or side not in ("mine", "theirs", "edited"):
            continue
        name = field.removeprefix(CHOOSE)
        value = None
        if side == "edited":
            try:
                value = _clean(model, name, str(data.get(EDIT + name, "")))
            except ValidationError as error:
                errors[name] = " ".join(error.messages)
                continue
        given[name] = Choice(side, str(data.get(SEEN + name, "")), value)  # type: ignore[arg-type]  # one of the sides, checked above
    return Choices(given, errors)


def questions(
    model: type[models.Model], conflicts: Collection[Conflict], data: QueryDict, choices: Choices
) -> tuple[Question, ...]:
    """The conflicts in words; what was chosen or typed on the page before stands in them."""
    states = [_overlap(conflicts, side) for side in ("base", "mine", "theirs")]
    names = names_at(Present(), model, *states)
    base, mine, theirs = (wording_of(model, state, names) for state in states)
    return tuple(_question(model, conflict, base, mine, theirs, data, choices) for conflict in conflicts)


def _overlap(conflicts: Iterable[Conflict], side: Literal["base", "mine", "theirs"]) -> State:
    """What overlaps, as one side has it: whole rows, and of rows that both kept the columns in question."""
    state: dict[RowKey, dict[str, Any]] = {}
    for conflict in conflicts:
        value = getattr(conflict, side)
        if conflict.column:
            state.setdefault(conflict.key, {})[conflict.column] = value
        elif value is not None:
            state[conflict.key] = dict(value)
    return state


def _question(
    model: type[models.Model],
    conflict: Conflict,
    base: Wording,
    mine: Wording,
    theirs: Wording,
    data: QueryDict,
    choices: Choices,
) -> Question:
    key, column = conflict.key, conflict.column
    before, ours, other = (_words(side, conflict) for side in (base, mine, theirs))
    row = theirs.rows.get(key) or mine.rows[key]
    return Question(
        id=conflict.id,
        seen=conflict.seen,
        row=_row(model, conflict, row.label),
        column=row.fields[column].label if column else "",
        base=before,
        mine=ours,
        theirs=other,
        mine_runs=runs(before, ours),
        theirs_runs=runs(before, other),
        editable=bool(column) and _editable(_field(model, key[0], column)),
        edited=str(data.get(EDIT + conflict.id, ours)),
        chosen=str(data.get(CHOOSE + conflict.id, "")),
        error=choices.errors.get(conflict.id, ""),
    )


def _words(side: Wording, conflict: Conflict) -> str:
    row = side.rows.get(conflict.key)
    if row is None:
        return _("deleted")
    return row.fields[conflict.column].words if conflict.column else row.text


def _row(model: type[models.Model], conflict: Conflict, label: str) -> str:
    """The row in question; "" for the root. One that both kept is called as it stands now."""
    if conflict.key[0] == model._meta.label_lower:
        return ""
    part = apps.get_model(conflict.key[0])
    name = capfirst(str(part._meta.verbose_name))
    if not conflict.column:
        return f"{name}: {label}"
    live = part._base_manager.filter(pk=conflict.key[1]).first()
    return f"{name}: {live}" if live is not None else name


def _field(model: type[models.Model], label: str, column: str) -> Any:
    for part in (model, *owned_models(model)):
        if part._meta.label_lower == label:
            for field in part._meta.concrete_fields:
                if field.attname == column and field.name != owner_field(part):
                    return field
    return None


def _editable(field: Any) -> bool:
    """Whether a value may be typed anew: text, numbers and dates; relations and choices are chosen."""
    return (
        field is not None
        and field.editable
        and not field.is_relation
        and not field.choices
        and not isinstance(field, models.BooleanField | models.FileField)
    )


def _clean(model: type[models.Model], name: str, text: str) -> Any:
    """The value that was typed for a conflict, as its field takes it. Raises ValidationError."""
    label, _pk, column = [*name.split(":"), "", ""][:3]
    field = _field(model, label, column)
    if not _editable(field):
        raise ValidationError(_("Choose one of the two."))
    typed = normalise(text)
    if not isinstance(field, models.TextField):
        typed = typed.strip(" \t\n\r\v\f")
    if typed == "" and field.null:
        return None
    return field.clean(typed, None)
