"""Reading in comfort: choices stay, contents follow, links show where they lead, sections open their form."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.running import Site

PAGE = "/parties/baytaq-green-party/"


def test_what_a_reader_chose_stays_on_the_next_page(new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme="light")
    page.goto(PAGE)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".appearance summary").click()
    page.get_by_label("dark").check()
    page.get_by_label("very large").check()
    page.keyboard.press("Escape")
    expect(page.locator(".appearance > div")).to_be_hidden()
    page.goto("/parties/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > 20


def test_contents_follow_the_reader(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 700})
    page.goto(PAGE)
    expect(page.locator(".contents [aria-current]")).to_have_text("Beginning")
    page.evaluate("document.getElementById('History').scrollIntoView()")
    expect(page.locator(".contents [aria-current]")).to_have_text("History")
    expect(page.locator(".contents")).to_be_in_viewport()


def test_a_link_shows_the_digest_of_where_it_leads(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(PAGE)
    page.locator(".lead a", has_text="Azamathan").focus()
    card = page.locator(".card")
    expect(card).to_contain_text("Azamathan Ämirtai")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_edit_beside_a_section_opens_its_part_of_the_form(new_page: Callable[..., Page], server: Site) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(PAGE)
    page.locator(".heading", has_text="History").first.locator(".edit-section").first.click()
    page.fill("#id_username", server.username)
    page.fill("#id_password", server.password)
    page.click("[type=submit]")
    page.wait_for_url(re.compile("/change/"))
    expect(page.locator("#id_body")).to_be_visible()


def test_with_a_session_the_text_is_opened_at_its_heading(new_page: Callable[..., Page], server: Site) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto("/admin/login/?next=/admin/")
    page.fill("#id_username", server.username)
    page.fill("#id_password", server.password)
    page.click("[type=submit]")
    page.wait_for_url("/admin/")
    page.goto(PAGE)
    page.locator(".heading", has_text="History").first.locator(".edit-section").first.click()
    expect(page.locator("#id_body")).to_be_focused()
    line = page.evaluate(
        "(field => field.value.slice(field.selectionStart).split('\\n')[0])(document.getElementById('id_body'))"
    )
    assert line == "## History"


def test_the_keys_are_listed(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(PAGE)
    page.keyboard.press("?")
    page.wait_for_url("/shortcuts/")
    expect(page.locator("tbody tr")).to_have_count(9)


def test_who_led_aq_jol_in_2016_is_two_clicks_from_home(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto("/")
    page.locator("main").get_by_role("link", name="Parties", exact=True).click()
    page.get_by_role("link", name="Aq Jol", exact=True).click()
    expect(page.locator("tr", has_text="2016")).to_contain_text("Azat Peruashev")


def test_everything_is_reached_without_a_script(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto("/")
    page.locator("main").get_by_role("link", name="Parties", exact=True).click()
    page.locator("details.filters summary").click()
    page.select_option("#filter-state", "banned")
    page.locator("details.filters button").click()
    page.get_by_role("link", name="Communist Party of Kazakhstan").click()
    page.locator(".infobox .fact summary").first.click()
    expect(page.locator(".infobox .disclosure").first).to_be_visible()
    page.locator(".site-languages").get_by_role("link", name="Русский").click()
    expect(page.locator("h1")).to_have_text(re.compile("Коммунистическая партия Казахстана"))
    expect(page.locator(".appearance")).to_be_hidden()


def test_everything_is_reached_with_the_keyboard_alone(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("Байтақ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    _tab_to(page, ".results a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAGE}")
    _tab_to(page, ".infobox .fact summary")
    page.keyboard.press("Enter")
    expect(page.locator(".infobox .fact[open] .disclosure").first).to_be_visible()
    _tab_to(page, ".prose .mark a")
    page.keyboard.press("Enter")
    assert "#cite_note-" in page.url
    page.goto(PAGE)
    _tab_to(page, ".appearance summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until something like that has the focus, as somebody without a mouse does."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"No Tab leads to {selector}")
