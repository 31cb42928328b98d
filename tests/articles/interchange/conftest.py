"""A folder to load, written by the test."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps

from articles.interchange.load import LoadRefused, load
from revisions.models import Revision
from revisions.tracking.recording import Recording
from revisions.tracking.tracked import Tracked


@dataclass(frozen=True)
class Folder:
    path: Path

    def write(self, file: str, records: Any) -> "Folder":
        """Write YAML; a string is written as it is."""
        target = self.path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        text = records if isinstance(records, str) else yaml.safe_dump(records, allow_unicode=True, sort_keys=False)
        target.write_text(text, encoding="utf-8")
        return self

    def party(self, slug: str = "alpha", **values: Any) -> "Folder":
        return self.write(f"parties/{slug}.yaml", {"slug": slug, "title": slug.title()} | values)

    def load(self) -> Recording:
        return load(self.path)

    def refused(self) -> list[str]:
        """The faults for which the folder is refused, after a look that nothing of it stayed."""
        before = stored()
        with pytest.raises(LoadRefused) as refusal:
            self.load()
        assert stored() == before
        return refusal.value.faults


def stored() -> dict[str, int]:
    """How many revisions and rows of each tracked table, and of its history, there are."""
    counts = {"revisions": Revision.objects.count()}
    for model in apps.get_models():
        if issubclass(model, Tracked):
            counts[model._meta.label] = model._default_manager.count()
            if hasattr(model, "history"):
                counts[f"{model._meta.label} history"] = model.history.count()
    return counts


@pytest.fixture
def folder(db, tmp_path: Path) -> Folder:
    """A folder with two sources."""
    return Folder(tmp_path / "folder").write("citations.yaml", [{"key": "a", "title": "A"}, {"key": "b", "title": "B"}])


@pytest.fixture
def count_rows() -> Callable[[], dict[str, int]]:
    return stored
