"""Files of pictures that no version of any picture names, and what a killed upload left aside."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from articles.models import Image
from common.files import ASIDE

FOLDER = "images"
DAY = 86_400  # seconds; a younger file may belong to a save that is under way


def orphans(storage: FileSystemStorage) -> Iterator[Path]:
    """Paths of files at least a day old. A picture that was deleted is named by its history, and stays."""
    before = time.time() - DAY
    named = {str(name) for name in Image.history.values_list("file", flat=True)}
    root = Path(storage.location)
    for path in sorted((root / FOLDER).rglob("*")):
        orphan = path.name.endswith(ASIDE) or str(path.relative_to(root)) not in named
        if orphan and path.is_file() and path.stat().st_mtime < before:
            yield path
