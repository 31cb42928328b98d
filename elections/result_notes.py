"""What stands under a table of results: why figures are not all there, and why a change of seats is what it is."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.page.context import Named, Reading
from common.dates import could_precede
from elections.standings import Standing
from parties.models import Lineage

Kind = Lineage.Kind


def result_notes(reading: Reading, found: Sequence[Standing]) -> Iterable[str]:
    """The notes of an election's overall results, in the order of the table."""
    rows: Any = reading.shared["election"]
    election = reading.articles[reading.root.id]
    earlier = rows.tally.before(election)
    before = earlier[0] if earlier else None
    if not reading.root.complete:
        yield _("The results are not complete: no source seen gives all of them.")
    if before is not None and before.more["seats_total"] and reading.root.seats_total:
        sizes = {"before": before.more["seats_total"], "now": reading.root.seats_total}
        if sizes["before"] != sizes["now"]:
            yield _("The assembly had %(before)d seats at the election before, and has %(now)d.") % sizes
    if before is not None and before.more["system"] and reading.root.system not in ("", before.more["system"]):
        yield _("The electoral system was another at the election before: %s.") % before.more["system"]
    for standing in found:
        yield from _of_party(reading, standing, rows.lineages, before)


def _of_party(
    reading: Reading, standing: Standing, lineages: Iterable[Any], before: Named | None
) -> Iterable[str]:  # fmt: skip
    name = standing.row.label
    if standing.change.absent_last_time:
        yield _("%s did not stand at the election before.") % name
    for lineage in lineages:
        if standing.row.party_id is None or lineage.party_id != standing.row.party_id:
            continue
        words = {"party": name, "other": _name(reading, lineage)}
        if lineage.kind == Kind.ABSORBED and before is not None and _since(lineage, before, reading.root.date):
            yield _("%(party)s has absorbed %(other)s since the election before; its seats are not counted in.") % words
        elif lineage.kind == Kind.SPLIT_FROM and standing.change.new:
            yield _("%(party)s split from %(other)s.") % words


def _since(lineage: Any, before: Named, day: str) -> bool:
    """Whether it happened after the election before and by `day`; not where its date leaves that open."""
    date = lineage.on_date or lineage.start_date
    return bool(date) and not could_precede(date, before.more["date"]) and could_precede(date, day)


def _name(reading: Reading, lineage: Any) -> str:
    named = reading.articles.get(lineage.other_id or 0)
    return lineage.label or (named.title if named else "")
