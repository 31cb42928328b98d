"""Which files are images, whatever their name; and that the file of an image is never overwritten."""

import hashlib
import io
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from articles.images import MAX_BYTES, MAX_PIXELS, ImageFacts, read_image, validate_image
from articles.models import Image
from parties.models import Party
from revisions.models import Revision

FOLDER = Path(settings.BASE_DIR).parent / "shared" / "data" / "hostile" / "images"
ACCEPTED = (".png", ".jpg", ".gif", ".webp")
# Hostile in their metadata only, which is never read: their pixels are sound.
SOUND = {"hostile_multiple_exif.jpg", "hostile_truncated_exif_dpi.jpg"}

needs_data = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the hostile images are not at {FOLDER}")
files = sorted(FOLDER.iterdir()) if FOLDER.is_dir() else []
hostile = [path for path in files if path.name.startswith("hostile_") and path.name not in SOUND]
ordinary = [path for path in files if path.name.startswith("ok_") and path.suffix in ACCEPTED]
other = [path for path in files if path.name.startswith("ok_") and path.suffix not in ACCEPTED]


def each(paths: list[Path]) -> pytest.MarkDecorator:
    """One test a file; one skipped test, with its reason, where the folder is missing."""
    found = [pytest.param(path, id=path.name) for path in paths]
    return pytest.mark.parametrize("path", found or [pytest.param(FOLDER, id="missing", marks=needs_data)])


def drawn(form: str = "PNG", size: tuple[int, int] = (3, 2), mode: str = "RGB", colour: str = "black") -> bytes:
    """The bytes of a small picture."""
    buffer = io.BytesIO()
    PIL.Image.new(mode, size, colour).save(buffer, form)
    return buffer.getvalue()


def upload(content: bytes, name: str = "picture.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@needs_data
def test_the_data_has_pictures_of_every_sort() -> None:
    assert len(hostile) > 20 and len(ordinary) > 10 and other


@each(hostile)
def test_a_hostile_picture_is_refused(path: Path) -> None:
    with pytest.raises(ValidationError) as raised:
        validate_image(upload(path.read_bytes(), path.name))
    assert raised.value.code == "image"


@each(hostile)
def test_a_hostile_picture_is_refused_under_an_innocent_name(path: Path) -> None:
    with pytest.raises(ValidationError):
        validate_image(upload(path.read_bytes(), "logo.png"))


@each(ordinary)
def test_an_ordinary_picture_is_accepted(path: Path) -> None:
    validate_image(upload(path.read_bytes(), path.name))


@needs_data
@pytest.mark.parametrize("name", sorted(SOUND))
def test_odd_metadata_does_not_make_a_sound_picture_hostile(name: str) -> None:
    validate_image(upload((FOLDER / name).read_bytes(), name))


@each(other)
def test_a_sound_picture_of_another_format_is_refused(path: Path) -> None:
    with pytest.raises(ValidationError):
        validate_image(upload(path.read_bytes(), path.name))


@pytest.mark.parametrize(("form", "extension"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")])
def test_a_picture_tells_its_real_format_and_size(form: str, extension: str) -> None:
    assert read_image(drawn(form)) == ImageFacts(extension, 3, 2)


@pytest.mark.parametrize("form", ["BMP", "TIFF", "ICO", "PPM", "TGA"])
def test_formats_that_pages_do_not_show_are_refused(form: str) -> None:
    with pytest.raises(ValidationError, match="not a sound PNG"):
        validate_image(upload(drawn(form)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<html>",
        b"%PDF-1.7",
        b"RIFF\0\0\0\0WEBP",
        b"\xff\xd8\xff\xe0",
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        validate_image(upload(content))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_truncated_picture_is_refused(form: str) -> None:
    content = drawn(form, (64, 64))
    with pytest.raises(ValidationError, match="not a sound PNG"):
        validate_image(upload(content[: len(content) // 2]))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_picture_or_refused(content: bytes) -> None:
    try:
        facts = read_image(content)
    except ValueError:
        return
    assert facts.width * facts.height <= MAX_PIXELS


@given(st.integers(0, 60), st.integers(0, 255), st.sampled_from(["PNG", "GIF", "JPEG", "WEBP"]))
def test_a_picture_with_one_broken_byte_is_a_picture_or_refused(place: int, byte: int, form: str) -> None:
    content = bytearray(drawn(form))
    content[place % len(content)] = byte
    try:
        facts = read_image(bytes(content))
    except ValueError:
        return
    assert facts.width * facts.height <= MAX_PIXELS


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    side = int(MAX_PIXELS**0.5) + 1
    with pytest.raises(ValueError, match="pixels"):
        read_image(drawn("PNG", (side, side), "1"))


def test_a_large_picture_within_the_limit_is_accepted() -> None:
    assert read_image(drawn("PNG", (7000, 7000), "1")).width == 7000


def test_a_file_of_too_many_bytes_is_refused_by_its_size() -> None:
    with pytest.raises(ValidationError) as raised:
        validate_image(upload(drawn() + b"\0" * MAX_BYTES))
    assert raised.value.code == "image_size"


def test_a_picture_can_be_read_again_after_it_was_validated() -> None:
    file = upload(drawn())
    validate_image(file)
    assert file.read() == drawn()


def test_a_photograph_with_a_preview_inside_is_a_jpeg() -> None:
    """Telephones append a second picture (MPO) to the JPEG; every browser shows the first."""
    buffer = io.BytesIO()
    PIL.Image.new("RGB", (3, 2)).save(buffer, "MPO", save_all=True, append_images=[PIL.Image.new("RGB", (1, 1))])
    assert read_image(buffer.getvalue()) == ImageFacts("jpg", 3, 2)


def test_an_animation_is_a_picture_of_its_first_frame() -> None:
    buffer = io.BytesIO()
    frames = [PIL.Image.new("RGB", (3, 2), colour) for colour in ("red", "green", "blue")]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    assert read_image(buffer.getvalue()) == ImageFacts("gif", 3, 2)


def test_a_broken_later_frame_is_found() -> None:
    buffer = io.BytesIO()
    noise = [PIL.Image.effect_noise((64, 64), 90) for _ in range(3)]
    noise[0].save(buffer, "GIF", save_all=True, append_images=noise[1:])
    with pytest.raises(ValidationError, match="not a sound PNG"):
        validate_image(upload(buffer.getvalue()[:-1500]))


def test_the_name_of_a_file_is_not_believed() -> None:
    validate_image(upload(drawn("GIF"), "logo.exe"))


# The record of an image


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
    sha256 = hashlib.sha256(drawn()).hexdigest()
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
    with pytest.raises(ValueError, match="cannot identify"):
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
