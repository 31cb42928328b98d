"""House rules that Django's `check` enforces on tracked models. Each id is stable."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from revisions.registry import owner_field, root_of
from revisions.tracking.tracked import Tracked

LOUD = (models.CASCADE, models.PROTECT, models.RESTRICT)  # what on_delete may be: a history row, or a refusal


@register("models")
def check_tracked_models(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """revisions.E001 no many-to-many; E002 no SET_NULL and its like; E003 a root or an owner."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if not issubclass(model, Tracked):
            continue
        if model._meta.local_many_to_many:
            found.append(
                Error(
                    "A tracked model may have no many-to-many field: its rows leave no history.",
                    hint="Make it a part with its own model.",
                    obj=model,
                    id="revisions.E001",
                )
            )
        found += [
            Error(
                f"{field.name}: this on_delete changes rows without a history row.",
                hint="Use PROTECT, or CASCADE for the owner.",
                obj=model,
                id="revisions.E002",
            )
            for field in model._meta.local_fields
            if isinstance(field, models.ForeignKey)
            and not field.remote_field.parent_link
            and field.remote_field.on_delete not in LOUD
        ]
        if root_of(model) is None and not _has_owner(model):
            found.append(
                Error(
                    "A tracked model is a registered root or names its `owner_field`.", obj=model, id="revisions.E003"
                )
            )
    return found


def _has_owner(model: type[models.Model]) -> bool:
    name = owner_field(model)
    return any(isinstance(field, models.ForeignKey) and field.name == name for field in model._meta.concrete_fields)
