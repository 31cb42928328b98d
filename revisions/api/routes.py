"""`/revisions`: what changed, who, when, why. Only what everybody may know."""

from datetime import datetime
from typing import Annotated, Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from common.api import Problem
from revisions.api.asking import Number, Text
from revisions.log.pages import Filters, Group, Place, recent
from revisions.models import OPEN, Action

router = Router(tags=["revisions"])


class Changed(Schema):
    """One root that a revision edited."""

    label: str = Field(examples=["Amanat"])
    what: str = Field(description="The change in words", examples=["slogan"])
    size: int = Field(description="Characters added, less those removed")
    page: str = Field(description="The path of its page, empty where it has none", examples=["/parties/amanat/"])
    compare: str = Field(description="The path of the difference", examples=["/parties/amanat/compare/4/5/"])


class RevisionRecord(Schema):
    number: int = Field(examples=[5])
    saved_at: datetime
    user: str = Field(description="Empty where nobody had signed in, or the name is hidden")
    comment: str
    action: str = Field(examples=["edited"])
    reviewed_at: datetime | None = Field(description="When somebody else looked at it; null while nobody has")
    changes: list[Changed]
    more: int = Field(description="How many more roots it edited than are named")


class RevisionPage(Schema):
    """Pages are asked for by revision, so that they keep their addresses while new revisions come."""

    older: str | None = Field(None, description="The address of the next older page")
    newer: str | None = None
    results: list[RevisionRecord]


@router.get("", response={200: RevisionPage, 404: Problem, 422: Problem}, summary="Recent changes, newest first")
def revisions(
    request: HttpRequest,
    user: Text = "",
    action: Annotated[Action | None, Query()] = None,
    kind: Annotated[Text, Query("", example="party")] = "",
    before: Annotated[int | None, Query(ge=1, lt=OPEN)] = None,
    after: Annotated[int | None, Query(ge=0, lt=OPEN)] = None,
) -> dict[str, Any]:
    """At most fifty revisions of what is public, those before or after a number where one is named."""
    filters = Filters(user=user, action=str(action or ""), kind=kind)
    found = recent(AnonymousUser(), filters, Place(before, after))
    return {
        "older": request.build_absolute_uri(f"{request.path}{found.older}") if found.older else None,
        "newer": request.build_absolute_uri(f"{request.path}{found.newer}") if found.newer else None,
        "results": [_record(group) for group in found.groups],
    }


@router.get("/{number}", response={200: RevisionRecord, 404: Problem, 422: Problem}, summary="One revision")
def revision(request: HttpRequest, number: Number) -> dict[str, Any]:
    found = recent(AnonymousUser(), Filters(), Place(before=number + 1)).groups
    if not found or found[0].attribution.number != number:
        raise Http404("No such revision is public.")
    return _record(found[0])


def _record(group: Group) -> dict[str, Any]:
    attribution = group.attribution
    return {
        "number": attribution.number,
        "saved_at": attribution.time,
        "user": attribution.user,
        "comment": attribution.comment,
        "action": attribution.action,
        "reviewed_at": attribution.reviewed,
        "changes": [
            {"label": line.label, "what": line.what, "size": line.size, "page": line.page, "compare": line.compare}
            for line in group.lines
        ],
        "more": group.more,
    }
