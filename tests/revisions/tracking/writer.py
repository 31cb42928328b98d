"""One of several processes that save at once; run by test_locking.py against a database of its own.

$ python writer.py prepare            makes what all writers share
$ python writer.py save NAME COUNT    waits for a line on stdin, then saves; prints the numbers it got
$ python writer.py report             prints what the database holds, as JSON
"""

import json
import sys
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import transaction  # noqa: E402

from articles.models import Name  # noqa: E402
from parties.models import Party, Person, Role  # noqa: E402
from revisions.models import Change, Revision  # noqa: E402
from revisions.tracking.recording import Recording, recording  # noqa: E402


class Undone(Exception):
    """What a writer raises to take something back."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def prepare() -> None:
    with recording(comment="prepare"):
        Party.objects.create(slug="shared", title="Shared", slogan="0")
        Person.objects.create(slug="chair", title="Chair")


def save_shared(step: str) -> None:
    """Read, add one and write the row that every writer wants; an edit lost to another writer would show in the sum."""
    shared = Party.objects.get(slug="shared")
    shared.slogan = str(int(shared.slogan) + 1)
    shared.headquarters = step
    shared.save()


def save_once(name: str, step: int) -> Recording:
    """One edit of several rows, the shared row first or last; every third takes a savepoint back."""
    with recording(comment=f"{name} {step}") as recorded:
        if step % 2:
            save_shared(f"{name} {step}")
        own = Party.objects.create(slug=f"{name}-{step}", title=f"{name} {step}", country="KZ")
        Name.objects.create(article=own, text=name, language="en")
        Role.objects.create(party=own, person=Person.objects.get(slug="chair"))
        if step % 2 == 0:
            save_shared(f"{name} {step}")
        if step % 3 == 0:
            try:
                with transaction.atomic():
                    Party.objects.create(slug=f"lost-{name}-{step}", title="Lost")
                    raise Undone
            except Undone:
                pass
    return recorded


def fail_once(name: str, step: int) -> None:
    try:
        with recording():
            Party.objects.create(slug=f"failed-{name}-{step}", title="Failed")
            save_shared("failed")
            raise Undone
    except Undone:
        pass


def save(name: str, count: int) -> None:
    say("ready")
    sys.stdin.readline()
    seen = []
    for step in range(count):
        if step % 4 == 1:
            fail_once(name, step)
        number = save_once(name, step).number
        assert Revision.objects.filter(number__lte=number).count() == number, "an earlier number is not committed yet"
        seen.append(number)
    say(json.dumps(seen))


def report() -> dict[str, Any]:
    numbers = set(Revision.objects.values_list("number", flat=True))
    histories = [model for model in apps.get_models() if hasattr(model, "instance_type")]
    rows = [number for model in histories for number in model._default_manager.values_list("revision_id", flat=True)]
    return {
        "revisions": [
            [revision.number, revision.created_at.isoformat(), revision.comment]
            for revision in Revision.objects.order_by("number")
        ],
        "rows": len(rows),
        "stray rows": len([number for number in rows if number not in numbers]),
        "changes": sorted(
            [change.revision_id, change.label, change.own]
            for change in Change.objects.filter(content_type__isnull=False)
        ),
        "lists": sorted(Change.objects.filter(content_type=None).values_list("revision_id", "key")),
        "shared": Party.objects.get(slug="shared").slogan,
        "slugs": sorted(Party.objects.values_list("slug", flat=True)),
        "open versions": Party.history.filter(slug="shared", until=2**62).count(),
    }


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare"]:
            prepare()
        case ["save", name, count]:
            save(name, int(count))
        case ["report"]:
            say(json.dumps(report()))
