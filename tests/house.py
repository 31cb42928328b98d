"""Rules of the house that no linter knows: `make lint-house`. Prints what breaks one; docs/developing.md gives them."""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.places import ROOT

ROOMS = ("common", "revisions", "citations", "articles", "parties", "elections", "baytaq_site")
MOST_MODULES = 20  # of a folder, without __init__.py
LONGEST_TEMPLATE_LINE = 120  # of the admin and the history; public templates follow with their engine
# Where the status may be named: the door itself, models, migrations, forms, tests.
DOOR = re.compile(r"articles/public\.py|.*/models(/|\.py)|.*/migrations/|.*forms\.py|tests/")
NAMES = ROOT / "docs" / "developing.md"


def tracked(*patterns: str) -> list[str]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def code() -> list[str]:
    return [name for name in tracked("*.py") if "/migrations/" not in name]


def lines_of(name: str) -> Iterator[tuple[int, str]]:
    yield from enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)


def lines_that_look_away() -> Iterator[str]:
    """The formatter lays out every line, and a real type stands where `Any` would only quiet the checker."""
    for name in code():
        for number, line in lines_of(name):
            if re.search(r"# fmt: (skip|off)", line) and name != "tests/house.py":
                yield f"{name}:{number}: the formatter is asked to look away"
            if name.startswith(ROOMS) and re.match(r"\s+\w+: Any = ", line):
                yield f"{name}:{number}: say what type it is"


def other_doors() -> Iterator[str]:
    """What is public is said in one place."""
    for name in code():
        if not DOOR.match(name):
            for number, line in lines_of(name):
                if "Status.PUBLISHED" in line:
                    yield f"{name}:{number}: ask articles.public what is published"


def crowded_folders() -> Iterator[str]:
    folders: dict[str, int] = defaultdict(int)
    for name in code():
        if name.startswith(ROOMS) and not name.endswith("__init__.py"):
            folders[str(PurePosixPath(name).parent)] += 1
    for folder, count in folders.items():
        if count > MOST_MODULES:
            yield f"{folder}: {count} modules, more than {MOST_MODULES}"


def long_template_lines() -> Iterator[str]:
    for name in tracked("templates/admin/*.html", "templates/revisions/*.html"):
        for number, line in lines_of(name):
            if len(line) > LONGEST_TEMPLATE_LINE:
                yield f"{name}:{number}: {len(line)} characters"


def names_in_several_rooms() -> Iterator[str]:
    """Each name of a module that stands in several rooms is in the list, with its one meaning; no other is."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for name in code():
        path = PurePosixPath(name)
        if path.parts[0] in ROOMS and "management" not in path.parts and path.name != "__init__.py":
            rooms[path.name].add(path.parts[0])
    several = {name for name, found in rooms.items() if len(found) > 1}
    listed = set(re.findall(r"^\| `(\w+\.py)` \|", NAMES.read_text(encoding="utf-8"), re.MULTILINE))
    yield from (f"docs/developing.md: {name} stands in {sorted(rooms[name])}" for name in sorted(several - listed))
    yield from (f"docs/developing.md: {name} stands in one room alone" for name in sorted(listed - several))


def examples_that_do_not_apply() -> Iterator[str]:
    """The worked example of docs/developing.md is a patch of the code as it stands."""
    for patch in re.findall(r"```diff\n(.*?)```", NAMES.read_text(encoding="utf-8"), re.DOTALL):
        command = ["git", "apply", "--check", "-"]
        tried = subprocess.run(command, cwd=ROOT, input=patch, capture_output=True, text=True, check=False)
        if tried.returncode:
            yield f"docs/developing.md: {tried.stderr.strip()}"


RULES = (
    lines_that_look_away,
    other_doors,
    crowded_folders,
    long_template_lines,
    names_in_several_rooms,
    examples_that_do_not_apply,
)

if __name__ == "__main__":
    broken = [words for rule in RULES for words in rule()]
    print("\n".join(broken) or "The house is in order.")
    sys.exit(bool(broken))
