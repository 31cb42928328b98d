"""System checks of tracked models. Each looks at models that live for one test only."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps.registry import Apps
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from citations.models import Citation
from revisions import checks
from revisions.tracking.tracked import Tracked

Found = Callable[[Apps], list[tuple[str, type[models.Model]]]]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """Run the checks on the models of an isolated registry; returns (id, model) of each finding."""

    def run(registry: Apps) -> list[tuple[str, type[models.Model]]]:
        monkeypatch.setattr(checks, "apps", registry)
        return [(str(message.id), message.obj) for message in checks.check_tracked_models(None)]

    return run


def test_the_project_itself_passes() -> None:
    assert [message for message in run_checks() if str(message.id).startswith("revisions.")] == []


def test_manage_py_check_runs_the_checks(found: Found) -> None:
    with isolate_apps("revisions") as registry:

        class Unowned(Tracked):
            class Meta:
                app_label = "revisions"

    assert found(registry)
    assert [message.obj for message in run_checks() if message.id == "revisions.E003"] == [Unowned]


def test_a_part_that_names_its_owner_passes(found: Found) -> None:
    with isolate_apps("revisions") as registry:

        class Sound(Tracked):
            owner_field = "citation"
            citation = models.ForeignKey(Citation, models.CASCADE, related_name="+")
            other = models.ForeignKey(Citation, models.PROTECT, related_name="+")

            class Meta:
                app_label = "revisions"

    assert found(registry) == []


def test_a_model_that_is_not_tracked_is_left_alone(found: Found) -> None:
    with isolate_apps("revisions") as registry:

        class Free(models.Model):
            tags = models.ManyToManyField("self")
            citation = models.ForeignKey(Citation, models.SET_NULL, null=True, related_name="+")

            class Meta:
                app_label = "revisions"

            def __str__(self) -> str:
                return "free"

    assert found(registry) == []


def test_a_many_to_many_field_is_found(found: Found) -> None:
    with isolate_apps("revisions") as registry:

        class Tagged(Tracked):
            owner_field = "citation"
            citation = models.ForeignKey(Citation, models.CASCADE, related_name="+")
            tags = models.ManyToManyField("self")

            class Meta:
                app_label = "revisions"

    assert found(registry) == [("revisions.E001", Tagged)]


@pytest.mark.parametrize("on_delete", [models.SET_NULL, models.DO_NOTHING, models.SET_DEFAULT])
def test_a_silent_write_on_delete_is_found(found: Found, on_delete: Any) -> None:
    with isolate_apps("revisions") as registry:

        class Silent(Tracked):
            owner_field = "citation"
            citation = models.ForeignKey(Citation, models.CASCADE, related_name="+")
            other = models.ForeignKey(Citation, on_delete, null=True, default=None, related_name="+")

            class Meta:
                app_label = "revisions"

    assert found(registry) == [("revisions.E002", Silent)]


def test_a_write_on_delete_that_is_given_a_value_is_found(found: Found) -> None:
    with isolate_apps("revisions") as registry:

        class Silent(Tracked):
            owner_field = "citation"
            citation = models.ForeignKey(Citation, models.CASCADE, related_name="+")
            other = models.ForeignKey(Citation, models.SET(None), null=True, related_name="+")

            class Meta:
                app_label = "revisions"

    assert found(registry) == [("revisions.E002", Silent)]


def test_a_model_that_is_neither_root_nor_owned_is_found(found: Found) -> None:
    with isolate_apps("revisions") as registry:

        class Stray(Tracked):
            class Meta:
                app_label = "revisions"

    assert found(registry) == [("revisions.E003", Stray)]


def test_an_owner_field_that_names_no_foreign_key_is_found(found: Found) -> None:
    with isolate_apps("revisions") as registry:

        class Orphan(Tracked):
            owner_field = "article"

            class Meta:
                app_label = "revisions"

    assert found(registry) == [("revisions.E003", Orphan)]
