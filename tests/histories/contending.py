"""One of several processes that save one party at once; run by test_contended_saves.py against a database of its own.

$ python contending.py prepare WORKERS     makes the party that all want, and a user for each
$ python contending.py save NAME COUNT     waits for a line on stdin, then saves; prints what it was told, as JSON
$ python contending.py report              prints what the database holds, as JSON

Every worker has facts of its own: statements, names and a line of the text. Each save writes a mark that nobody else
writes ("worker3 17") into some of them, so that history can be asked what became of each save.
"""

import json
import random
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

import yaml  # noqa: E402
from bs4 import BeautifulSoup  # noqa: E402
from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.messages import get_messages  # noqa: E402
from django.test import Client  # noqa: E402

from articles.interchange.dump import dump  # noqa: E402
from articles.interchange.load import LoadRefused, load  # noqa: E402
from articles.models import Name, Statement  # noqa: E402
from parties.models import Party  # noqa: E402
from revisions.models import Revision  # noqa: E402
from revisions.moments import head  # noqa: E402
from revisions.tracking.recording import recording  # noqa: E402
from revisions.verify import verify  # noqa: E402
from tests.forms import address_of, form_of  # noqa: E402

MOST = 3  # statements of one worker: the form shall not grow with the number of saves
PATIENCE = 100  # answers to one conflict, attempts at one restore or import

Save = dict[str, Any]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def prepare(workers: int) -> None:
    names = [f"worker{number}" for number in range(workers)]
    with recording(comment="prepare"):
        party = Party.objects.create(
            slug="shared",
            title="Shared",
            status="published",
            slogan="nobody 0",
            body="\n".join(f"{name} begins" for name in names),
        )
        for position, name in enumerate(names, 1):
            Statement.objects.create(article=party, label="Fact", value=f"{name} begins", position=position)
            Name.objects.create(article=party, text=f"{name} begins", language="en", position=position)
    for name in names:
        get_user_model().objects.create_superuser(name)


class Worker:
    def __init__(self, name: str) -> None:
        self.name, self.step = name, 0
        self.user = get_user_model().objects.get(username=name)
        self.client = Client()
        self.client.force_login(self.user)
        self.rng = random.Random(name)
        self.saves: list[Save] = []

    def work(self, count: int) -> None:
        number = int(self.name.removeprefix("worker"))
        sorts: list[Callable[[str], Save]] = [self.form, self.restore, self.load, self.part]
        for self.step in range(1, count + 1):
            sort = sorts[(self.step + number) % len(sorts)]
            self.saves.append({"sort": sort.__name__, **sort(f"{self.name} {self.step}")})

    def mine(self, text: str) -> bool:
        return text.startswith(f"{self.name} ")

    # The four sorts of saves. Each tells its mark, where it wrote it, what it began on, and the number it was told.

    def form(self, mark: str) -> Save:
        """Open the form, change own facts and sometimes the slogan that all change, and save until it is saved."""
        address = address_of(Party.objects.get(slug="shared"))
        opened = form_of(self.client.get(address))
        places = ["line", "statement"]
        form = self._raised(opened, mark) | {"body": self._own_line(opened["body"], mark)}
        if self.step % 3 == 0:
            places.append("slogan")
            form["slogan"] = mark
        form["change_comment"] = mark
        response, asked = self._answer(self.client.post(address, form), address, "mine")
        number = number_said(response)
        assert number is not None, words(mark, response, asked)
        return {"mark": mark, "places": places, "number": number, "base": int(form["base_revision"]), "asked": asked}

    def restore(self, mark: str) -> Save:
        """Restore a state of just now; where others wrote since the preview, theirs stays."""
        for _attempt in range(PATIENCE):
            aim = max(1, head() - self.rng.randint(1, 6))
            address = f"/parties/shared/restore/{aim}/"
            form = form_of(self.client.get(address), "form.change-back") | {"comment": mark}
            response, asked = self._answer(self.client.post(address, form), address, "theirs")
            number = number_said(response)
            if number is not None:
                base = int(form["base_revision"])
                return {"mark": mark, "places": [], "number": number, "base": base, "asked": asked, "aim": aim}
            assert "Nothing would change" in complaints(response), words(mark, response, asked)
        raise AssertionError(f"{mark}: no restore came to anything")

    def load(self, mark: str) -> Save:
        """Dump the site, write one statement more into the party's record, and load; anew where others overlap."""
        for attempt in range(PATIENCE):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                dump(folder)
                base = int(yaml.safe_load((folder / "revision.yaml").read_text())["number"])
                path = folder / "parties" / "shared.yaml"
                record = yaml.safe_load(path.read_text())
                own = [row for row in record["statements"] if self.mine(row["value"])]
                kept = [row for row in record["statements"] if row not in own[: len(own) - MOST + 1]]
                record["statements"] = [*kept, {"label": "Fact", "value": mark}]
                path.write_text(yaml.safe_dump(record, allow_unicode=True))
                try:
                    number = load(folder, self.user, mark).number
                except LoadRefused as refused:
                    assert all("since revision" in fault for fault in refused.faults), refused
                    continue
            assert number is not None, f"{mark}: the folder held something new"
            return {
                "mark": mark,
                "places": ["statement"],
                "number": number,
                "base": base,
                "asked": ["folder"] * attempt,
            }
        raise AssertionError(f"{mark}: every folder was refused")

    def part(self, mark: str) -> Save:
        """Rows alone, read and written in one recording."""
        with recording(self.user, mark) as opened:
            base = head()
            party = Party.objects.get(slug="shared")
            own = [name for name in party.names.all() if self.mine(name.text)]
            name = own[0] if own else Name(article=party, language="en")
            name.text = mark
            name.save()
            own = [row for row in party.statements.all() if self.mine(row.value)]
            for row in own[MOST:]:
                row.delete()
            row = self.rng.choice(own[:MOST]) if len(own) >= MOST else Statement(article=party, label="Fact")
            row.value = mark
            row.save()
        return {"mark": mark, "places": ["name", "statement"], "number": opened.number, "base": base, "asked": []}

    def _raised(self, form: dict[str, str], mark: str) -> dict[str, str]:
        """The form with an own statement raised to the mark, or a new one; what is too many is ticked to be deleted."""
        own = [row for row in range(int(form["statements-TOTAL_FORMS"])) if self.mine(form[f"statements-{row}-value"])]
        deleted = {f"statements-{row}-DELETE": "on" for row in own[MOST:]}
        if len(own) >= MOST:
            return form | deleted | {f"statements-{self.rng.choice(own[:MOST])}-value": mark}
        number = form["statements-TOTAL_FORMS"]
        template = {
            name.replace("__prefix__", number): value
            for name, value in form.items()
            if name.startswith("statements-__prefix__")
        }
        typed = {f"statements-{number}-label": "Fact", f"statements-{number}-value": mark}
        return form | template | typed | {"statements-TOTAL_FORMS": str(int(number) + 1)}

    def _own_line(self, body: str, mark: str) -> str:
        return "\r\n".join(mark if self.mine(line) else line for line in body.split("\r\n"))

    def _answer(self, response: Any, address: str, side: str) -> tuple[Any, list[str]]:
        """The last response, and all that was asked on the way."""
        asked: list[str] = []
        for _round in range(PATIENCE):
            if response.status_code != 409:
                break
            posted = form_of(response, "form.conflicts")
            questions = [name.removeprefix("seen-") for name in posted if name.startswith("seen-")]
            assert questions, words("a conflict without a question", response, asked)
            asked += questions
            response = self.client.post(address, posted | {f"choose-{name}": side for name in questions})
        return response, asked


