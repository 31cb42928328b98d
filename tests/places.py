"""Where things lie: the project, its demo, and the data that may lie beside the project."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo" / "kazakhstan"
SHARED = ROOT.parent / "shared" / "data"
