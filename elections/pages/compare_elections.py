"""Two elections side by side: what they were, and each contestant's figures in both."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.page.facts import Fact, Link
from articles.page.page import Cell, Column, Table, figure
from articles.page.reading import Reading
from common.formatting import format_number, format_sum
from elections.arithmetic.shares import rounded
from elections.formatting import format_count, format_points, format_share
from elections.models import Election, Result
from elections.pages.compare_sides import Comparison, facts_table, field, find, link_of, page_of, suggestions
from elections.standings import Standing, Tally, printed_name, read_results
from revisions.moments import Present


def compare_elections(asked: Mapping[str, str]) -> Comparison:
    """The comparison that `?a=` and `?b=` ask for: addresses or titles of published elections."""
    typed = asked.get("a", ""), asked.get("b", "")
    one, other = (find(Election, words) for words in typed)
    labels = _("First election"), _("Second election")
    fields = field("a", labels[0], typed[0], one), field("b", labels[1], typed[1], other)
    title, url = _("Compare two elections"), reverse("elections:compare")
    if one is None or other is None:
        return Comparison(title, url, fields, suggestions(Election))
    pages = page_of(one), page_of(other)
    return Comparison(
        title,
        url,
        fields,
        suggestions(Election),
        (link_of(one), link_of(other)),
        (facts_table(pages), _results(one, other)),
    )


def _results(one: Any, other: Any) -> Table:
    """Contestants of either election, those of the second first, in the order of its table."""
    reading = Reading(Present(), other)
    results = read_results(reading, Q(election_id__in=[one.pk, other.pk]))
    reading.want_article(one.pk, other.pk, *(row.party_id for row in results), *(row.person_id for row in results))
    reading.resolve()
    tally = Tally(reading, results, ())
    then, now = (
        {_who(s): s for s in tally.standings(reading.articles[pk])} if pk in reading.articles else {}
        for pk in (one.pk, other.pk)
    )
    years = one.date[:4] or _("first"), other.date[:4] or _("second")
    if years[0] == years[1]:
        years = one.date, other.date
    columns = (
        Column(_("Contestant")),
        Column(_("Votes %s") % years[0], True),
        Column(_("Votes %s") % years[1], True),
        Column(f"% {years[0]}", True),
        Column(f"% {years[1]}", True),
        Column(_("pp"), True),
        Column(_("Seats %s") % years[0], True),
        Column(_("Seats %s") % years[1], True),
        Column("+/–", True),
    )
    rows = tuple(_row(reading, then.get(who), now.get(who)) for who in dict.fromkeys([*now, *then]))
    return Table(_("Results"), columns, rows)


def _who(standing: Standing) -> object:
    row = standing.row
    return row.person_id or row.party_id or (row.kind, row.label)


def _row(reading: Reading, then: Standing | None, now: Standing | None) -> tuple[Cell, ...]:
    pair = (then, now)
    row: Result = next(standing.row for standing in (now, then) if standing is not None)
    names = list(dict.fromkeys(printed_name(reading, s.row) for s in (now, then) if s is not None))
    who = reading.link(row.person_id) if row.person_id else reading.link(row.party_id, names[0])
    shares = [s.share if s else None for s in pair]
    seats = [s.seats if s else None for s in pair]
    places = min(s.places for s in pair if s is not None)
    points = rounded(shares[1] - shares[0], places) if shares[0] is not None and shares[1] is not None else None
    change = format_sum(seats[1] - seats[0]) if seats[0] is not None and seats[1] is not None else ""
    then_named = _("as %s") % names[1] if names[1:] and not row.person_id else ""
    return (
        Cell((Fact((Link(who.text, who.url),), after=then_named),), heading=True),
        *(figure(format_count(s.row.votes) if s else "") for s in pair),
        *(figure(format_share(s.share, s.places) if s else "") for s in pair),
        figure(format_points(points)),
        *(figure(format_number(count) if count is not None else "") for count in seats),
        figure(change),
    )
