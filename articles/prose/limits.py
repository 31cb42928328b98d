"""How much prose one field takes."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_PROSE_BYTES = 1_000_000  # the longest articles of the large encyclopedias stay under 600 kB


def validate_prose(text: str) -> None:
    """Raise ValidationError for a text that no reader's browser should have to carry."""
    size = len(text.encode())
    if size > MAX_PROSE_BYTES:
        raise ValidationError(
            _("The text has %(size)s kB; an article takes %(most)s kB. Move parts of it into articles of their own."),
            code="too_long",
            params={"size": size // 1000, "most": MAX_PROSE_BYTES // 1000},
        )
