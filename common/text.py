"""One form for stored text: NFC, LF line ends, no NUL. Forms, load and the API all pass through here."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ASCII_SPACE = " \t\n\r\v\f"
NO_CHARACTERS = "\ufffe\uffff"  # no XML may hold them: feeds, sitemaps
TURNING = "\u202a\u202b\u202c\u202d\u202e"  # embeddings and overrides: they turn around what stands after them


def normalise(text: str) -> str:
    """Return `text` with LF line ends in NFC. Idempotent; NBSP, guillemets and dashes stay as typed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def strip(text: str) -> str:
    """Strip ASCII spaces only: `str.strip` would eat a no-break space that an editor typed on purpose."""
    return text.strip(ASCII_SPACE)


def _is_control(letter: str) -> bool:
    """Whether no database, browser or feed carries it safely: control characters, and what is no character at all."""
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in NO_CHARACTERS


def harmless(text: str) -> str:
    """`text` with a space for each control character, line ends among them, and without overrides of direction.

    For a few words that nobody shall lose a save over, and that feeds repeat.
    """
    kept = (letter for letter in normalise(text) if letter not in TURNING)
    return "".join(" " if _is_control(letter) else letter for letter in kept)


def refuse_control_characters(text: str) -> None:
    """Raise ValidationError for characters that no database or browser carries safely (NUL above all).

    Overrides of direction are among them: they reach into the text around them. Marks and isolates (U+200E, U+2066 …)
    do what an editor needs.
    """
    for character in text:
        control = _is_control(character) and character not in "\n\t\r"
        if control or character in TURNING:
            raise ValidationError(
                _("The text contains the control character U+%(code)04X, which cannot be stored. Delete it."),
                code="control_character",
                params={"code": ord(character)},
            )
