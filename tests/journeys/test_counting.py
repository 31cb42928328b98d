"""An editor pastes results with two digits exchanged; the check names them; put right and saved, the pages follow."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.test_editing import MESSAGES, newest_revision
from tests.running import Site

PASTED = """Партия\tГолоса\t%
Нур Отан\t5 148 074\t71,09
Ақ жол\t792 828\t10,95
Халық партиясы\t659 019\t9,10
Ауыл\t338 023\t5,29
Адал\t258 618\t3,57
"""


def test_exchanged_digits_are_named_put_right_and_the_pages_follow(
    admin_page: Page, server: Site, new_page: Callable[..., Page]
) -> None:
    page = admin_page
    before = newest_revision(server)
    [(election,)] = server.query("SELECT id FROM articles_article WHERE slug = 'mazhilis-2021'")
    page.goto(f"/admin/elections/election/{election}/change/")
    page.get_by_role("link", name="Enter a table of results").click()
    page.fill("[name=text]", PASTED)
    page.get_by_role("button", name="Show what is understood").click()

    asked = page.locator("[name=row2-target]")
    expect(page.locator("td", has=asked).locator(".errorlist")).to_have_text("Whom does this row mean?")
    asked.select_option(label="People's Party of Kazakhstan")
    page.get_by_role("button", name="Check again").click()

    findings = page.locator(".findings")
    expect(findings).to_contain_text("All votes make 7,196,562, valid votes are 7,241,562: −45,000.")
    expect(findings).to_contain_text("Auyl with two digits exchanged, 383,023, would make it right.")
    assert newest_revision(server) == before
    page.fill("[name=row3-votes]", "383 023")
    page.fill("[name=row4-votes]", "258 619")  # a recount found one more
    page.get_by_role("button", name="Check again").click()
    expect(page.locator("table.changes tbody tr")).to_have_count(1)
    page.fill("[name=sources]", "[@wikipedia-2021-election]")
    page.fill("[name=comment]", "recount")
    page.get_by_role("button", name="Save the results").click()
    expect(page.locator(MESSAGES)).to_contain_text("saved as revision")
    assert newest_revision(server) == before + 1

    reader = new_page()
    reader.goto("/elections/mazhilis-2021/")
    expect(reader.locator("table", has_text="Adal").first).to_contain_text("258,619")
    reader.get_by_role("link", name="Votes").click()
    assert "sort=-votes" in reader.url
    reader.goto("/parties/adal/")
    expect(reader.locator("tr", has_text="2021").first).to_contain_text("258,619")

    page.goto(f"/admin/elections/election/{election}/results/")
    page.fill("[name=text]", "Партия\tГолоса\nАдал\t258618")
    page.get_by_role("button", name="Show what is understood").click()
    page.get_by_role("button", name="Save the results").click()
    assert newest_revision(server) == before + 2
