"""Which files are images: decided by their content, never by their name."""

import io
import warnings
from dataclasses import dataclass
from typing import Any

import PIL.Image
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FORMATS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif", "MPO": "jpg"}  # MPO: a phone's JPEG
MAX_BYTES = 10_000_000
MAX_PIXELS = 50_000_000  # of all frames together


def image_url(file: Any) -> str:
    """The address of an uploaded image, of a live or a history row."""
    return f"/media/{file}"


@dataclass(frozen=True)
class ImageFacts:
    extension: str
    width: int  # pixels
    height: int


def read_image(content: bytes) -> ImageFacts:
    """Decode `content` whole. Raises ValueError for anything but a sound PNG, JPEG, WebP or GIF of sane size."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with PIL.Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP", "GIF")) as image:
                facts = ImageFacts(FORMATS[str(image.format)], image.width, image.height)
                frames = getattr(image, "n_frames", 1)
                if image.width * image.height * frames > MAX_PIXELS:
                    raise ValueError("too many pixels")
                for frame in range(frames):  # a later frame can be larger than the first
                    image.seek(frame)
                    image.load()
                return facts
    except Exception as error:  # Pillow raises many kinds for a broken file; each means the same here
        raise ValueError(str(error)) from error


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
        read_image(content)
    except ValueError:
        raise ValidationError(
            _("This is not a sound PNG, JPEG, WebP or GIF picture. Save the picture anew in one of these formats."),
            code="image",
        ) from None