def number_said(response: Any) -> int | None:
    """The revision that the site says it saved."""
    if response.status_code != 302:
        return None
    said = [re.fullmatch(r"Saved as revision (\d+)\.", str(message)) for message in get_messages(response.wsgi_request)]
    numbers = [int(match[1]) for match in said if match]
    return numbers[-1] if numbers else None


def words(mark: str, response: Any, asked: list[str]) -> str:
    return f"{mark} was not saved: {response.status_code} {complaints(response)} after {asked[-6:]}"


def complaints(response: Any) -> str:
    page = BeautifulSoup(response.content.decode(), "html5lib")
    found = page.select(".errornote, .errorlist, p.error, ul.messagelist, form.change-back > p")
    return " | ".join(" ".join(part.get_text(" ").split()) for part in found)


def report() -> dict[str, Any]:
    histories = [model for model in apps.get_models() if hasattr(model, "instance_type")]
    of_rows = {number for model in histories for number in model._default_manager.values_list("revision_id", flat=True)}
    party = Party.objects.get(slug="shared")
    live = facts_of(party) | {f"statement {row.pk}": row.value for row in party.statements.all()}
    live |= {f"name {row.pk}": row.text for row in party.names.all()}
    return {
        "revisions": [
            [r.number, r.created_at.isoformat(), r.username, r.action, r.reverts]
            for r in Revision.objects.order_by("number")
        ],
        "revisions of rows": sorted(of_rows),
        "versions": sorted(versions(), key=lambda version: version[:2]),
        "live": live,
        "faults": [f"{fault.number}: {fault.words}" for fault in verify().faults],
    }


def versions() -> list[tuple[int, int, str, str | None]]:
    """(revision, order of writing, fact, what it says or None when it is gone) of every version of every fact."""
    found: list[tuple[int, int, str, str | None]] = []
    for version in Party.history.all():
        found += [(version.revision_id, version.history_id, fact, says) for fact, says in facts_of(version).items()]
    for kind, model, column in (("statement", Statement, "value"), ("name", Name, "text")):
        for row in model.history.values_list("revision_id", "history_id", "id", "history_type", column):
            found.append((*row[:2], f"{kind} {row[2]}", None if row[3] == "-" else row[4]))
    return found


def facts_of(party: Any) -> dict[str, str]:
    """The slogan, and the lines of the text, each under its worker's name."""
    return {"slogan": party.slogan} | {f"line {line.split()[0]}": line for line in party.body.split("\n")}


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare", workers]:
            prepare(int(workers))
        case ["save", name, count]:
            worker = Worker(name)
            say("ready")
            sys.stdin.readline()
            worker.work(int(count))
            say(json.dumps(worker.saves))
        case ["report"]:
            say(json.dumps(report()))
