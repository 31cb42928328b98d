"""The main job in a real browser: open a form, edit, save once, and every page that shows it is right."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.kinds import kinds
from tests.running import Site

MESSAGES = ".messagelist"  # of the admin, after a save
OPTIONS = "#source-keys [role=option]"


def address_of_form(kind: str, pk: int) -> str:
    meta = kinds()[kind]._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{pk}/change/"


def open_form(page: Page, server: Site, slug: str) -> None:
    [(kind, pk)] = server.query("SELECT kind, id FROM articles_article WHERE slug = ?", slug)
    page.goto(address_of_form(kind, pk))


def press_save(page: Page) -> None:
    with page.expect_navigation():
        page.click("[name=_save]")


def said(page: Page) -> str:
    """What the admin says after a save."""
    return " ".join(page.locator(MESSAGES).all_inner_texts())


def newest_revision(server: Site) -> int:
    [(number,)] = server.query("SELECT max(number) FROM revisions_revision")
    return number


def revisions_after(server: Site, number: int) -> list[tuple[str, str]]:
    return server.query("SELECT username, comment FROM revisions_revision WHERE number > ? ORDER BY number", number)


def row_of_inline(page: Page, prefix: str, column: str, value: object) -> str:
    """The form prefix of the row of an inline whose hidden field holds the value: "results-6"."""
    hidden = page.locator(f"input[name^='{prefix}-'][name$='-{column}'][value='{value}']")
    return (hidden.get_attribute("name") or "").removesuffix(f"-{column}")


def infobox_row(page: Page, label: str) -> Locator:
    return page.locator(".infobox .row").filter(has=page.locator("dt", has_text=re.compile(rf"^{label}\b")))


def form_row(page: Page, field: str) -> Locator:
    return page.locator(".form-row", has=page.locator(f"[name='{field}']"))


def standing(page: Page, party: str, election: str) -> dict[str, str]:
    """The row of an election in the party's table: {"Votes": "146,431", "Position": "7th", …}."""
    page.goto(f"/parties/{party}/")
    link = page.locator(f"a[href='/elections/{election}/']")
    table = page.locator("article table", has=link)
    columns = table.locator("thead th").all_inner_texts()
    return dict(zip(columns, table.locator("tr", has=link).locator("th, td").all_inner_texts(), strict=True))


def place(row: dict[str, str]) -> int:
    return int(row["Position"].rstrip("stndrh"))


# One save of a party


def test_a_source_key_is_completed_with_the_keyboard(admin_page, server):
    keys = server.query(
        "SELECT key FROM citations_citation WHERE key LIKE ?1 OR title LIKE ?1 OR container_title LIKE ?1 ORDER BY key",
        "%azat%",
    )
    open_form(admin_page, server, "jsdp")
    line = admin_page.locator("[name=slogan__sources]")
    line.fill("")
    line.press_sequentially("@azat")
    expect(admin_page.locator(OPTIONS)).to_have_count(len(keys))
    line.press("ArrowDown")
    expect(admin_page.locator(f"{OPTIONS}[aria-selected=true]")).to_contain_text(keys[1][0])
    line.press("Enter")
    expect(line).to_have_value(f"[@{keys[1][0]}]")
    expect(admin_page.locator("#source-keys")).to_be_hidden()


@pytest.fixture
def saved_party(admin_page: Page, server: Site) -> int:
    """Baytaq's slogan, the slogan's source and the membership changed and saved at once; the revision before it."""
    before = newest_revision(server)
    open_form(admin_page, server, "baytaq-green-party")
    admin_page.fill("[name=slogan]", f"Clean air for all, {before} times!")
    line = admin_page.locator("[name=slogan__sources]")
    line.fill("")
    line.press_sequentially("@azattyq-2023-02")
    expect(admin_page.locator(OPTIONS)).to_have_count(1)
    line.press("Enter")
    admin_page.locator("[name^=membership_counts-][name$=-count]:not([name*=__prefix__])").fill(str(42_000 + before))
    admin_page.fill("[name=change_comment]", f"figures after revision {before}")
    press_save(admin_page)
    return before


