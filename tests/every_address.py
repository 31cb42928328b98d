"""Every public address of the site, found in its URL configuration: a new one is asked by existing."""

import re
from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, get_resolver

from revisions.models import Revision

EXEMPT = re.compile(r"\^?(admin|media|healthz)")


def patterns(resolver: URLResolver, before: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        found += patterns(one, path) if isinstance(one, URLResolver) else [(path, one)]
    return found


def addresses(slugs: Sequence[str]) -> list[str]:
    """Every address of the site with each of these names in its places, at the newest revision and on its day."""
    newest = str(Revision.objects.latest("number").number)
    day = Revision.objects.latest("number").created_at.date().isoformat()
    filled = set()
    for path, _pattern in patterns(get_resolver()):
        if EXEMPT.match(path):
            continue
        for name in slugs:
            places = {
                "slug:slug": name,
                "slug:name": name,
                "slug": name,
                "key:key": "none",
                "key:name": "none",
                "int:number": newest,
                "number": newest,
                "str:day": day,
                "int:old": "0",
                "slug:new": newest,
                "slug:extension": "json",
                "section": "parties",
                "key": "none",
            }
            filled.add(_filled(path, places))
    return sorted(filled)


def _filled(path: str, places: dict[str, str]) -> str:
    return "/" + re.sub(r"<([^>]+)>", lambda match: places.get(match[1], "x"), path).replace("^", "").replace("$", "")
