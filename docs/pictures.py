"""Draw the pictures of `docs/developing.md` from the code itself, so that they cannot lie: `make pictures`.

The house: rooms from left to right, the floors of each as `pyproject.toml` holds them, and how many imports go from
room to room. The models: which row points at which, by its foreign keys.
"""

import os
import sys
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

import django
import grimp
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
IMAGES = Path(__file__).with_name("images")
ROOMS = ("common", "revisions", "citations", "articles", "parties", "elections", "baytaq_site")
WIDTH, GAP, LINE = 164, 26, 19
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1d2321}.room{font-weight:700;font-size:15px}.few{fill:#55605b;"
    "font-size:11px}rect{fill:#f4f2ec;stroke:#14583f}path{fill:none;stroke:#14583f;marker-end:url(#tip)}"
)
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">\n'
    "<style>{style}</style>\n"
    '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 8 4 0 8z" style="fill:#14583f;stroke:none;marker-end:none"/></marker>\n'
    '<rect width="{width}" height="{height}" style="fill:#fcfbf8;stroke:none"/>\n'
)


def text(x: float, y: float, words: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{named}>{escape(words)}</text>\n'


def framed(width: int, height: int, label: str, body: str) -> str:
    return HEAD.format(width=width, height=height, label=escape(label), style=STYLE) + body + "</svg>\n"


def house() -> str:
    """The rooms, each with its floors, the lowest at the bottom; under a room the imports that leave it."""
    graph = grimp.build_graph(*ROOMS)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = {contract["containers"][0]: contract["layers"] for contract in contracts if "containers" in contract}
    shown = {room: list(_lines(floors.get(room, _modules(graph, room)))) for room in ROOMS}
    height = 110 + max(len(lines) for lines in shown.values()) * LINE
    body = ""
    for place, room in enumerate(ROOMS):
        left = 10 + place * (WIDTH + GAP)
        body += f'<rect x="{left}" y="10" width="{WIDTH}" height="{height - 60}" rx="6"/>\n' + text(
            left + 10, 32, room, "room"
        )
        for line, words in enumerate(shown[room]):
            body += text(left + 10, 56 + line * LINE, words)
        if place:
            body += f'<path d="M{left} 26 H{left - GAP + 3}"/>\n'
        for line, words in enumerate(_imports(graph, room)):
            body += text(left + 2 + (line % 2) * WIDTH / 2, height - 34 + line // 2 * 13, words, "few")
    return framed(20 + len(ROOMS) * (WIDTH + GAP) - GAP, height, "Rooms, their floors, and imports", body)


def _lines(floors: list[str]) -> Iterator[str]:
    """A floor in lines of two names."""
    for floor in floors:
        names = floor.split(" : ")
        for start in range(0, len(names), 2):
            yield ", ".join(names[start : start + 2])


def _modules(graph: grimp.ImportGraph, room: str) -> list[str]:
    return sorted({module.split(".")[1] for module in graph.modules if module.startswith(f"{room}.")})


def _imports(graph: grimp.ImportGraph, room: str) -> Iterator[str]:
    """How many modules of a room import from each room before it: "12 articles"."""
    inside = [module for module in graph.modules if module == room or module.startswith(f"{room}.")]
    for other in ROOMS:
        found = [m for m in inside if any(t.split(".")[0] == other for t in graph.find_modules_directly_imported_by(m))]
        if other != room and found:
            yield f"{len(found)} {other}"


def models() -> str:
    """The main models and the foreign keys between them, children of several kinds as one box each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baytaq_site.settings_test")
    django.setup()
    places = {
        "Revision": (20, 20),
        "Change": (20, 120),
        "Citation": (240, 20),
        "FactCitation": (240, 120),
        "Article": (460, 120),
        "Party": (680, 20),
        "Person": (680, 90),
        "Event": (680, 160),
        "Election": (680, 230),
        "Assembly": (460, 230),
        "Result": (940, 230),
        "Role": (940, 20),
        "Participant": (940, 125),
    }
    found = {model.__name__: model for model in apps.get_models() if model.__name__ in places}
    body = ""
    for name, model in found.items():
        x, y = places[name]
        pointers: dict[str, list[str]] = {}
        for field in model._meta.local_fields:
            target = field.related_model.__name__ if field.related_model else ""
            if target in places and target != name:
                parent = getattr(field.remote_field, "parent_link", False)
                pointers.setdefault(target, []).append("" if parent else field.name)
        for target, names in pointers.items():
            to_x, to_y = places[target]
            start = x if to_x < x else x + 150 if to_x > x else x + 75
            end = to_x + 150 if to_x < x else to_x if to_x > x else to_x + 75
            from_y = y + 17 if to_x != x else (y if to_y < y else y + 34)
            into_y = to_y + 17 if to_x != x else (to_y + 34 if to_y < y else to_y)
            body += f'<path d="M{start} {from_y} L{end} {into_y}"/>\n'
            middle = (start + end) / 2 - 22, from_y + (into_y - from_y) * 0.55 - 5
            body += text(*middle, ", ".join(filter(None, names)), "few")
    for name, (x, y) in places.items():
        body += f'<rect x="{x}" y="{y}" width="150" height="34" rx="6"/>\n' + text(x + 12, y + 22, name, "room")
    return framed(1110, 285, "Models and the foreign keys between them", body)


DRAWN = {"house.svg": house, "models.svg": models}


def main(check: bool) -> int:
    """Draw both, or say which of them is not what the code is."""
    drawn = {name: draw() for name, draw in DRAWN.items()}
    if not check:
        for name, picture in drawn.items():
            (IMAGES / name).write_text(picture, encoding="utf-8")
        return 0
    stale = [name for name, picture in drawn.items() if (IMAGES / name).read_text(encoding="utf-8") != picture]
    for name in stale:
        print(f"docs/images/{name} is not what the code is: make pictures")
    return len(stale)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
