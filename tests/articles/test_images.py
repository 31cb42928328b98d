"""Which files are images, whatever their name; and that the file of an image is never overwritten."""

import io
import struct
from pathlib import Path

import PIL.Image
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from articles.images import MAX_BYTES, MAX_PIXELS, ImageFacts, read_image, validate_image

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


def test_a_webp_that_would_take_a_gigabyte_to_decode_is_refused_with_its_limit() -> None:
    with pytest.raises(ValidationError, match="more than 12 million pixels"):
        validate_image(upload(drawn("WEBP", (7000, 7000))))


def test_a_photograph_with_a_damaged_index_is_taken() -> None:
    """Of a phone: a second picture that is said to be there and is not, unknown marks, Exif that ends early."""
    file = io.BytesIO()
    white = PIL.Image.new("RGB", (400, 300), "white")
    white.save(file, "MPO", save_all=True, append_images=[PIL.Image.new("RGB", (20, 15), "blue")])
    mpo = file.getvalue()
    entry = mpo.find(struct.pack("<HH", 0xB001, 4), mpo.index(b"MPF\0"))
    says_five = mpo[: entry + 8] + struct.pack("<I", 5) + mpo[entry + 12 :]
    second_cut_off = mpo[: mpo.index(b"\xff\xd9") + 2]
    exif = PIL.Image.Exif()
    exif[0x010F] = "PhoneMaker"
    file = io.BytesIO()
    white.save(file, "JPEG", exif=exif)
    jpeg = file.getvalue()
    at = jpeg.index(b"Exif\0\0") + 14
    index = mpo.index(b"MPF\0") + 4
    for content in (
        says_five,
        second_cut_off,
        jpeg[:at] + b"\xff\xff" + jpeg[at + 2 :],
        mpo[:index] + b"XX" + mpo[index + 2 :],
    ):
        validate_image(upload(content, "photo.jpg"))


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
