"""Ask the pages of pasted addresses what they are. Off by default: the setting FETCH_SOURCES lets the site do it."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from citations.formats.base import Understood
from citations.formats.html_meta import read_metadata
from citations.pasting.read import Paste, Pasted
from citations.records import SourceRecord
from citations.web.client import INTERNET, LIMITS, Limits, Network, Refused, fetch

MOST = 20  # pages of one paste: an editor waits for them
AT_ONCE = 4
OK = range(200, 300)
PAGES = ("text/html", "application/xhtml+xml")
# Python knows codecs that are no character sets, some of them slow: only these families are asked for by name.
CHARSET = re.compile(
    r"charset=[\"']?((?:utf-?(?:8|16)|windows-|iso-?8859|koi8|cp\d|ibm|gb|shift|euc|big5|x?-?mac|us-ascii)[\w-]*)",
    re.IGNORECASE,
)


def may_ask() -> bool:
    return bool(settings.FETCH_SOURCES)


def ask_pages(paste: Paste, network: Network = INTERNET, limits: Limits = LIMITS) -> Paste:
    """The paste with what pages say of themselves, for sources of which only an address is known.

    A page that cannot be asked leaves its source as it was, with a word on why. Only the first `MOST` are asked.
    """
    asked = [number for number, found in enumerate(paste.sources) if _is_bare(found.understood.record)][:MOST]
    language = get_language()

    def ask(number: int) -> Pasted:
        with override(language):  # a thread of its own does not know the editor's
            return _asked(paste.sources[number], network, limits)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, asked))
    sources = list(paste.sources)
    for number, answer in zip(asked, answers, strict=True):
        sources[number] = answer
    return replace(paste, sources=tuple(sources))


def _is_bare(record: SourceRecord) -> bool:
    return bool(record.url) and not record.title


def _asked(found: Pasted, network: Network, limits: Limits) -> Pasted:
    record, left = found.understood.record, found.understood.left
    try:
        answer = fetch(record.url, limits, network)
        if answer.status not in OK:
            raise Refused(_("It answers with the status %d.") % answer.status)
        if answer.content_type.split(";")[0].strip().lower() not in PAGES:
            raise Refused(_("It is no web page: %s") % answer.content_type)
    except Refused as error:
        return replace(found, understood=Understood(record, (*left, _("not asked: %s") % error)))
    said = read_metadata(_text(answer.body, answer.content_type), answer.url).record
    values = {field.name: getattr(said, field.name) or getattr(record, field.name) for field in fields(record)}
    values |= {"doi": record.doi or said.doi, "url": record.url if record.doi else values["url"]}
    return replace(found, understood=Understood(SourceRecord(**values), left))


def _text(body: bytes, content_type: str) -> str:
    """The page's text by the character set that it names, in its header or its head; UTF-8 else."""
    named = CHARSET.search(content_type) or CHARSET.search(body[:2048].decode("latin-1"))
    try:
        return body.decode(named[1] if named else "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")
