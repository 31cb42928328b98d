"""Two parties side by side: what they are, and how each did at the elections that either stood at."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.page.facts import Fact
from articles.page.page import Cell, Column, Table, figure
from articles.page.reading import Named, Reading
from elections.formatting import format_change, format_count, format_rank, format_share
from elections.pages.compare_sides import Comparison, facts_table, field, find, link_of, page_of, suggestions
from elections.standings import Standing, Tally, read_lineages, read_results
from parties.models import Party
from revisions.moments import Present


def compare_parties(asked: Mapping[str, str]) -> Comparison:
    """The comparison that `?a=` and `?b=` ask for: addresses or titles of published parties."""
    typed = asked.get("a", ""), asked.get("b", "")
    one, other = (find(Party, words) for words in typed)
    fields = field("a", _("First party"), typed[0], one), field("b", _("Second party"), typed[1], other)
    title, url = _("Compare two parties"), reverse("elections:compare-parties")
    if one is None or other is None:
        return Comparison(title, url, fields, suggestions(Party))
    pages = page_of(one), page_of(other)
    return Comparison(
        title,
        url,
        fields,
        suggestions(Party),
        (link_of(one), link_of(other)),
        (facts_table(pages), *_elections(one, other)),
    )


def _elections(one: Any, other: Any) -> list[Table]:
    reading = Reading(Present(), other)
    results = read_results(reading, Q(party_id__in=[one.pk, other.pk]))
    lineages = read_lineages(reading, [one.pk, other.pk])
    reading.resolve()
    tally = Tally(reading, results, lineages)
    stood = {row.election_id for row in results if row.party_id in (one.pk, other.pk)}
    elections = [reading.articles[pk] for pk in stood if pk in reading.articles and reading.articles[pk].url]
    elections.sort(key=lambda election: (election.more["date"], election.title))
    if not elections:
        return []
    columns = (
        Column(_("Election")),
        *(
            Column(words, True)
            for party in (one, other)
            for words in (
                _("%s: votes") % party.title,
                "%",
                _("Seats"),
                "+/–",
                _("Position"),
            )
        ),
    )
    rows = tuple(
        (
            Cell((Fact((election.link(),)),), heading=True),
            *_side(tally, election, one.pk),
            *_side(tally, election, other.pk),
        )
        for election in elections
    )
    return [Table(_("Elections"), columns, rows)]


def _side(tally: Tally, election: Named, party: int) -> tuple[Cell, ...]:
    found: Standing | None = next(iter(tally.standings(election, party)), None)
    words = ("",) * 5
    if found is not None:
        words = (
            format_count(found.row.votes),
            format_share(found.share, found.places),
            format_count(found.seats),
            format_change(found.change),
            format_rank(found.rank),
        )
    return tuple(figure(text) for text in words)