@pytest.mark.smoke
def test_one_save_of_a_fact_its_source_and_a_row_shows_on_the_public_page(saved_party, new_page):
    reader = new_page()
    reader.goto("/parties/baytaq-green-party/")
    slogan = infobox_row(reader, "Slogan")
    expect(slogan.locator("dd")).to_contain_text(f"Clean air for all, {saved_party} times!")
    expect(infobox_row(reader, "Membership").locator("dd")).to_contain_text(f"{42_000 + saved_party:,}")
    mark = slogan.locator("sup.mark a").get_attribute("href") or ""
    expect(reader.locator(f"{mark} a.source")).to_have_attribute("href", "/sources/azattyq-2023-02-04/")


def test_one_save_of_a_fact_its_source_and_a_row_is_one_revision(saved_party, admin_page, server):
    comment = f"figures after revision {saved_party}"
    assert revisions_after(server, saved_party) == [(server.username, comment)]
    expect(admin_page.locator(MESSAGES)).to_contain_text(f"Saved as revision {saved_party + 1}.")


# Results belong to their election


def test_a_result_changed_on_the_elections_form_changes_the_tables_of_parties(admin_page, server, new_page):
    [(election, valid)] = server.query(
        "SELECT id, valid FROM articles_article JOIN elections_election ON article_ptr_id = id WHERE slug = ?",
        "mazhilis-2023",
    )
    results = {
        slug: (pk, votes)
        for slug, pk, votes in server.query(
            "SELECT slug, result.id, votes FROM elections_result AS result"
            " JOIN articles_article AS party ON party.id = result.party_id WHERE election_id = ?",
            election,
        )
    }
    reader = new_page()
    overtaken = standing(reader, "respublica", "mazhilis-2023")
    votes = results["respublica"][1] + 10_000

    open_form(admin_page, server, "mazhilis-2023")
    row = row_of_inline(admin_page, "results", "id", results["baytaq-green-party"][0])
    admin_page.fill(f"[name={row}-votes]", str(votes))
    press_save(admin_page)

    baytaq = standing(reader, "baytaq-green-party", "mazhilis-2023")
    share = (Decimal(100 * votes) / valid).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert (baytaq["Votes"], baytaq["%"], place(baytaq)) == (f"{votes:,}", f"{share}%", place(overtaken))
    after = standing(reader, "respublica", "mazhilis-2023")
    assert place(after) == place(overtaken) + 1
    assert (after["Votes"], after["%"]) == (overtaken["Votes"], overtaken["%"])


# Saving what was not changed


ARTICLES = "SELECT kind, id, slug FROM articles_article ORDER BY kind, length(body), id"


def forms_refused(admin_page, articles):
    """The articles whose form, opened and saved as it is, did not say that nothing had changed."""
    refused = []
    for kind, pk, slug in articles:
        admin_page.goto(address_of_form(kind, pk))
        press_save(admin_page)
        if "Nothing had changed: no revision." not in said(admin_page):
            refused.append((slug, said(admin_page), admin_page.locator(".errornote, .errorlist").all_inner_texts()))
    return refused


def test_the_longest_and_shortest_forms_saved_as_a_browser_shows_them_make_no_revision(admin_page, server):
    before = newest_revision(server)
    by_kind = {kind: [row for row in server.query(ARTICLES) if row[0] == kind] for kind in kinds()}
    assert forms_refused(admin_page, [rows[end] for rows in by_kind.values() for end in (0, -1)]) == []
    assert revisions_after(server, before) == []


@pytest.mark.audit
def test_every_form_saved_as_a_browser_shows_it_makes_no_revision(admin_page, server):
    before = newest_revision(server)
    articles = server.query(ARTICLES)
    assert forms_refused(admin_page, articles) == []
    assert len(articles) == 102
    assert revisions_after(server, before) == []


# A mistake


MISTAKEN = {
    "headquarters": "Typed before the mistake",
    "founded__sources": "[@no-such-source]",
    "body": "## Typed\n\nA marker that is not closed.[@azattyq-2022-11-30",
    "change_comment": "what the party says",
}


