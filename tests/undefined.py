"""An undefined variable in a template of ours fails the test that prints it.

Django has one hook, the engine's `string_if_invalid`, and pytest-django's `--fail-on-template-vars` fails through it
in every template, those of Django's admin included, which print undefined variables by habit. A plain string in the
hook also changes what those pages print: when it is truthy, filters such as `default` are skipped.

So the hook gets a string that is empty, false and watchful. Django asks for its truth in FilterExpression.resolve
exactly when a variable is undefined where that is an error (`{% if %}` and `{% firstof %}` do not ask), and whether it
contains "%s" in `{% blocktranslate %}`. At that moment the call stack holds the node being rendered, which knows the
template it was written in, whichever templates that one extends.
"""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.template import Node
from django.template.base import UNKNOWN_SOURCE, FilterExpression


class UndefinedVariableError(AssertionError):
    """A template of ours prints a variable that its view did not give."""


class WatchfulEmptyString(str):
    def __bool__(self) -> bool:
        asking = sys._getframe(1)
        if asking.f_code is FilterExpression.resolve.__code__:
            _refuse(asking, asking.f_locals["self"])
        return False

    def __contains__(self, text: str) -> bool:
        asking = sys._getframe(1)
        if asking.f_globals["__name__"] == "django.templatetags.i18n":
            _refuse(asking, asking.f_locals.get("key"))
        return False

    __hash__ = str.__hash__


def _refuse(frame: FrameType | None, variable: Any) -> None:
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin"):
            if _is_ours(node.origin.name):
                line = getattr(node.token, "lineno", "?")
                raise UndefinedVariableError(f"{{{{ {variable} }}}} is undefined in {node.origin.name}, line {line}")
            return
        frame = frame.f_back


def _is_ours(name: str) -> bool:
    """Whether a template was written here: in the tree but not in an environment inside it, or inline in a test."""
    path = Path(name)
    return name == UNKNOWN_SOURCE or (path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts)
