"""The demo's articles in other languages: texts of ours beside the dossier, one file a language and article."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "translations"


def translated(found: dict[str, Any]) -> dict[str, Any]:
    """A record of the demo with its translations, in the order of their languages."""
    files = sorted(FOLDER.glob(f"*/{found['slug']}.yaml"))
    texts = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]
    return found | ({"translations": texts} if texts else {})
