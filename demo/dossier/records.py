"""The dossier's records, marked as they are taken, so that nothing is lost in silence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml


class Taken(dict):
    """A record whose values are marked as they are taken, so that nothing is lost in silence."""

    def __init__(self, values: dict[str, Any], where: str) -> None:
        super().__init__({key: _wrap(value, f"{where}.{key}") for key, value in values.items()})
        self.where, self.left = where, set(values)

    def take(self, key: str, default: Any = None) -> Any:
        self.left.discard(key)
        return self.get(key, default)

    def leftovers(self) -> Iterator[str]:
        yield from (f"{self.where}.{key}" for key in sorted(self.left))
        for value in self.values():
            for record in value if isinstance(value, list) else [value]:
                if isinstance(record, Taken):
                    yield from record.leftovers()


def _wrap(value: Any, where: str) -> Any:
    if isinstance(value, dict):
        return Taken(value, where)
    if isinstance(value, list):
        return [_wrap(item, f"{where}[{number}]") for number, item in enumerate(value)]
    return value


def take_all(record: Taken) -> None:
    for key in list(record):
        value = record.take(key)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Taken):
                take_all(inner)


def read(dossier: Path, name: str) -> list[Taken]:
    """The records of one file. The dossier calls the Wikipedia page that it starts from "the seed"; readers do not."""
    text = (dossier / f"{name}.yaml").read_text(encoding="utf-8")
    for theirs, ours in (
        ("The seed's", "Wikipedia's"),
        ("the seed's", "Wikipedia's"),
        ("The seed ", "Wikipedia "),
        ("of the seed", "of the Wikipedia page"),
        ("the seed", "Wikipedia"),
    ):
        text = text.replace(theirs, ours)
    records = yaml.safe_load(text)
    return [Taken(record, f"{name}.{record.get('slug') or record.get('key')}") for record in records]


def require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"the dossier is not as expected: {what}")
