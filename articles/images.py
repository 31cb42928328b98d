"""Which files are images: decided by their content, never by their name."""

import io
import warnings
from dataclasses import dataclass
from typing import Any

import PIL.Image
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.image_segments import clean

FORMATS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif", "MPO": "jpg"}  # MPO: a phone's JPEG
MAX_BYTES = 10_000_000
# Of all frames together, so that decoding takes at most 200 MB: four bytes a pixel, and sixteen in WebP's decoder.
MAX_PIXELS = 50_000_000
MAX_PIXELS_OF_WEBP = 12_000_000


def image_url(file: Any) -> str:
    """The address of an uploaded image, of a live or a history row."""
    return f"/media/{file}"


@dataclass(frozen=True)
class ImageFacts:
    extension: str
    width: int  # pixels
    height: int


def cleaned(content: bytes) -> tuple[bytes, ImageFacts]:
    """The picture without what is not seen (`articles.image_segments`), and what it is, decoded once.

    Raises ValueError for what is no sound picture.

    A colour profile that cannot be read is left out too: it is no fault of the pixels.
    """
    kept = clean(content)
    try:
        return kept, read_image(kept)
    except TooManyPixels:
        raise
    except ValueError:
        kept = clean(content, profile=False)
        return kept, read_image(kept)


def read_image(content: bytes) -> ImageFacts:
    """Decode `content` whole. Raises ValueError for anything but a sound PNG, JPEG, WebP or GIF of sane size."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with PIL.Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP", "GIF")) as image:
                facts = ImageFacts(FORMATS[str(image.format)], image.width, image.height)
                frames = getattr(image, "n_frames", 1)
                most = MAX_PIXELS_OF_WEBP if image.format == "WEBP" else MAX_PIXELS
                if image.width * image.height * frames > most:
                    raise TooManyPixels(most)
                for frame in range(frames):  # a later frame can be larger than the first
                    image.seek(frame)
                    image.load()
                return facts
    except TooManyPixels:
        raise
    except Exception as error:  # Pillow raises many kinds for a broken file; each means the same here
        raise ValueError(str(error)) from error


class TooManyPixels(ValueError):
    """The picture would take too much memory to decode."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} pixels")
        self.most = most


def validate_image(file: Any) -> None:
    """Raise ValidationError, with advice, unless the uploaded file is an image that pages can show."""
    if getattr(file, "_committed", False):
        return  # stored before, and checked then
    if file.size > MAX_BYTES:
        raise ValidationError(_("The file is larger than 10 MB. Save it smaller."), code="image_size")
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        cleaned(content)
    except TooManyPixels as error:
        raise ValidationError(
            _("The picture has more than %(count)d million pixels. Save it smaller."),
            code="image_pixels",
            params={"count": error.most // 1_000_000},
        ) from None
    except ValueError:
        raise ValidationError(
            _("This is not a sound PNG, JPEG, WebP or GIF picture. Save the picture anew in one of these formats."),
            code="image",
        ) from None
