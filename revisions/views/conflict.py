"""The page that asks about overlapping edits, for forms of the admin and for changing back."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from revisions.comparison.conflicts import Choices, posted_fields, questions, read_choices
from revisions.log.pages import attribution
from revisions.moments import head
from revisions.state.merge import Conflict
from revisions.subjects import Subject


def choices_of(request: HttpRequest, model: type[models.Model]) -> Choices:
    return read_choices(request.POST, model)


def conflict_page(
    request: HttpRequest,
    subject: Subject,
    conflicts: tuple[Conflict, ...],
    base: int,
    choices: Choices,
    refusal: ValidationError | None = None,
) -> HttpResponse:
    """409: what overlaps, and everything that was posted. `refusal` says why the merged article cannot be saved."""
    between = subject.changes().filter(revision_id__gt=base)[:20]
    context: dict[str, Any] = {
        "subject": subject,
        "questions": questions(subject.model, conflicts, request.POST, choices),
        "posted": posted_fields(request.POST, {conflict.id for conflict in conflicts}),
        "others": [attribution(change.revision) for change in between],
        "files": list(request.FILES),
        "action": request.get_full_path(),
        "base": base,
        "head": head(),
        "compare": subject.address("compare", base, "current") if not subject.deleted else "",
        "refusals": refusal.messages if refusal is not None else [],
    }
    return render(request, "revisions/conflict.html", context, status=HTTPStatus.CONFLICT)
