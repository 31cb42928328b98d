"""Rules of titles: what belongs elsewhere, and quotation marks that cannot be told apart."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from citations.lint.findings import Finding, Surroundings
from citations.records import SourceRecord
from citations.references import WHOLE_WORKS
from common.folding import fold_title

PATH = re.compile(r"\s+/\s+")
SUFFIX = re.compile(r"(?P<title>.+)\s(?P<mark>[-–—|•·:]{1,2}|::)\s+(?P<site>[^|]{2,80})", re.DOTALL)

# Words by which outlets call themselves. A suffix with one of them is the name of a site.
OUTLET_WORDS = frozenset(
    {
        "журнал",
        "интернет журнал",
        "газета",
        "газеты",
        "портал",
        "агентство",
        "информагентство",
        "новости",
        "сайт",
        "телеканал",
        "радио",
        "вести",
        "ведомости",
        "правда",
        "известия",
        "жаңалықтар",
        "газеті",
        "журналы",
        "порталы",
        "агенттігі",
        "арнасы",
        "news",
        "newspaper",
        "magazine",
        "journal",
        "times",
        "post",
        "herald",
        "tribune",
        "gazette",
        "daily",
        "weekly",
        "agency",
        "online",
        "tv",
        "radio",
        "wikipedia",
        "википедия",
        "уикипедия",
        "blog",
        "official site",
        "official website",
        "официальный сайт",
        "ресми сайты",
        "zeitung",
        "com",
        "kz",
        "ru",
        "org",
        "net",
    }
)

# Inner quotation marks by language, as its books print them inside a quoted title.
INNER = {
    "ru": "«»",
    "kk": "«»",
    "uk": "«»",
    "be": "«»",
    "ky": "«»",
    "uz": "«»",
    "tg": "«»",
    "tt": "«»",
    "fr": "«»",
    "it": "«»",
    "es": "«»",
    "pt": "«»",
    "de": "„“",
    "pl": "„”",
    "cs": "„“",
}
STRAIGHT = re.compile(r'"([^"]*)"')


def site_inside(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """The site's name, or the path of its sections, inside the title: “Title / World / The Paper”, “Title | The Paper”.

    A path has two slashes at least; a suffix after a bar is a site, after a dash only when its words say so.
    """
    path = PATH.split(record.title)
    if len(path) > 2:
        yield _site(record, path[0], path[-1])
        return
    match = SUFFIX.fullmatch(record.title)
    if match is None:
        return
    site = match["site"].strip()
    if match["mark"] == "|" or _is_outlet(site, record, around):
        yield _site(record, match["title"], site)


def same_quotes(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """Quotation marks inside the same quotation marks: where the inner ones end can only be guessed.

    References print the title of a part between straight quotes, so straight ones inside it are the same. Guillemets
    inside guillemets are told apart by nobody either.
    """
    title = record.title
    if '"' in title and record.type not in WHOLE_WORKS:
        opening, closing = tuple(INNER.get(record.language.split("-")[0] or _guess(title), "‘’"))
        mended = STRAIGHT.sub(rf"{opening}\1{closing}", title)
        safe = '"' not in mended and opening not in title
        yield Finding(
            "same-quotes",
            "title",
            _('The title has " inside, and references print it between the same ".'),
            replace(record, title=mended) if safe else None,
        )
    elif _nests(title):
        yield Finding("same-quotes", "title", _("« stands inside « »: use „ “ for the inner quotation."))


def _site(record: SourceRecord, title: str, site: str) -> Finding:
    """Mended where no name is lost: the site is named elsewhere already, or nothing is and it moves there."""
    named = {fold_title(record.container_title), fold_title(record.publisher)} - {""}
    safe = not record.container_title or fold_title(site) in named
    container = record.container_title or ("" if fold_title(site) in named else site)
    return Finding(
        "site-in-title",
        "title",
        _("The title ends with the name of the site: “%s”. It belongs under published in.") % site,
        replace(record, title=title.rstrip(), container_title=container) if safe else None,
    )


def _is_outlet(site: str, record: SourceRecord, around: Surroundings) -> bool:
    name = fold_title(site)
    own = {fold_title(record.container_title), fold_title(record.publisher)} - {""}
    host = (urlsplit(record.url).hostname or "").removeprefix("www.")
    labels = {fold_title(host), fold_title(host.split(".")[0])} - {""}
    words = name.split()
    return (
        name in own
        or name in labels
        or name in around.outlets
        or (any(word in OUTLET_WORDS for word in words) and len(words) <= 6)
    )


def _nests(title: str) -> bool:
    depth = 0
    for letter in title:
        depth += (letter == "«") - (letter == "»")
        if depth > 1:
            return True
    return False


def _guess(title: str) -> str:
    """For want of a language: Cyrillic titles quote as Russian and Kazakh ones do."""
    return "ru" if re.search("[А-Яа-яЁё]", title) else ""
