"""Files that are there whole or not at all."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from common.files import WholeFileStorage, whole, write_whole

LONG = b"a picture" * 10_000


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may grow beyond a few bytes: what a full disk does, to this process alone."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_text_arrives_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.yaml", "Байтақ\n")
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "Байтақ\n"
    assert names(tmp_path) == ["a.yaml"]


def test_a_full_disk_leaves_no_file(tmp_path: Path, full_disk: None) -> None:
    with pytest.raises(OSError, match="too large"), whole(tmp_path / "a") as file:
        file.write(LONG)
    assert names(tmp_path) == []


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, full_disk: None) -> None:
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(OSError, match="too large"), whole(tmp_path / "a") as file:
        file.write(LONG)
    assert (tmp_path / "a").read_bytes() == b"before"


def test_a_fault_of_who_writes_leaves_what_was_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="half"), whole(tmp_path / "a") as file:
        file.write(b"half")
        raise ValueError("half way")
    assert names(tmp_path) == []


def test_an_upload_on_a_full_disk_is_not_there(tmp_path: Path, full_disk: None) -> None:
    storage = WholeFileStorage(location=tmp_path)
    with pytest.raises(OSError, match="too large"):
        storage.save("images/ab/ab.png", ContentFile(LONG))
    assert not storage.exists("images/ab/ab.png") and names(tmp_path / "images" / "ab") == []


def test_an_upload_and_its_folders_have_the_rights_of_the_settings(tmp_path: Path) -> None:
    storage = WholeFileStorage(location=tmp_path, file_permissions_mode=0o600, directory_permissions_mode=0o700)
    assert storage.save("images/ab/ab.png", ContentFile(LONG)) == "images/ab/ab.png"
    modes = [(tmp_path / path).stat().st_mode & 0o777 for path in ("images", "images/ab", "images/ab/ab.png")]
    assert modes == [0o700, 0o700, 0o600]


def test_an_upload_takes_the_place_of_what_has_its_name(tmp_path: Path) -> None:
    storage = WholeFileStorage(location=tmp_path)
    for content in (b"cut", LONG):
        assert storage.save("a.png", ContentFile(content)) == "a.png"
    assert (tmp_path / "a.png").read_bytes() == LONG
