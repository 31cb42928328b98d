"""What an address asks of a list: `?state=active&sort=-founded&view=cards&page=2`."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest

from articles.indexes.plans import Plan

TITLE = "title"
TABLE, CARDS, TIMELINE = "table", "cards", "timeline"


@dataclass(frozen=True)
class Asked:
    """`filters` are pairs of name and value; `sort` has a minus for the other way round, "" for the list's own."""

    filters: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    view: str = ""
    page: int = 1

    def query(self, **other: str) -> str:
        """As an address of the same list, with some of it exchanged; "" leaves a thing out. The page is the first."""
        pairs = {**dict(self.filters), "sort": self.sort, "view": self.view, **other}
        return "?" + urlencode({name: value for name, value in pairs.items() if value})

    @property
    def files(self) -> str:
        """The part of it that files follow: the filters."""
        return f"?{urlencode(self.filters)}" if self.filters else ""


def read_asked(plan: Plan, given: Mapping[str, str]) -> Asked:
    """Raises BadRequest for a view, an order or a page that the list cannot have."""
    names = [one.name for one in plan.filters]
    filters = tuple((name, value) for name in names if (value := given.get(name, "").replace("\0", "").strip()))
    sort, view, page = given.get("sort", ""), given.get("view", ""), given.get("page", "1")
    if sort and sort.removeprefix("-") not in {TITLE, *(order.name for order in plan.orders if order.column)}:
        raise BadRequest(f"No order “{sort}” here.")
    if view and view not in views_of(plan):
        raise BadRequest(f"No view “{view}” here.")
    if not (page.isascii() and page.isdigit() and len(page) < 7 and int(page)):
        raise BadRequest(f"No page “{page}” here.")
    return Asked(filters, sort, view, int(page))


def views_of(plan: Plan) -> tuple[str, ...]:
    """The ways in which a list can be seen, its own first."""
    return (TIMELINE, TABLE, CARDS) if plan.date else (TABLE, CARDS)
