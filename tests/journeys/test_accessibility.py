"""Every page in every guise, judged by axe: WCAG 2.2 AA and what goes beyond it as good practice."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import NODE_MODULES
from tests.running import Site
from tests.whole_pages import chosen_pages, every_page

pytestmark = pytest.mark.npm

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
OPEN_ALL = "() => document.querySelectorAll('details').forEach(details => { details.open = true })"

widths = pytest.mark.parametrize("width", [390, 1280])
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


def violations(page: Page, state: str) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)["violations"]
    return [f"{page.url}, {state}: {rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def faults(page: Page, addresses: Iterable[str]) -> list[str]:
    """What axe finds on the pages as they come, and with everything that folds opened."""
    axe = (NODE_MODULES / "axe-core" / "axe.min.js").read_text()
    found = []
    for address in addresses:
        page.goto(address)
        page.evaluate(axe)
        found += violations(page, "as it comes")
        page.evaluate(OPEN_ALL)
        found += violations(page, "all opened")
    return found


@pytest.fixture
def seen_page(new_page: Callable[..., Page], scheme: str, width: int) -> Page:
    # Our own policy forbids what axe needs, a script that the site did not serve.
    return new_page(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)


@schemes
@widths
def test_axe_finds_nothing_on_the_longest_and_shortest_pages(seen_page: Page, server: Site) -> None:
    assert faults(seen_page, chosen_pages(server.query)) == []


@pytest.mark.audit
@schemes
@widths
def test_axe_finds_nothing_on_any_public_page(seen_page: Page, server: Site) -> None:
    assert faults(seen_page, every_page(server.query)) == []
