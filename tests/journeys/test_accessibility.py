"""Every page in every guise, judged by axe: WCAG 2.2 AA and what goes beyond it as good practice."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import NODE_MODULES
from tests.journeys.test_editing import open_form, press_save
from tests.running import Site
from tests.whole_pages import chosen_pages, every_page, pages_of_history, ways_on

pytestmark = pytest.mark.npm

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "wanted => axe.run({runOnly: wanted, resultTypes: ['violations']})"
OPEN_ALL = "() => document.querySelectorAll('details').forEach(details => { details.open = true })"

GUISES = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
SCHEME_RULES = ["color-contrast"]  # the only rules that colours decide: the others are judged once a width

both = pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])  # where four say nothing more
languages = pytest.mark.parametrize("language", ["", "/kk", "/ru"])


def violations(page: Page, state: str, only: list[str] | None = None) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(RUN, only or TAGS)["violations"]
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


def faults_in_every_guise(page: Page, addresses: Iterable[str]) -> list[str]:
    """The same on a phone and a desktop, light and dark, one load a page.

    What stands folded is the same in every language: only pages without a prefix are judged before they are opened.
    """
    axe = (NODE_MODULES / "axe-core" / "axe.min.js").read_text()
    found = []
    for address in addresses:
        page.goto(address)
        page.evaluate(axe)
        if not address.startswith(("/kk", "/ru")):
            found += violations(page, "as it comes")
        page.evaluate(OPEN_ALL)
        for width, scheme in GUISES:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found += violations(page, f"{width} {scheme}", None if scheme == "light" else SCHEME_RULES)
    return found


@pytest.fixture
def any_page(new_page: Callable[..., Page]) -> Page:
    return new_page(bypass_csp=True)


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


@languages
def test_axe_finds_nothing_on_the_longest_and_shortest_pages(any_page: Page, server: Site, language: str) -> None:
    pages = (*chosen_pages(server.query), *ways_on(server.query))
    assert faults_in_every_guise(any_page, [language + address for address in pages]) == []


@languages
def test_axe_finds_nothing_on_the_history(any_page: Page, server: Site, language: str) -> None:
    pages = pages_of_history(server.query)
    assert faults_in_every_guise(any_page, [language + address for address in pages]) == []


@both
def test_axe_finds_nothing_where_a_reviewer_changes_back(signed_in_page: Page, server: Site) -> None:
    address = "/parties/jsdp/"
    open_form(signed_in_page, server, "jsdp")
    signed_in_page.fill("[name=slogan]", f"Once more {signed_in_page.evaluate('Date.now()')}")
    press_save(signed_in_page)
    newest = server.query("SELECT max(number) FROM revisions_revision")[0][0]
    pages = (
        "history/",
        "restore/1/",
        f"undo/{newest}/",
        f"hide/{newest}/",
        "delete/",
        f"compare/1/{newest}/",
        "compare/0/1/",
    )
    assert faults(signed_in_page, [address + page for page in pages]) == []


@both
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


RESULTS = "Партия\tГолоса\nАманат\t3341510\nАуыл\t-5\nAmanta\t7"
PASTE = "@online{k, title={Party founded}, url={https://e.org/a}}\n\nno source"
REPORTS = ("uncited", "disputed", "doubts", "sole-sources", "tagged", "falls/wikipedia-baytaq")


@both
def test_axe_finds_nothing_on_the_pages_of_sources(signed_in_page: Page, server: Site) -> None:
    source = "/sources/azattyq-2022-11-30/"
    public = ["/sources/?language=ru", "/sources/?q=zzz", source, "/parties/baytaq-green-party/cite/"]
    [(one,), (other,)] = server.query("SELECT id FROM citations_citation ORDER BY key LIMIT 2")
    [(key,)] = server.query("SELECT key FROM citations_citation WHERE id = ?", other)
    [(article,)] = server.query("SELECT id FROM articles_article WHERE slug = 'baytaq-green-party'")
    admin = "/admin/citations/citation/"
    editing = [
        f"{admin}paste/",
        f"{admin}duplicates/",
        f"{admin}{one}/merge/",
        f"{admin}{one}/merge/?with={key}",
        *(f"/admin/articles/article/reports/{name}/" for name in REPORTS),
        f"/admin/articles/article/use/{key}/?q=baytaq",
        f"/admin/articles/article/use/{key}/?article={article}",
    ]
    assert faults(signed_in_page, public) == []
    assert content_faults(signed_in_page, editing) == []
    signed_in_page.goto(f"{admin}paste/")
    signed_in_page.fill("[name=text]", PASTE)
    signed_in_page.click("[type=submit]")
    assert content_faults(signed_in_page, []) == []


@both
def test_axe_finds_nothing_where_elections_are_compared_and_entered(signed_in_page: Page, server: Site) -> None:
    public = [
        "/elections/compare/",
        "/elections/compare/?a=mazhilis-2021&b=mazhilis-2023",
        "/parties/compare/?a=x&b=y",
        "/parties/compare/?a=amanat&b=auyl",
        "/elections/mazhilis-2004/?sort=-votes&threshold=x",
    ]
    assert faults(signed_in_page, public) == []
    [(election,)] = server.query("SELECT id FROM articles_article WHERE slug = 'mazhilis-2023'")
    signed_in_page.goto(f"/admin/elections/election/{election}/results/")
    assert content_faults(signed_in_page, []) == []
    signed_in_page.fill("[name=text]", RESULTS)
    signed_in_page.click("[type=submit]")
    assert content_faults(signed_in_page, []) == []


def content_faults(page: Page, addresses: list[str]) -> list[str]:
    """What axe finds in our own part of the admin's pages, on these or on the one that is open."""
    axe = (NODE_MODULES / "axe-core" / "axe.min.js").read_text()
    found = []
    for address in addresses or [""]:
        if address:
            page.goto(address)
        page.evaluate(axe)
        page.evaluate(OPEN_ALL)
        run = "tags => axe.run('#content', {runOnly: tags, resultTypes: ['violations']})"
        said: list[dict[str, Any]] = page.evaluate(run, TAGS)["violations"]
        found += [f"{page.url}: {rule['id']}: {node['html']}" for rule in said for node in rule["nodes"]]
    return found


@both
def test_axe_finds_nothing_on_a_card_of_a_mark(seen_page: Page, server: Site) -> None:
    seen_page.goto("/parties/baytaq-green-party/")
    seen_page.locator(".mark a").first.focus()
    seen_page.locator(".card").wait_for()
    seen_page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    assert violations(seen_page, "with a card") == []


@pytest.mark.audit
@languages
def test_axe_finds_nothing_on_any_public_page(any_page: Page, server: Site, language: str) -> None:
    assert faults_in_every_guise(any_page, [language + address for address in every_page(server.query)]) == []
