"""The country's parties at the foot of every page about its politics, grouped by their state."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.page.page import Navbox, NavboxGroup
from articles.page.pieces import navboxes
from articles.page.reading import Named, Reading
from common.formatting import country_name
from parties.models import Party

GROUPS = {
    Party.State.ACTIVE: gettext_lazy("Active"),
    Party.State.MERGED: gettext_lazy("Merged"),
    Party.State.BANNED: gettext_lazy("Banned"),
    Party.State.DISSOLVED: gettext_lazy("Dissolved"),
    Party.State.UNKNOWN: gettext_lazy("Others"),
}


def _read(reading: Reading) -> None:
    if reading.root.country:
        reading.want_list("party", reading.root.country)
    reading.want_columns("party", "state", "category")


@navboxes.supply("parties", _read)
def _build(reading: Reading, _nothing: None) -> Iterable[Navbox]:
    country = reading.root.country
    parties = [
        named for named in reading.articles.values() if named.kind == "party" and named.country == country and named.url
    ]
    groups = [
        (label, [named for named in parties if _is_party(named) and named.more["state"] == state])
        for state, label in GROUPS.items()
    ]
    groups.append((gettext_lazy("Alliances"), [named for named in parties if not _is_party(named)]))
    shown = tuple(NavboxGroup(str(label), tuple(named.link() for named in found)) for label, found in groups if found)
    if country and shown:
        yield Navbox(_("Political parties of %s") % country_name(country), shown)


def _is_party(named: Named) -> bool:
    return named.more["category"] == Party.Category.PARTY
