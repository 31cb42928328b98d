"""SQLite and PostgreSQL find the same first: names, misspelt names and words of prose, 95 of 100 at least."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from tests.at_once import migrated, scratch_database

DEMO = Path(settings.BASE_DIR) / "demo" / "kazakhstan"
SCRIPT = str(Path(__file__).with_name("first_results.py"))
MISSPELT = PROSE = 150

pytestmark = [pytest.mark.first_database, pytest.mark.audit]  # a minute: two sites are loaded


def queries() -> list[str]:
    chance = random.Random(2023)
    articles = [yaml.safe_load(path.read_text()) for path in sorted(DEMO.glob("*/*.yaml"))]
    names = [name for one in articles for name in (one["title"], *(row["text"] for row in one.get("names", ())))]
    misspelt = []
    for name in chance.sample(names, MISSPELT):
        place = chance.randrange(len(name))
        misspelt.append(name[:place] + name[place + 1 :])
    words = [word for one in articles for word in one.get("body", "").split() if word.isalpha() and len(word) > 4]
    prose = [" ".join(chance.sample(words, chance.randint(1, 2))) for _ in range(PROSE)]
    return [*dict.fromkeys(names), *misspelt, *prose]


def first_results(vendor: str, folder: Path, asked: list[str]) -> list[str]:
    with scratch_database(vendor, folder) as address:
        made = migrated(address, DJANGO_SETTINGS_MODULE="baytaq_site.settings_test", MEDIA_ROOT=str(folder))
        done = subprocess.run(
            [sys.executable, SCRIPT, str(DEMO)],
            input=json.dumps(asked),
            env=made.environment,
            text=True,
            capture_output=True,
            check=True,
            cwd=settings.BASE_DIR,
        )
        return json.loads(done.stdout)


def test_both_databases_find_the_same_first(tmp_path: Path) -> None:
    asked = queries()
    on_server = first_results("postgresql", tmp_path, asked)
    in_file = first_results("sqlite", tmp_path, asked)
    differing = [(query, *pair) for query, *pair in zip(asked, in_file, on_server, strict=True) if pair[0] != pair[1]]
    assert len(asked) > 500
    assert len(differing) <= len(asked) * 0.05, differing
