"""A page is light: HTML, styles and scripts together, compressed, and none from another host."""

import gzip
import re
from pathlib import Path

from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

BOUND = 60_000  # bytes
ADDRESS = "/parties/baytaq-green-party/"


def test_the_longest_article_of_the_demo_weighs_less_than_sixty_kilobytes(demo, client):
    html = client.get(ADDRESS).content
    soup = BeautifulSoup(html, "html5lib")
    names = [tag["href"] for tag in soup.select("link[rel=stylesheet]")] + [
        tag["src"] for tag in soup.select("script[src]")
    ]
    files = [Path(str(finders.find(name.removeprefix("/static/")))).read_bytes() for name in names]
    assert len(files) == len(names) > 4
    assert sum(len(gzip.compress(content)) for content in (html, *files)) < BOUND


def test_nothing_is_asked_of_another_host(demo, client):
    soup = BeautifulSoup(client.get(ADDRESS).content, "html5lib")
    loaded = [
        tag.get("src") or tag.get("href")
        for tag in soup.select("script[src], img, link[rel=stylesheet], link[rel=icon]")
    ]
    assert loaded and all(re.match(r"/(static|media)/", address) for address in loaded)
