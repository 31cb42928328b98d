"""Passwords that are long and still guessed at once: a row of keys, one word over and over, a name."""

from itertools import pairwise
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_DIFFERENT = 5
FEWEST_OF_ITS_OWN = 6  # characters beside the names of the site and the user


class PredictablePasswordValidator:
    """Refuses passwords of few different characters, sequences, repetitions, and names with little else."""

    def validate(self, password: str, user: Any = None) -> None:
        text = password.casefold()
        names = [settings.SITE_NAME, getattr(user, "username", ""), *str(getattr(user, "email", "")).split("@")[:1]]
        if (
            len(set(text)) < FEWEST_DIFFERENT
            or _is_sequence(text)
            or _is_repetition(text)
            or len(_without(text, names)) < FEWEST_OF_ITS_OWN
        ):
            raise ValidationError(self.get_help_text(), code="password_predictable")

    def get_help_text(self) -> str:
        return _("Your password can’t be a sequence, a word said twice, or little more than your or the site’s name.")


def _is_sequence(text: str) -> bool:
    """abcdefghijkl, 123456789012, 987654321098: each character is one further, or one back; 0 follows 9."""
    steps = {(ord(b) - ord(a)) % 10 if a.isdigit() and b.isdigit() else ord(b) - ord(a) for a, b in pairwise(text)}
    return steps in ({1}, {9}, {-1})


def _is_repetition(text: str) -> bool:
    """Whether the text is one shorter text over and over."""
    return text in (text + text)[1:-1]


def _without(text: str, names: list[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name.casefold(), "")
    return text
