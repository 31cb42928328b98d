"""Every page in every guise, judged by axe: WCAG 2.2 AA and what goes beyond it as good practice."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import NODE_MODULES
from tests.journeys.test_editing import open_form, press_save
from tests.running import Site
from tests.whole_pages import chosen_pages, every_page, pages_of_history

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


@pytest.fixture
def signed_in_page(seen_page: Page, server: Site) -> Page:
    seen_page.goto("/admin/login/?next=/admin/")
    seen_page.fill("#id_username", server.username)
    seen_page.fill("#id_password", server.password)
    seen_page.click("[type=submit]")
    seen_page.wait_for_url("/admin/")
    return seen_page


@schemes
@widths
def test_axe_finds_nothing_on_the_longest_and_shortest_pages(seen_page: Page, server: Site) -> None:
    assert faults(seen_page, chosen_pages(server.query)) == []


@schemes
@widths
def test_axe_finds_nothing_on_the_history(seen_page: Page, server: Site) -> None:
    assert faults(seen_page, pages_of_history(server.query)) == []


@schemes
@widths
def test_axe_finds_nothing_where_a_reviewer_changes_back(signed_in_page: Page, server: Site) -> None:
    address = "/parties/jsdp/"
    open_form(signed_in_page, server, "jsdp")
    signed_in_page.fill("[name=slogan]", f"Once more {signed_in_page.evaluate('Date.now()')}")
    press_save(signed_in_page)
    newest = server.query("SELECT max(number) FROM revisions_revision")[0][0]
    pages = ("history/", "restore/1/", f"undo/{newest}/", f"hide/{newest}/", "delete/", f"compare/1/{newest}/")
    assert faults(signed_in_page, [address + page for page in pages]) == []


@schemes
@widths
def test_axe_finds_nothing_where_edits_overlap(signed_in_page: Page, server: Site) -> None:
    second = signed_in_page.context.new_page()
    for page in (signed_in_page, second):
        open_form(page, server, "adal")
        page.fill(
            "[name=slogan]",
            f"Typed in a tab {page.evaluate('performance.timeOrigin')} {page.evaluate('Math.random()')}",
        )
        page.locator("[name^=names-][name$=-meaning]:not([name*=__prefix__])").first.fill(
            str(page.evaluate("Math.random()"))
        )
    press_save(signed_in_page)
    press_save(second)
    second.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    assert second.locator("fieldset.question").count() == 2
    assert violations(second, "as it comes") == []
    second.evaluate(OPEN_ALL)
    assert violations(second, "all opened") == []


@pytest.mark.audit
@schemes
@widths
def test_axe_finds_nothing_on_any_public_page(seen_page: Page, server: Site) -> None:
    assert faults(seen_page, every_page(server.query)) == []
