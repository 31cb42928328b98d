"""Addresses for the checks of whole pages: every public page, or a few that stand for all.

`query` runs SQL: a journey asks the database of the site that it walks through, other tests ask their own.
"""

from collections.abc import Callable
from typing import Any

from articles.kinds import kinds

Query = Callable[[str], list[tuple[Any, ...]]]

NOT_FOUND = "/parties/no-such-party/"
SEARCHES = ["/search/", "/search/?q=Bautaq", "/search/?q=Kazakhstan&page=2"]
ARTICLES = "SELECT kind, slug FROM articles_article WHERE status = 'published' ORDER BY length(body), slug"
SOURCES = (
    "SELECT source.key FROM citations_citation AS source LEFT JOIN articles_factcitation AS fact"
    " ON fact.citation_id = source.id GROUP BY source.key ORDER BY count(fact.id) DESC, source.key"
)


def every_page(query: Query) -> list[str]:
    lists = ["/", "/sources/", *(f"/{model.path}/" for model in kinds().values())]
    articles = [address for addresses in _articles(query).values() for address in addresses]
    return [*lists, *articles, *_sources(query), *SEARCHES, NOT_FOUND]


def chosen_pages(query: Query) -> list[str]:
    """The longest and the shortest article of each kind, the source used most, home, a list, and what is not there."""
    ends = [address for addresses in _articles(query).values() for address in (addresses[-1], addresses[0])]
    return ["/", "/parties/", *ends, _sources(query)[0], *SEARCHES, NOT_FOUND]


def ways_on(query: Query) -> list[str]:
    """Pages beside articles: every sort of list, what links to a party, how it is cited, the keys."""
    party = _articles(query)["party"][-1]
    return [
        "/people/",
        "/events/",
        "/elections/?view=table",
        "/assemblies/?view=cards",
        "/sources/",
        "/parties/?view=cards&state=active",
        "/parties/?founded=1800",
        "/events/?view=cards",
        f"{party}links/",
        f"{party}cite/",
        "/shortcuts/",
        f"{party}report/?about=x",
        f"{party}reports/",
        "/elections/compare/?a=mazhilis-2021&b=mazhilis-2023",
    ]


def pages_of_history(query: Query) -> list[str]:
    """The history's pages of a party and of a source, as anybody sees them; the demo is revision 1."""
    party = _articles(query)["party"][-1]
    source = _sources(query)[0]
    pasts = [f"{address}{page}" for address in (party, source) for page in ("history/", "revisions/1/", "compare/0/1/")]
    return ["/changes/", *pasts, f"{party}compare/0/1/?view=inline", f"{party}history/?start=nonsense"]


def longest_articles(query: Query) -> list[str]:
    return [addresses[-1] for addresses in _articles(query).values()]


def most_used_source(query: Query) -> str:
    return _sources(query)[0]


def _articles(query: Query) -> dict[str, list[str]]:
    """Addresses of each kind's articles, the shortest text first."""
    found: dict[str, list[str]] = {kind: [] for kind in kinds()}
    for kind, slug in query(ARTICLES):
        found[kind].append(f"/{kinds()[kind].path}/{slug}/")
    return found


def _sources(query: Query) -> list[str]:
    return [f"/sources/{key}/" for (key,) in query(SOURCES)]
