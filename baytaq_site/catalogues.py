"""How Babel finds the strings of Django's templates; `babel.cfg` names it, `make messages` runs it."""

import io
from collections.abc import Iterator
from typing import Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def extract_template(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """The strings of `{% translate %}` and `{% blocktranslate %}`: Django turns them into calls, Babel reads those."""
    calls = templatize(fileobj.read().decode(), origin=getattr(fileobj, "name", None))
    # What was text is XXX now: its indentation must not look like Python's.
    lines = "\n".join(line.strip() for line in calls.split("\n"))
    yield from extract_python(io.BytesIO(lines.encode()), keywords, comment_tags, options)
