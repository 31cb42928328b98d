"""A reviewer hunts a vandal: recent changes, the comparison, who it was, undone with a comment."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_editing import infobox_row, newest_revision, open_form, press_save
from tests.running import Site

VANDALISM = "Everything is a lie"


@pytest.fixture
def vandalised(admin_page: Page, server: Site) -> int:
    """The headquarters of a party vandalised; the number of that revision."""
    open_form(admin_page, server, "auyl")
    admin_page.fill("[name=headquarters]", VANDALISM)
    admin_page.fill("[name=change_comment]", "updated")
    press_save(admin_page)
    return newest_revision(server)


def test_a_reviewer_finds_compares_and_undoes_a_revision(
    vandalised: int, admin_page: Page, new_page: Callable[..., Page]
) -> None:
    page = admin_page
    page.goto("/parties/auyl/")
    page.get_by_role("link", name="Recent changes").click()
    newest = page.locator(".log > li").first
    expect(newest).to_contain_text("headquarters")
    newest.get_by_role("link", name=re.compile("^changes")).click()

    expect(page.locator("ins", has_text=VANDALISM)).to_be_visible()
    expect(page.locator(".compared-heads .new .user")).to_have_text("admin")
    expect(page.locator(".compared-heads .new .comment")).to_contain_text("updated")
    page.get_by_role("link", name="undo", exact=True).click()

    expect(page.locator("del")).to_contain_text(VANDALISM)
    page.get_by_label("Why").fill("vandalism")
    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".messages")).to_contain_text(f"Saved as revision {vandalised + 1}.")
    lines = page.locator(".log > li")
    expect(lines.nth(0)).to_contain_text("vandalism")
    expect(lines.nth(0).locator(".tag")).to_have_text("undone")
    expect(lines.nth(1).locator(".tag")).to_have_text(f"undone in {vandalised + 1}")

    reader = new_page()
    reader.goto("/parties/auyl/")
    expect(infobox_row(reader, "Headquarters")).not_to_contain_text(VANDALISM)
    reader.goto("/parties/auyl/history/")
    expect(reader.locator(".log > li").first).to_contain_text("vandalism")
    assert reader.get_by_role("link", name="undo").count() == 0


def test_two_revisions_are_chosen_and_compared_without_a_script(vandalised: int, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/parties/auyl/history/")
    page.get_by_label("Older: revision 1", exact=True).check()
    page.get_by_label(f"Newer: revision {vandalised}", exact=True).check()
    page.get_by_role("button", name="Compare the two chosen").click()
    expect(page.locator("ins", has_text=VANDALISM)).to_be_visible()
    page.get_by_role("link", name="As one text").click()
    expect(page.locator("ins", has_text=VANDALISM)).to_be_visible()


def test_two_tabs_that_overlap_ask_which_to_keep(admin_page: Page, server: Site) -> None:
    second = admin_page.context.new_page()
    for page in (admin_page, second):
        open_form(page, server, "rukhaniyat")
    admin_page.fill("[name=slogan]", "Typed in the first tab")
    press_save(admin_page)
    second.fill("[name=slogan]", "Typed in the second tab")
    second.fill("[name=political_position]", "Centre")
    press_save(second)
    expect(second.get_by_role("group", name="Slogan")).to_contain_text("Typed in the first tab")
    second.get_by_role("radio", name="Yours").check()
    second.get_by_role("button", name="Save").click()
    second.goto("/parties/rukhaniyat/")
    expect(infobox_row(second, "Slogan")).to_contain_text("Typed in the second tab")
    expect(infobox_row(second, "Political position")).to_contain_text("Centre")
