"""Pictures of the main pages for the README: `make screenshots` writes them to docs/images."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import ARGUMENTS, chromium
from tests.running import ROOT, Site, running_site

IMAGES = ROOT / "docs" / "images"
COLOURS = 256  # a palette: half of the bytes, and no difference to be seen in text and flat drawings
LIMIT = 300_000  # bytes of a picture

PARTY = "/parties/baytaq-green-party/"
DESKTOP = (1280, 900)
PHONE = (390, 844)
SHEET = (794, 1123)  # A4 at 96 dots an inch
MARGIN = 76  # 2 cm, as in print.css


def signed_in(page: Page, site: Site) -> None:
    page.goto("/admin/")
    page.fill("#id_username", site.username)
    page.fill("#id_password", site.password)
    page.click("[type=submit]")


def party_form(page: Page, site: Site) -> None:
    signed_in(page, site)
    page.goto("/admin/parties/party/?q=baytaq-green-party")
    page.click("#result_list tbody th a")
    page.locator("fieldset.module", has=page.locator("[name=founded]")).evaluate("part => part.scrollIntoView()")


def edited(page: Page, site: Site, address: str) -> None:
    """An edit of the party in the demo, and a page of its history. The last pictures: they show an edited demo."""
    if site.query("SELECT max(number) FROM revisions_revision") == [(1,)]:
        party_form(page, site)
        page.fill("[name=headquarters]", "Astana, Kabanbai Batyr Avenue 74")
        page.fill("[name=slogan]", "Clean air, Clean water, Clean land!")
        body = page.input_value("[name=body]")
        page.fill("[name=body]", body.replace("is not considered", "is not regarded as", 1))
        page.fill("[name=slogan__sources]", "[@azattyq-2023-02-04, p. 3]")
        page.fill("[name=change_comment]", "wording of the congress")
        with page.expect_navigation():
            page.click("[name=_save]")
    page.goto(f"{PARTY}{address}")


def history(address: str) -> Callable[[Page, Site], object]:
    return lambda page, site: edited(page, site, address)


def at(address: str) -> Callable[[Page, Site], object]:
    return lambda page, site: page.goto(address)


@dataclass(frozen=True)
class Picture:
    name: str
    go: Callable[[Page, Site], object]
    size: tuple[int, int] = DESKTOP
    scheme: str = "light"
    margin: int = 0  # white around it: paper


PICTURES = (
    Picture("article-desktop", at(PARTY)),
    Picture("article-phone", at(PARTY), size=PHONE),
    Picture("article-dark", at(PARTY), scheme="dark"),
    Picture("article-print", at(PARTY), size=SHEET, margin=MARGIN),
    Picture("article-kazakh", at(f"/kk{PARTY}")),
    Picture("article-russian-phone", at(f"/ru{PARTY}"), size=PHONE),
    Picture("home-desktop", at("/")),
    Picture("party-form", party_form),
    Picture("election-desktop", at("/elections/mazhilis-2023/")),
    Picture("compare-desktop", history("compare/1/2/")),
    Picture("compare-phone", history("compare/1/2/"), size=PHONE),
    Picture("history-desktop", history("history/")),
)


def take(browser: Browser, site: Site, picture: Picture) -> bytes:
    width, height = (side - 2 * picture.margin for side in picture.size)
    options: dict[str, Any] = {"viewport": {"width": width, "height": height}, "color_scheme": picture.scheme}
    with browser.new_context(base_url=site.url, locale="en-GB", reduced_motion="reduce", **options) as context:
        page = context.new_page()
        picture.go(page, site)
        page.emulate_media(media="print" if picture.margin else "screen")
        return page.screenshot()


def small(png: bytes, margin: int) -> bytes:
    smaller = BytesIO()
    with Image.open(BytesIO(png)) as image:
        framed = ImageOps.expand(image.convert("RGB"), margin, "white")
        palette = framed.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        palette.save(smaller, "PNG", optimize=True)
    return smaller.getvalue()


def main() -> None:
    if chromium() is None:
        sys.exit("No Chromium was found: install chromium, or name it in CHROMIUM.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, running_site(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for picture in PICTURES:
            png = small(take(browser, site, picture), picture.margin)
            if len(png) > LIMIT:
                sys.exit(f"{picture.name} has {len(png)} bytes, more than {LIMIT}.")
            (IMAGES / f"{picture.name}.png").write_bytes(png)
        browser.close()


if __name__ == "__main__":
    main()
