"""Only pixels, colour profile and which way is up leave the house; no pixel changes."""

import io
import struct
import zlib
from typing import Any

import PIL.Image
import PIL.ImageCms
import PIL.ImageOps
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.image_segments import clean

WORD = b"Canaryword"
PROFILE = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()


def gradient(size: tuple[int, int] = (40, 30), shift: int = 0) -> PIL.Image.Image:
    image = PIL.Image.new("RGB", size)
    image.putdata([((x * 6 + shift) % 256, y * 8, 90) for y in range(size[1]) for x in range(size[0])])
    return image


def exif(orientation: int = 1) -> PIL.Image.Exif:
    found = PIL.Image.Exif()
    found[0x010F], found[0x0112] = WORD.decode(), orientation  # device, orientation
    found[0x8825] = {1: "N", 2: (51.0, 10.0, 12.5), 3: "E", 4: (71.0, 26.0, 30.0)}
    return found


def saved(form: str, image: PIL.Image.Image | None = None, **more: Any) -> bytes:
    file = io.BytesIO()
    (image or gradient()).save(file, form, **more)
    return file.getvalue()


def pixels(content: bytes) -> list[bytes]:
    """Every frame as it is seen, the right way up."""
    with PIL.Image.open(io.BytesIO(content)) as image:
        found = []
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            found.append(PIL.ImageOps.exif_transpose(image.convert("RGBA")).tobytes())
        return found


def info(content: bytes) -> dict[str, Any]:
    with PIL.Image.open(io.BytesIO(content)) as image:
        image.load()
        return {**image.info, "size": image.size, "exif": dict(image.getexif())}


FRAMES = {"save_all": True, "append_images": [gradient(shift=90)], "duration": 80, "loop": 2}
PICTURES = {
    "JPEG": lambda: saved("JPEG", exif=exif(), comment=WORD, xmp=b"<x>" + WORD + b"</x>"),
    "progressive JPEG": lambda: saved("JPEG", exif=exif(), progressive=True),
    "CMYK JPEG": lambda: saved("JPEG", gradient().convert("CMYK"), exif=exif()),
    "JPEG of a phone": lambda: saved("MPO", exif=exif(), save_all=True, append_images=[gradient((20, 15))]),
    "PNG": lambda: saved("PNG", exif=exif(), pnginfo=text_of_png()),
    "PNG with a palette": lambda: saved("PNG", gradient().convert("P"), exif=exif()),
    "moving PNG": lambda: saved("PNG", exif=exif(), **FRAMES),
    "WebP": lambda: saved("WEBP", exif=exif(), xmp=WORD, lossless=True),
    "WebP with loss": lambda: saved("WEBP", exif=exif()),
    "moving WebP": lambda: saved("WEBP", exif=exif(), xmp=WORD, **FRAMES),
    "GIF": lambda: saved("GIF", gradient().convert("P"), comment=WORD),
    "moving GIF": lambda: saved("GIF", comment=WORD, **FRAMES),
}
every_picture = pytest.mark.parametrize("name", PICTURES)


def text_of_png() -> Any:
    from PIL import PngImagePlugin  # noqa: PLC0415  beside its one use

    text = PngImagePlugin.PngInfo()
    text.add_text("Author", WORD.decode())
    text.add_itxt("XML:com.adobe.xmp", WORD.decode())
    return text


@every_picture
def test_no_pixel_changes_and_no_word_stays(name: str) -> None:
    content = PICTURES[name]()
    kept = clean(content + WORD * 3)  # and nothing behind the end
    assert WORD not in kept and len(kept) < len(content)
    before = pixels(content)
    assert pixels(kept) == (before[:1] if name == "JPEG of a phone" else before)  # its second picture is a preview


@every_picture
def test_cleaning_twice_is_cleaning_once(name: str) -> None:
    once = clean(PICTURES[name]())
    assert clean(once) == once


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_picture_stays_the_right_way_up(form: str, orientation: int) -> None:
    content = saved(form, exif=exif(orientation), **({"lossless": True} if form == "WEBP" else {}))
    kept = clean(content)
    assert pixels(kept) == pixels(content)
    assert info(kept)["exif"] == ({} if orientation == 1 else {0x0112: orientation})


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_colour_profile_stays_or_goes_as_asked(form: str) -> None:
    content = saved(form, icc_profile=PROFILE, exif=exif())
    assert info(clean(content))["icc_profile"] == PROFILE
    without = clean(content, profile=False)
    assert "icc_profile" not in info(without) and pixels(without) == pixels(content)


def test_a_moving_picture_keeps_its_times_and_how_often() -> None:
    for form in ("GIF", "PNG", "WEBP"):
        content = saved(form, **FRAMES)
        kept = info(clean(content))
        assert {name: kept[name] for name in ("duration", "loop")} == {
            name: info(content)[name] for name in ("duration", "loop")
        }


def test_the_adobe_marker_stays() -> None:
    content = saved("JPEG", gradient().convert("CMYK"))
    assert b"Adobe" in content and b"Adobe" in clean(content)


def test_the_thumbnail_of_jfif_goes() -> None:
    content = saved("JPEG")
    assert content[2:4] == b"\xff\xe0"
    thumbnail = b"\xff\xe0" + struct.pack(">H", 16 + 12) + content[6:18] + b"\2\2" + (WORD + b"\0\0")
    kept = clean(content[:2] + thumbnail + content[20:])
    assert WORD not in kept and pixels(kept) == pixels(content)


@pytest.mark.parametrize("broken", [b"", b"\xff", b"II", b"MM\0\x2a\0\0\0\xff", b"II\x2a\0" + b"\xff" * 40])
def test_malformed_exif_is_left_out_and_the_picture_taken(broken: bytes) -> None:
    content = saved("JPEG")
    segment = b"Exif\0\0" + broken
    kept = clean(content[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + content[2:])
    assert kept == clean(content)


def test_a_marker_may_be_filled_up() -> None:
    content = saved("JPEG", exif=exif())
    at = content.index(b"\xff\xdb")
    filled = content[:at] + b"\xff" * 50_000 + content[at:-2] + b"\xff" * 50_000 + content[-2:]
    assert pixels(clean(filled)) == pixels(content) and WORD not in clean(filled)


@every_picture
def test_a_picture_that_is_cut_off_is_refused(name: str) -> None:
    content = clean(PICTURES[name]())
    for share in (0.1, 0.5, 0.9):
        with pytest.raises(ValueError, match=r"\w"):
            clean(content[: int(len(content) * share)])


def test_what_is_no_picture_is_refused() -> None:
    for content in (b"", b"<svg/>", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE", b"PK\3\4", zlib.compress(b"x")):
        with pytest.raises(ValueError, match="no JPEG"):
            clean(content)


@given(st.sampled_from(sorted(PICTURES)), st.integers(0, 5000), st.integers(0, 255))
def test_any_broken_byte_is_cleaned_or_refused(name: str, place: int, byte: int) -> None:
    content = bytearray(CONTENTS.setdefault(name, PICTURES[name]()))
    content[place % len(content)] = byte
    try:
        kept = clean(bytes(content))
    except ValueError:
        return
    assert len(kept) <= len(content) + 64 and clean(kept) == kept


CONTENTS: dict[str, bytes] = {}
