"""Pages fit the window that they are read in."""

import pytest

from tests.whole_pages import longest_articles, most_used_source

WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"


@pytest.mark.parametrize("width", [320, 390])  # 320: what WCAG 2.2 asks of reflow (1.4.10)
def test_no_page_scrolls_sideways_on_a_phone(new_page, server, width):
    page = new_page(viewport={"width": width, "height": 844})
    wider = []
    for address in [*longest_articles(server.query), most_used_source(server.query)]:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        page_width, window_width = page.evaluate(WIDTHS)
        if page_width > window_width:
            wider.append(f"{address}: {page_width} px")
    assert wider == []
