"""A browser and a site of its own to walk through.

The site is a process as in production, so that nothing is pretended: two workers, commits, static files, CSP. Journeys
therefore take no `db`; they look at the database through `server.query`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser import ARGUMENTS, chromium
from tests.running import Site, running_site


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="package")  # no longer: while playwright's loop runs, Django refuses the ORM to other tests
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, server: Site) -> Iterator[Callable[..., Page]]:
    """Opens an anonymous reader's page with its own cookies; options are those of a browser context.

    Addresses are relative. Broken scripts, blocked content and foreign hosts fail.
    """
    wrong: list[str] = []

    def heed_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    def heed_request(request: Request) -> None:
        if not request.url.startswith((server.url, "data:", "blob:")):
            wrong.append(f"asked another host: {request.url}")

    with ExitStack() as contexts:

        def open_page(**options: Any) -> Page:
            context = contexts.enter_context(browser.new_context(base_url=server.url, locale="en-GB", **options))
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
            page.on("console", heed_console)
            page.on("request", heed_request)
            return page

        yield open_page
    assert wrong == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """An anonymous reader's page."""
    return new_page()


@pytest.fixture
def admin_page(page: Page, server: Site) -> Page:
    """The same, signed in as the superuser, at the admin's index."""
    page.goto("/admin/login/?next=/admin/")
    page.fill("#id_username", server.username)
    page.fill("#id_password", server.password)
    page.click("[type=submit]")
    page.wait_for_url("/admin/")
    return page
