"""The markup of whole pages, judged by html-validate."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.conftest import NODE_MODULES
from tests.whole_pages import chosen_pages, every_page, pages_of_history, ways_on

pytestmark = pytest.mark.npm

ROOT = NODE_MODULES.parent


def query(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def faults(addresses: list[str], folder: Path) -> list[str]:
    """What html-validate finds, run once over all pages: its start costs more than a page."""
    pages, report = folder / "pages", folder / "report.json"
    pages.mkdir()
    for number, address in enumerate(addresses):
        (pages / f"{number}.html").write_bytes(Client().get(address).content)
    command = [NODE_MODULES / ".bin" / "html-validate", "--config", ROOT / ".html-validate.json"]
    done = subprocess.run(
        [*command, "--formatter", f"json={report}", pages], cwd=ROOT, text=True, capture_output=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{addresses[int(Path(page['filePath']).stem)]}, line {fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in json.loads(report.read_text())
        for fault in page["messages"]
    ]


def test_the_markup_of_the_longest_and_shortest_pages_is_valid(demo: None, tmp_path: Path) -> None:
    assert faults(chosen_pages(query), tmp_path) == []


def test_the_markup_of_lists_and_ways_on_is_valid(demo: None, tmp_path: Path) -> None:
    assert faults(ways_on(query), tmp_path) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_markup_in_other_languages_is_valid(demo: None, tmp_path: Path, language: str) -> None:
    assert faults([f"/{language}{address}" for address in (*chosen_pages(query), *ways_on(query))], tmp_path) == []


def test_the_markup_of_the_history_is_valid(demo: None, tmp_path: Path) -> None:
    assert faults(pages_of_history(query), tmp_path) == []


@pytest.mark.audit
def test_the_markup_of_every_public_page_is_valid(demo: None, tmp_path: Path) -> None:
    assert faults(every_page(query), tmp_path) == []
