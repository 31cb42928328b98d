"""Reading and writing the folder itself. No model is touched here."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from common.files import write_whole


class FolderError(Exception):
    """A folder that cannot be read at all: missing, or YAML that does not parse."""


@dataclass(frozen=True)
class Entry:
    """One record of the folder: where it stands, and its mapping."""

    file: str  # relative to the folder
    name: str  # key, slug or image name; for messages
    values: dict[str, Any]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml where it was built in
    """SafeLoader that refuses a key written twice: YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(problem=f"“{key}” is written twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep=deep)


class _Dumper(yaml.SafeDumper):
    """SafeDumper that writes prose as literal blocks and indents lists, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def read_list(folder: Path, file: str, name: str) -> list[Entry]:
    """The records of a file that holds a list; none when there is no such file. `name` is the naming column."""
    if not (folder / file).exists():
        return []
    records = _parse(folder, file)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise FolderError(f"{file}: expected a list of records")
    return [Entry(file, str(record.get(name, f"record {i}")), record) for i, record in enumerate(records, 1)]


def read_directory(folder: Path, directory: str) -> Iterator[Entry]:
    """The records of a directory that holds one file each, named for the record's slug."""
    for path in sorted((folder / directory).glob("*.yaml")):
        file = f"{directory}/{path.name}"
        record = _parse(folder, file)
        if not isinstance(record, dict):
            raise FolderError(f"{file}: expected one record")
        yield Entry(file, path.stem, record)


def write(folder: Path, file: str, records: Any) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(records, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    write_whole(path, text)


def _parse(folder: Path, file: str) -> Any:
    try:
        return yaml.load((folder / file).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FolderError(f"{file}: {' '.join(str(error).split())}") from error
