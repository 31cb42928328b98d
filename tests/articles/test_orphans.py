"""Files that nothing names are found, and nothing else."""

import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from articles.models import Image
from tests.articles.test_images import drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(colour: str, name: str) -> Image:
    image = Image(name=name, file=ContentFile(drawn(colour=colour), "upload.png"), alt="A", credit="B", licence="CC0")
    image.save()
    return image


def left_by_a_kill(media: Path, name: str, age: float = 100_000) -> Path:
    path = media / "images" / "ab" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age,) * 2)
    return path


def sweep(*arguments: str) -> str:
    out = io.StringIO()
    call_command("sweep_media", *arguments, stdout=out)
    return out.getvalue()


def test_what_nothing_names_is_removed(media: Path) -> None:
    left = [left_by_a_kill(media, name) for name in (".x.part", f"{'a' * 64}.png")]
    assert "2 removed" in sweep()
    assert not any(path.exists() for path in left)


def test_a_picture_and_a_deleted_one_stay(media: Path) -> None:
    kept, deleted = picture("green", "kept"), picture("red", "deleted")
    paths = [media / str(image.file) for image in (kept, deleted)]
    deleted.delete()
    for path in paths:
        os.utime(path, (0, 0))
    assert "0 removed" in sweep() and all(path.exists() for path in paths)


def test_what_is_younger_than_a_day_may_be_a_save_under_way(media: Path) -> None:
    left = left_by_a_kill(media, ".x.part", age=3600)
    sweep()
    assert left.exists()


def test_a_dry_run_names_them_and_removes_nothing(media: Path) -> None:
    left = left_by_a_kill(media, ".x.part")
    assert str(left) in sweep("--dry-run") and left.exists()
