"""An editor brings in sources and cites one; a reader follows it from the fact to the source and back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_editing import MESSAGES, infobox_row, newest_revision, open_form, press_save
from tests.running import Site

STAY = """() => document.addEventListener("click", (event) => {
  if (event.target.closest(".card a")) { event.preventDefault(); window.followed = true; }
}, true)"""


@pytest.fixture
def three_formats(server: Site) -> str:
    """A story in BibTeX, a book in RIS, and as a cite template what the site has already, by its address."""
    [(url, title)] = server.query("SELECT url, title FROM citations_citation WHERE key = ?", "astanatimes-2022-12-26")
    number = newest_revision(server)  # each run pastes others
    return f"""@article{{members-{number}, title = {{Сколько членов в партии {number}}}, journaltitle = {{Газета}},
  author = {{Тойкен, Сания}}, date = {{2023-03-0{number % 9 + 1}}}, langid = {{russian}}, url = {{https://e.org/{number}}}}}

TY  - BOOK
TI  - Elections in Asia {number}
AU  - Nohlen, Dieter
PB  - Oxford University Press
PY  - 2001
ER  -

{{{{cite news |title={title} |url={url}&utm_source=x |work=The Astana Times |access-date=2023-02-05}}}}
"""


def test_sources_are_pasted_cited_on_a_fact_and_followed_back(
    three_formats: str, admin_page: Page, server: Site, new_page: Callable[..., Page]
) -> None:
    page = admin_page
    before = newest_revision(server)
    key = f"members-{before}"
    page.goto("/admin/citations/citation/")
    page.get_by_role("link", name="Paste sources").click()
    page.fill("[name=text]", three_formats)
    page.get_by_role("button", name="Show what is understood").click()

    sources = page.locator("fieldset.pasted")
    expect(sources).to_have_count(3)
    expect(sources.nth(0).locator("[name$=-title]")).to_have_value(re.compile("Сколько членов"))
    expect(sources.nth(0).locator("[name$=-authors]")).to_have_value("Тойкен, Сания")
    expect(sources.nth(1).locator("[name$=-publisher]")).to_have_value("Oxford University Press")
    expect(sources.nth(2).locator(".warning")).to_contain_text("astanatimes-2022-12-26 (address)")
    expect(sources.nth(2).get_by_label("leave out")).to_be_checked()
    page.get_by_role("button", name="Save the taken ones").click()
    expect(page.locator(MESSAGES)).to_contain_text("Pasted 2 sources.")
    assert newest_revision(server) == before + 1

    open_form(page, server, "baytaq-green-party")
    line = page.locator("[name^=membership_counts-][name$=-sources]:not([name*=__prefix__])").first
    line.fill("")
    line.press_sequentially(f"@{key}")
    expect(page.locator("#source-keys [role=option]")).to_have_count(1)
    line.press("Enter")
    press_save(page)

    reader = new_page()
    reader.goto("/parties/baytaq-green-party/")
    mark = infobox_row(reader, "Membership").locator(".mark a")
    number = mark.inner_text().strip("[]")
    reference = reader.locator(f"#cite_note-{number}")
    expect(reference).to_contain_text("Сколько членов в партии")
    expect(reader.locator(".references li", has_text="Сколько членов в партии")).to_have_count(1)
    mark.hover()
    expect(reader.locator(".card")).to_contain_text("Тойкен, Сания")
    reader.keyboard.press("Escape")
    expect(reader.locator(".card")).to_have_count(0)

    reference.locator("a.source").click()
    expect(reader.locator("h1")).to_contain_text("Сколько членов в партии")
    use = reader.locator(".uses li")
    expect(use).to_contain_text(re.compile("Baytaq Green Party.*supports.*Membership count"))
    use.get_by_role("link").click()
    reader.wait_for_url("**/parties/baytaq-green-party/")


def test_a_mark_is_a_link_without_a_script(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/parties/baytaq-green-party/")
    page.locator(".mark a").first.click()
    assert "#cite_note-1" in page.url


def test_the_form_of_a_source_shows_the_fields_of_its_type(admin_page: Page) -> None:
    page = admin_page
    page.goto("/admin/citations/citation/add/")
    expect(page.locator("[name=isbn]")).to_be_hidden()
    page.select_option("[name=type]", "book")
    expect(page.locator("[name=isbn]")).to_be_visible()
    expect(page.locator("[name=issn]")).to_be_hidden()
    page.fill("[name=isbn]", "9780199249589")
    page.select_option("[name=type]", "webpage")
    expect(page.locator("[name=isbn]")).to_be_visible()  # what is filled in stays in sight


def test_authors_are_added_to_a_source_with_the_link(admin_page: Page, server: Site) -> None:
    page = admin_page
    page.goto("/admin/citations/citation/add/")
    expect(page.locator("[name=authors-0-family]")).to_be_visible()
    page.get_by_role("button", name=re.compile("Add another Author")).click()
    page.fill("[name=title]", f"Two authors {newest_revision(server)}")
    page.fill("[name=authors-0-family]", "Nohlen")
    page.fill("[name=authors-1-family]", "Grotz")
    press_save(page)
    names = server.query("SELECT family FROM citations_author ORDER BY id DESC LIMIT 2")
    assert [name for (name,) in names] == ["Grotz", "Nohlen"]


def test_a_link_on_the_card_of_a_mark_is_followed(page: Page) -> None:
    page.goto("/parties/baytaq-green-party/")
    mark = page.locator(".references li", has=page.locator(".reference a.external")).first
    label = (mark.get_attribute("id") or "").removeprefix("cite_note-")
    page.locator(f".mark a[href='#cite_note-{label}']").first.hover()
    page.evaluate(STAY)  # no page of another host is asked
    page.locator(".card a.external").click()
    assert page.evaluate("window.followed") is True
