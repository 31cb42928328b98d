"""The record of an image and its file: named by its content, whole, without what a camera wrote beside the pixels."""

import hashlib
import io
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db.models import ProtectedError

from articles.models import Image
from parties.models import Party
from revisions.models import Revision
from tests.articles.test_images import drawn


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(content: bytes, name: str = "logo", file_name: str = "upload.png") -> Image:
    return Image(name=name, file=ContentFile(content, file_name), alt="a", credit="c", licence="CC BY-SA 4.0")


def errors(image: Image) -> set[str]:
    """The names of the fields that a form would mark."""
    try:
        image.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def stored(media: Path) -> list[str]:
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_a_file_is_named_by_its_content(media: Path) -> None:
    image = picture(drawn())
    image.save()
    sha256 = hashlib.sha256(drawn()).hexdigest()  # there is nothing in it but pixels
    assert Image.objects.get().file.name == f"images/{sha256[:2]}/{sha256}.png" and image.sha256 == sha256
    assert (media / image.file.name).read_bytes() == drawn()


@pytest.mark.django_db
def test_an_image_knows_its_size(media: Path) -> None:
    picture(drawn()).save()
    image = Image.objects.get()
    assert (image.width, image.height) == (3, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("file_name", ["upload.png", "logo.exe", "../../evil.html", "none"])
def test_a_file_is_named_by_its_real_format(media: Path, file_name: str) -> None:
    image = picture(drawn("JPEG"))
    image.file.name = file_name
    image.save()
    assert [Path(name).suffix for name in stored(media)] == [".jpg"]


@pytest.mark.django_db
def test_the_same_content_is_stored_once(media: Path) -> None:
    for name in ("one", "other"):
        picture(drawn(), name).save()
    assert len(stored(media)) == 1 and Image.objects.count() == 2


@pytest.mark.django_db
def test_a_new_file_of_an_image_leaves_the_old_one_in_place(media: Path) -> None:
    image = picture(drawn())
    image.save()
    old = image.file.name
    image.file = ContentFile(drawn(colour="white"), "new.png")
    image.save()
    assert image.file.name != old and (media / old).read_bytes() == drawn()
    assert list(image.history.values_list("file", flat=True)) == [old, image.file.name]


@pytest.mark.django_db
def test_an_image_saved_unchanged_makes_no_revision(media: Path) -> None:
    picture(drawn()).save()
    Image.objects.get().save()
    assert Revision.objects.count() == 1


@pytest.mark.django_db
def test_the_same_file_uploaded_again_makes_no_revision(media: Path) -> None:
    picture(drawn()).save()
    image = Image.objects.get()
    image.file = ContentFile(drawn(), "again.png")
    image.save()
    assert Revision.objects.count() == 1


@pytest.mark.django_db
def test_a_form_accepts_a_sound_picture(media: Path) -> None:
    assert errors(picture(drawn("WEBP"))) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [b"", b"<svg/>", b"GIF89a", drawn("TIFF"), drawn()[:40]],
    ids=["empty", "SVG", "GIF without pixels", "TIFF", "half a PNG"],
)
def test_a_form_refuses_what_is_no_sound_picture(media: Path, content: bytes) -> None:
    assert errors(picture(content)) == {"file"}


@pytest.mark.django_db
def test_a_form_asks_for_what_readers_and_lawyers_need(media: Path) -> None:
    assert errors(Image(name="logo", file=ContentFile(drawn(), "logo.png"))) == {"alt", "credit", "licence"}


@pytest.mark.django_db
def test_a_broken_picture_is_not_stored_past_the_form(media: Path) -> None:
    with pytest.raises(ValueError, match="no JPEG"):
        picture(b"<svg/>").save()
    assert stored(media) == [] and not Image.objects.exists() and not Revision.objects.exists()


@pytest.mark.django_db
def test_a_stored_picture_passes_the_form_again(media: Path) -> None:
    picture(drawn()).save()
    assert errors(Image.objects.get()) == set()


@pytest.mark.django_db
def test_an_image_that_an_article_shows_cannot_be_deleted(media: Path) -> None:
    image = picture(drawn())
    image.save()
    Party.objects.create(slug="baytaq", title="Baytaq", image=image)
    with pytest.raises(ProtectedError):
        image.delete()


@pytest.mark.django_db
def test_a_deleted_image_leaves_its_file_to_the_past(media: Path) -> None:
    image = picture(drawn())
    image.save()
    image.delete()
    assert len(stored(media)) == 1


@pytest.mark.django_db
def test_a_picture_that_was_cut_off_by_a_full_disk_is_written_anew(media: Path) -> None:
    sha256 = hashlib.sha256(drawn()).hexdigest()
    cut = media / "images" / sha256[:2] / f"{sha256}.png"
    cut.parent.mkdir(parents=True)
    cut.write_bytes(drawn()[:20])
    picture(drawn()).save()
    assert cut.read_bytes() == drawn()


@pytest.mark.django_db
def test_what_a_camera_wrote_beside_the_pixels_is_not_stored(media: Path) -> None:
    exif = PIL.Image.Exif()
    exif[0x010F], exif[0x8825] = "PhoneMaker", {1: "N", 2: (51.0, 10.0, 12.5)}
    file = io.BytesIO()
    PIL.Image.new("RGB", (8, 8), "green").save(file, "JPEG", exif=exif)
    picture(file.getvalue() + b"PK\x03\x04 an archive").save()
    [name] = stored(media)
    content = (media / name).read_bytes()
    assert b"PhoneMaker" not in content and b"PK\x03\x04" not in content
    assert hashlib.sha256(content).hexdigest() == Path(name).stem


@pytest.mark.django_db
def test_what_was_stored_before_is_cleaned_under_its_address(media: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture(drawn("JPEG")).save()
    image = Image.objects.get()
    path = media / image.file.name
    path.write_bytes(drawn("JPEG") + b"an archive")  # as it was stored when nothing was cut out
    call_command("clean_media", "--dry-run")
    assert "1 to clean" in capsys.readouterr().out and path.read_bytes().endswith(b"an archive")
    call_command("clean_media")
    assert path.read_bytes() == drawn("JPEG")
    call_command("clean_media")
    assert capsys.readouterr().out.endswith("0 cleaned.\n")


@pytest.mark.django_db
def test_a_cleaned_picture_that_is_loaded_again_makes_no_revision(media: Path) -> None:
    picture(drawn("JPEG")).save()
    image = Image.objects.get()
    former = f"images/ff/{'f' * 64}.jpg"  # it was named by its content with its metadata
    (media / "images" / "ff").mkdir()
    (media / image.file.name).rename(media / former)
    image.file, image.sha256 = former, "f" * 64
    image.save()
    before = Revision.objects.count()
    again = Image.objects.get()
    again.file = ContentFile(drawn("JPEG") + b"an archive", "again.jpg")
    again.save()
    assert (Revision.objects.count(), Image.objects.get().file.name) == (before, former)
