"""What requests to the API may ask of every list and record."""

import datetime
from typing import Annotated

from django.http import Http404
from ninja import Field, Path, Query

from common.http import number_in
from revisions.log.banners import number_at
from revisions.models import OPEN
from revisions.moments import AsOf, Moment, Present
from revisions.views.subject import existing

Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]  # no database takes a NUL
Number = Annotated[int, Path(ge=1, lt=OPEN, description="The number of a revision", example=1)]
Slug = Annotated[
    str,
    Path(
        pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
        max_length=120,
        description="The last part of an article's address",
        example="amanat",
    ),
]
AsOfText = Annotated[
    str,
    Query(
        "",
        pattern=r"^([0-9]{1,18}|[0-9]{4}-[0-9]{2}-[0-9]{2})?$",
        example="2026-01-31",
        description="A revision's number, or a day (its end, in UTC): the record as it stood then",
    ),
]


def moment_asked(as_of: str) -> Moment:
    """Now, or right after a revision, or the end of a day. Raises Http404 for what has not been or is no day."""
    if not as_of:
        return Present()
    revision = number_in(as_of)
    if revision is not None:
        return AsOf(existing(revision))
    try:
        number = number_at(datetime.date.fromisoformat(as_of))
    except ValueError as error:
        raise Http404("There is no such day.") from error
    if number is None:
        raise Http404("Nothing is known of that day.")
    return AsOf(number)
