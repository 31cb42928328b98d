"""Files that are there whole or not at all: written aside, brought to the disk, then renamed.

A disk that fills up, or a process that is killed, leaves a file under another name, which nobody reads.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage

ASIDE = ".part"  # the ending of a file that is not yet whole


@contextmanager
def whole(path: Path, mode: int = 0o644) -> Iterator[IO[bytes]]:
    """A file to write, which takes the place of `path` at the end; on an exception nothing has changed."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=ASIDE)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(mode)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8."""
    with whole(path) as file:
        file.write(text.encode())


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk as well; Windows has no way to."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class WholeFileStorage(FileSystemStorage):
    """Uploads, each under the name it is given: what stands there already is replaced."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        _make_folders(path.parent, self.directory_permissions_mode)
        chunks: Iterable[bytes] = content.chunks()
        with whole(path, self.file_permissions_mode or 0o644) as file:
            for chunk in chunks:
                file.write(chunk)
        return name


def _make_folders(folder: Path, mode: int | None) -> None:
    """With the rights asked for on each that is new: `makedirs` would give them to the last one alone."""
    if not folder.is_dir():
        _make_folders(folder.parent, mode)
        folder.mkdir(mode=mode or 0o777, exist_ok=True)
