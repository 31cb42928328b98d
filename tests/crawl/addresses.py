"""Every public address of the crawled site: each pattern of the URL configuration, filled with every name there is."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from django.conf import settings
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver

from articles.kinds import kinds
from articles.models import Article, Image
from citations.models import Citation
from revisions.moments import head
from tests.crawl.site import DAY

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
NOT_PUBLIC = re.compile(r"^(admin|healthz)")
# The public is sent to sign in: one address a pattern says it.
WRITES = re.compile(r"/(restore|undo|hide|review|delete|undelete|mend)/")
QUERIES = (
    "/search/?q=Baitaq",
    "/search/?q=Bautaq",
    "/search/?q=Kazakhstan&page=2",
    "/search/?q=hushed",
    "/search/?q=",
    "/search/?q=%D0%91%D0%B0%D0%B9%D1%82%D0%B0%D0%BA&kind=party",
    "/search/suggest?q=bai",
    "/search/suggest?q=hushed",
    "/parties/?view=cards&state=active",
    "/parties/?founded=1800",
    "/parties/?state=nonsense",
    "/people/?view=table",
    "/events/?view=timeline",
    "/events/?view=cards",
    "/elections/?view=table",
    "/assemblies/?view=cards",
    "/sources/?type=book",
    "/sources/?page=3",
    "/changes/?kind=party",
    "/changes/?user=aigerim",
    "/changes/?start=2",
    "/elections/compare/?a=mazhilis-2021&b=mazhilis-2023",
    "/parties/compare/?a=amanat&b=aq-jol",
    "/elections/mazhilis-2023/?method=dhondt&threshold=3",
    "/elections/mazhilis-2023/?order=votes",
    "/parties/baytaq-green-party/history/?start=3",
    "/parties/baytaq-green-party/compare/1/2/?view=inline",
    "/parties/baytaq-green-party/report/?about=slogan",
    "/parties/no-such-party/",
    "/no-such-page/",
)
API = (
    "parties?limit=5",
    "people?limit=5&offset=40",
    "elections?date=2023",
    "results?limit=50",
    "sources?limit=3",
    "parties/baytaq-green-party?revision=1",
    "parties/baytaq-green-party?as_of=2026-11-25",
    "parties?limit=nonsense",
    "changes?limit=4",
    "popolo/memberships?limit=5",
    "popolo/organizations?limit=2",
)


def every_address() -> list[str]:
    """Addresses in a fixed order: those without a language once, others in each language of the interface."""
    plain, spoken = [], []
    for resolver in get_resolver().url_patterns:
        translated = isinstance(resolver.pattern, LocalePrefixPattern)
        for path in _paths([resolver], ""):
            (spoken if translated else plain).extend(_filled(path))
    languages = [code for code, _name in settings.LANGUAGES]
    prefixes = ["" if code == settings.LANGUAGE_CODE else f"/{code}" for code in languages]
    everywhere = [prefix + address for prefix in prefixes for address in (*spoken, *QUERIES)]
    return list(dict.fromkeys([*plain, *(f"/api/v1/{query}" for query in API), *everywhere]))


def _paths(resolvers: Iterable[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for resolver in resolvers:
        path = before if isinstance(resolver.pattern, LocalePrefixPattern) else before + str(resolver.pattern)
        if isinstance(resolver, URLResolver):
            yield from _paths(resolver.url_patterns, path)
        else:
            yield path


def _filled(path: str) -> Iterator[str]:
    if NOT_PUBLIC.match(path):
        return
    if path.startswith("^media"):
        yield from (f"/media/{image.file.name}" for image in Image.objects.order_by("id"))
        return
    names = _names(path)
    numbers = ["1", str(head())]
    values = {
        "slug": names,
        "name": names,
        "key": names,
        "number": numbers,
        "day": [DAY.date().isoformat(), "2020-01-01"],
        "old": ["0"],
        "new": numbers,
        "extension": ["bib", "ris", "json", "csv"],
        "section": [*_sections()],
        "rule": ["title-case"],
    }
    places = PLACE.findall(path)
    for filling in product(*(values[place] for place in places)):
        given = iter(filling)
        yield "/" + PLACE.sub(lambda _match, given=given: next(given), path).replace("^", "").replace("$", "")


def _names(path: str) -> list[str]:
    """The names that fit an address: articles of its kind, hushed and gone ones included, sources, pictures."""
    found: list[str] = []
    for kind, model in kinds().items():
        if re.match(rf"(api/v1/)?{model.path}/", path):
            found = [*Article.objects.filter(kind=kind).order_by("id").values_list("slug", flat=True), *_gone(model)]
    if re.match(r"(api/v1/)?sources/", path):
        found = [*Citation.objects.order_by("id").values_list("key", flat=True)]
    if path.startswith("images/"):
        found = [image.name for image in Image.objects.order_by("id")]
    if path.startswith("names/"):
        found = ["baytaq"]
    return found[:1] if WRITES.search(path) else found


def _gone(model: type[Article]) -> list[str]:
    """Addresses that articles of a kind had: they lead on, or are gone."""
    live = model._default_manager.values("slug")
    history = model.history.model.objects  # type: ignore[attr-defined]
    return sorted(set(history.exclude(slug__in=live).values_list("slug", flat=True)))


def _sections() -> list[str]:
    return [*(model.path for model in kinds().values()), "sources"]
