"""A reader finds what they came for: by a name in another script, with the keyboard, and without scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_who_led_aq_jol_in_2016_is_one_search_from_home(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()
    page.keyboard.type("Ақ жол")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.locator(".results a").first.click()
    expect(page.locator("h1")).to_contain_text("Aq Jol")
    expect(page.locator("tr", has_text="2016")).to_contain_text("Azat Peruashev")


def test_names_are_suggested_while_typing(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto("/parties/")
    with page.expect_response("**/search/suggest?q=*"):
        page.locator("#site-search").press_sequentially("нур")
    expect(page.locator("#suggestions option[value=Amanat]")).to_be_attached()


TAKE = """name => { const field = document.getElementById("site-search"); field.value = name;
field.dispatchEvent(new InputEvent("input", {bubbles: true, inputType: "insertReplacementText"})); }"""


def test_a_suggestion_leads_to_its_article_when_it_is_taken_and_not_while_it_is_typed(
    new_page: Callable[..., Page],
) -> None:
    page = new_page()
    page.goto("/parties/")
    field = page.locator("#site-search")
    with page.expect_response("**/search/suggest?q=Amanat"):
        field.press_sequentially("Amanat")
    expect(page.locator("#suggestions option[value=Amanat]")).to_be_attached()
    field.press_sequentially(" p")
    for _time in range(2):
        field.press("Backspace")
    expect(field).to_have_value("Amanat")
    expect(page).to_have_url(re.compile("/parties/$"))
    page.evaluate(TAKE, "Amanat")  # as a browser says that an entry of the list was taken
    expect(page).to_have_url(re.compile("/parties/amanat/$"))


def test_a_search_needs_no_script(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.locator("#site-search").fill("Bautaq")
    page.locator("#site-search").press("Enter")
    expect(page.locator("main")).to_contain_text("Did you mean Baytaq Green Party?")
    page.locator(".results a").first.click()
    expect(page.locator("h1")).to_contain_text("Baytaq")