@pytest.fixture
def mistaken(admin_page: Page, server: Site) -> Page:
    """The form of Aq Jol as it comes back after two mistakes."""
    open_form(admin_page, server, "aq-jol")
    for field, typed in MISTAKEN.items():
        admin_page.fill(f"[name={field}]", typed)
    press_save(admin_page)
    return admin_page


def test_mistakes_come_back_with_their_messages_beside_the_fields(mistaken):
    expect(form_row(mistaken, "founded__sources").locator(".errorlist")).to_contain_text(
        "No source has the key “no-such-source”"
    )
    expect(form_row(mistaken, "body").locator(".errorlist")).to_contain_text("is not closed")
    assert mistaken.locator(".errorlist").count() == 2


def test_mistakes_come_back_with_everything_typed(mistaken):
    assert {field: mistaken.locator(f"[name={field}]").input_value() for field in MISTAKEN} == MISTAKEN


def test_mended_mistakes_are_saved_as_one_revision(mistaken, server, new_page):
    before = newest_revision(server)
    mistaken.fill("[name=founded__sources]", "[@azattyq-2022-11-30]")
    mistaken.fill("[name=body]", MISTAKEN["body"] + "]")
    press_save(mistaken)
    assert revisions_after(server, before) == [(server.username, MISTAKEN["change_comment"])]
    reader = new_page()
    reader.goto("/parties/aq-jol/")
    expect(infobox_row(reader, "Headquarters").locator("dd")).to_contain_text(MISTAKEN["headquarters"])
    expect(reader.locator("#Typed")).to_be_visible()


# A row more


def test_a_row_added_with_the_link_appears_on_the_page_and_with_its_source(admin_page, server, new_page):
    before = newest_revision(server)
    open_form(admin_page, server, "auyl")
    admin_page.click("#names-group .add-row a")
    row = f"names-{int(admin_page.input_value('[name=names-TOTAL_FORMS]')) - 1}"
    admin_page.fill(f"[name={row}-text]", "اۋىل پارتياسى")
    admin_page.fill(f"[name={row}-language]", "kk-Arab")
    admin_page.select_option(f"[name={row}-kind]", "official")
    admin_page.check(f"[name={row}-in_infobox]")
    admin_page.fill(f"[name={row}-sources]", "[@azattyq-2022-11-30, p. 77]")
    press_save(admin_page)
    assert len(revisions_after(server, before)) == 1
    reader = new_page()
    reader.goto("/parties/auyl/")
    name = reader.locator(".native-name[lang=kk-Arab]")
    expect(name).to_have_text("اۋىل پارتياسى")
    expect(name).to_have_attribute("dir", "rtl")
    reader.goto("/sources/azattyq-2022-11-30/")
    expect(reader.locator(".uses li", has_text="p. 77").locator("a")).to_have_attribute("href", "/parties/auyl/")


# Reading without scripts


@pytest.fixture
def registered(new_page: Callable[..., Page]) -> Locator:
    """The date of Baytaq's registration, which a newspaper disputes, in a browser without JavaScript."""
    page = new_page(java_script_enabled=False)
    page.goto("/parties/baytaq-green-party/")
    return infobox_row(page, "Registered").locator("details")


def says_who_says_what(fact: Locator) -> None:
    expect(fact.locator(".disputes a")).to_be_visible()
    expect(fact.locator(".disputes")).to_have_text("The Astana Times gives 30 November 2022")


def test_a_fact_opens_on_a_click_without_a_script(registered):
    expect(registered.locator(".disclosure")).to_be_hidden()
    registered.locator("summary").click()
    says_who_says_what(registered)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_fact_opens_by_keyboard_without_a_script(registered, key):
    page = registered.page
    infobox_row(page, "Founded").locator("summary").focus()
    page.keyboard.press("Tab")
    expect(registered.locator("summary")).to_be_focused()
    page.keyboard.press(key)
    says_who_says_what(registered)
