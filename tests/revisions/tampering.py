"""Ways to tamper with a history behind the back of the code: what a person with a database client, but no key, can do.

Each sort is a method of `Tamperer` that does one such thing, chosen by chance, and says what; None when the draw came
to nothing. It writes past the models: no signals, no PROTECT, and foreign keys wait for a commit that never comes.
"""

import random
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError, models, transaction
from django.db.models import Max, QuerySet
from django.test import override_settings

from revisions.intervals import NEWEST, node_of
from revisions.masking import blanks
from revisions.models import OPEN, Change, HiddenPart, Hiding, Revision
from revisions.tracking.seals import digest, digested, tracked_histories
from tests.revisions.past_the_models import insert, other_value, remove, reseal, update

TAIL = 8  # revisions at the end of the lively history that nothing hidden depends on
OUTSIDE = {"reviewed_by_id", "reviewed_at"}  # of the chain: what a reviewer says of a revision

Sort = Callable[["Tamperer"], str | None]


class Tamperer:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.head = Revision.objects.latest("number").number
        self.versions = [
            (model, history, history_id)
            for model, history in tracked_histories()
            for history_id in history.objects.order_by("history_id").values_list("history_id", flat=True)
        ]
        self.live = [
            (model, pk)
            for model, _history in tracked_histories()
            for pk in model._base_manager.order_by("pk").values_list("pk", flat=True)
        ]

    def tamper(self, sort: Sort) -> str | None:
        """Do one thing of a sort; None, and nothing done, when it would change nothing or the database refuses it."""
        try:
            with transaction.atomic():
                return sort(self)
        except DatabaseError:  # a value that is taken, or too large
            return None

    # One column

    def edit_version(self) -> str | None:
        _model, history, history_id = self.chance.choice(self.versions)
        return self._edit(history, history_id, history._meta.concrete_fields)

    def edit_revision(self) -> str | None:
        fields = [field for field in Revision._meta.concrete_fields if field.attname not in OUTSIDE]
        return self._edit(Revision, self._number(), fields)

    def edit_what_is_hidden(self) -> str | None:
        """Once more, where the chain holds a seal of what is no longer there."""
        hidden: list[tuple[Any, int]] = [
            (history, pk)
            for _model, history in tracked_histories()
            for pk in history.objects.filter(hidden=True).order_by("pk").values_list("pk", flat=True)
        ]
        hidden += [(Revision, pk) for pk in Revision.objects.exclude(hidden=0).values_list("pk", flat=True)]
        model, pk = self.chance.choice(hidden)
        fields = [field for field in model._meta.concrete_fields if field.attname not in OUTSIDE]
        return self._edit(model, pk, fields)

    def edit_hiding(self) -> str | None:
        pks = list(Hiding.objects.order_by("pk").values_list("pk", flat=True))
        return self._edit(Hiding, self.chance.choice(pks), Hiding._meta.concrete_fields[1:])

    def edit_live_row(self) -> str | None:
        model, pk = self.chance.choice(self.live)
        return self._edit(model, pk, own_fields(model))

    # What is taken

    def delete_version(self) -> str:
        _model, history, history_id = self.chance.choice(self.versions)
        remove(history, pk=history_id)
        return f"{history._meta.db_table} {history_id}"

    def delete_revision(self) -> str:
        number, whole = self._number(), self.chance.random() < 0.5
        if whole:
            for _model, history in tracked_histories():
                remove(history, revision_id=number)
        remove(Revision, number=number)
        return f"{number}{' with its versions' if whole else ''}"

    def delete_live_row(self) -> str:
        model, pk = self.chance.choice(self.live)
        remove(model, pk=pk)
        return f"{model._meta.db_table} {pk}"

    # What changes places

    def swap_a_column_of_versions(self) -> str | None:
        history, one, other = self._two_versions()
        return self._swap(history, one, other, self.chance.choice(history._meta.concrete_fields))

    def swap_versions(self) -> str | None:
        history, one, other = self._two_versions()
        return self._swap(history, one, other, history._meta.pk)

    def move_versions(self) -> str | None:
        """Two versions change revisions."""
        history, one, other = self._two_versions()
        return self._swap(history, one, other, history._meta.get_field("revision"))

    def swap_a_column_of_revisions(self) -> str | None:
        fields = [field for field in Revision._meta.concrete_fields if field.attname not in OUTSIDE]
        return self._swap(Revision, self._number(), self._number(), self.chance.choice(fields))

    def swap_revisions(self) -> str | None:
        return self._swap(Revision, self._number(), self._number(), Revision._meta.pk)

    # What is forged

    def rewrite_version(self) -> str | None:
        """Another value, with a well-made digest; the live row follows."""
        version, said = self._changed_version()
        if version is None:
            return None
        version.save(force_update=True)
        self._let_live_row_follow(version)
        return said

    def rewrite_history(self) -> str | None:
        """The same, and a new chain from there on, sealed with a guessed key."""
        version, said = self._changed_version()
        if version is None:
            return None
        version.save(force_update=True)
        self._let_live_row_follow(version)
        with override_settings(HISTORY_KEY="guessed"):
            reseal(version.revision_id)
        return said

    def forge_version(self) -> str | None:
        """One version more, in some revision or none, with a well-made digest or without."""
        version, said = self._changed_version()
        if version is None:
            return None
        number = self.chance.choice([version.revision_id, self._number(), self.head, self.head + 1])
        if self.chance.random() < 0.3:
            version.digest = secrets.token_hex(32)
        self._add(version, number)
        self._let_live_row_follow(version)
        return f"{said}, in {number}"

    def forge_revision(self) -> str | None:
        """One revision more, with its version; sealed with a guessed key, or with a hash out of thin air."""
        version, said = self._changed_version()
        if version is None:
            return None
        revision = Revision.objects.get(number=self._number())
        revision.number = self.head + 1
        Revision.objects.bulk_create([revision])
        version.history_date = revision.created_at
        self._add(version, revision.number)
        self._let_live_row_follow(version)
        with override_settings(HISTORY_KEY="guessed"):
            reseal(revision.number)
        if self.chance.random() < 0.3:
            Revision.objects.filter(number=revision.number).update(hash=secrets.token_hex(32))
        return said

    def forge_live_row(self) -> str:
        model, pk = self.chance.choice(self.live)
        tables = [*model._meta.parents, model]
        values = model._base_manager.values(*digested(model)).get(pk=pk)
        for key in ("id", "article_ptr_id"):
            values[key] = pk + 1000
        for key in {"slug", "key", "name", "language", "value"} & values.keys():
            values[key] = f"x{values[key]}"
        only_parent = len(tables) > 1 and self.chance.random() < 0.3
        insert(tables[:1] if only_parent else tables, values)
        return f"{model._meta.db_table} {pk} as {pk + 1000}{', the article alone' if only_parent else ''}"

    def hide_without_log(self) -> str | None:
        """A comment, user name or content goes; an entry in the log may say so, but without the key for its seal."""
        number, part = self._number(), self.chance.choice(list(HiddenPart))
        revision = Revision.objects.get(number=number)
        if revision.hidden & part:
            return None
        if part == HiddenPart.CONTENT:
            for model, history in tracked_histories():
                history.objects.filter(revision_id=number).update(hidden=True, **blanks(model))
        blank = {HiddenPart.COMMENT: {"comment": ""}, HiddenPart.USER: {"username": "", "user": None}}.get(part, {})
        Revision.objects.filter(number=number).update(hidden=revision.hidden | part, **blank)
        if logged := self.chance.random() < 0.5:
            entry = Hiding.objects.filter(part=part).first()
            entry.pk, entry.revision_id, entry.last, entry.seal = None, number, number, secrets.token_hex(32)
            entry.save(force_insert=True)
        return f"{part.label} of {number}{', logged' if logged else ''}"

    # What only an anchor shows

    def cut_off(self) -> str:
        """The last revisions are gone, without a trace: everything stands as it did before them."""
        last = self.head - self.chance.randint(1, TAIL)
        for model, history in tracked_histories():
            touched = set(history.objects.filter(revision_id__gt=last).values_list("id", flat=True))
            then = history.objects.filter(id__in=touched, revision_id__lte=last, until__gt=last)
            for table in (model, *model._meta.parents):
                remove(table, pk__in=touched)
            for values in then.exclude(history_type="-").values(*digested(model)):
                insert([*model._meta.parents, model], values)
            remove(history, revision_id__gt=last)
            history.objects.filter(until__gt=last).update(until=OPEN, node=NEWEST)
        remove(Change, revision_id__gt=last)
        remove(Revision, number__gt=last)
        return f"after {last}"

    # How it is done

    def _number(self) -> int:
        return self.chance.randint(1, self.head)

    def _two_versions(self) -> tuple[Any, int, int]:
        _model, history, one = self.chance.choice(self.versions)
        return history, one, self.chance.choice([pk for _, same, pk in self.versions if same is history])

    def _edit(self, model: type[models.Model], pk: int, fields: Iterable[Any]) -> str | None:
        field = self.chance.choice(list(fields))
        old = QuerySet(model).filter(pk=pk).values_list(field.attname, flat=True).get()
        new = other_value(field, old, self.chance)
        if new == old:
            return None
        update(model, pk, field, new)
        return f"{model._meta.db_table} {pk}: {field.attname} from {old!r} to {new!r}"

    def _swap(self, model: type[models.Model], one: int, other: int, field: Any) -> str | None:
        values = QuerySet(model).in_bulk([one, other])
        first, second = (getattr(values[pk], field.attname) for pk in (one, other))
        if first == second:
            return None
        if field.primary_key:
            aside = 2**40
            for before, after in ((one, aside), (other, one), (aside, other)):
                update(model, before, field, after)
        else:
            update(model, one, field, second)
            update(model, other, field, first)
        return f"{model._meta.db_table}: {field.attname} of {one} and {other}"

    def _changed_version(self) -> tuple[Any, str]:
        """A version with another value in one of its row's own columns and the digest of that, not saved."""
        model, history, history_id = self.chance.choice(self.versions)
        version = history.objects.get(history_id=history_id)
        field = self.chance.choice(own_fields(model))
        new = other_value(field, getattr(version, field.attname), self.chance)
        if new == getattr(version, field.attname):
            return None, ""
        setattr(version, field.attname, new)
        values = {column: getattr(version, column) for column in digested(model)}
        version.digest = digest(model, values, version.history_type)
        return version, f"{history._meta.db_table} {history_id}: {field.attname}, {new!r}"

    def _add(self, version: Any, number: int) -> None:
        """Add the version to revision `number` as the newest of its row; the one before it is closed."""
        history = type(version)
        version.history_id = history.objects.aggregate(newest=Max("history_id"))["newest"] + 1
        for ended in history.objects.filter(id=version.id, until=OPEN):
            ended.until, ended.node = number, node_of(ended.revision_id, number)
            ended.save()
        version.revision_id, version.until, version.node = number, OPEN, NEWEST
        version.save(force_insert=True)

    def _let_live_row_follow(self, version: Any) -> None:
        if version.until == OPEN and version.history_type != "-":
            for field in own_fields(version.instance_type):
                update(version.instance_type, version.id, field, getattr(version, field.attname))


def own_fields(model: type[models.Model]) -> list[Any]:
    """The fields of a live row that can be changed without making it another row."""
    return [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "id"]


SORTS: dict[str, Sort] = {
    name.replace("_", " "): method
    for name, method in vars(Tamperer).items()
    if not name.startswith("_") and name != "tamper"
}
WEIGHTS = [
    {"edit version": 5, "edit revision": 3, "edit live row": 2}.get(name, 1) for name in SORTS
]  # of many columns
