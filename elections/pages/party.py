"""A party's electoral history: one table for each assembly, computed from the elections' own results.

The rows belong to the elections' articles: no marks are printed here, the year links to where their sources stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.page.context import PageContext
from articles.page.facts import Fact, Link, Seats
from articles.page.page import Cell, Column, InfoboxRow, Section, Table, figure, words
from articles.page.pieces import infobox_rows, sections
from articles.page.reading import Named, Reading
from elections.charts.lines import Lines, Point, lines
from elections.formatting import format_change, format_count, format_rank, format_share
from elections.models import Assembly, Election
from elections.outcome import outcome
from elections.standings import Standing, Tally, is_in_force, read_results
from parties.models import Party
from parties.pages.party import read_rows


@dataclass(frozen=True)
class Contest:
    """The party at one election."""

    election: Named
    standing: Standing


@dataclass
class PartyResults:
    """All results that a party's page needs, and the party's own at public elections; counted once."""

    reading: Reading
    results: list[Any]
    lineages: list[Any]

    @cached_property
    def tally(self) -> Tally:
        """Only once everything named is fetched."""
        return Tally(self.reading, self.results, self.lineages)

    @cached_property
    def contests(self) -> list[Contest]:
        """Newest first."""
        return _contests(self.reading, self.results, self.tally)


def read_party_results(reading: Reading) -> PartyResults:
    results = read_results(reading, Q(party_id=reading.root.id))
    own = [row for row in results if row.party_id == reading.root.id]
    reading.want_article(*(row.leader_id for row in own), *(row.person_id for row in own))
    elections = {row.election_id for row in own}
    reading.want_article(*reading.moment.rows(Election, id__in=elections).values_list("assembly_id", flat=True))
    reading.want_columns("assembly", "category")
    return PartyResults(reading, results, reading.once(read_rows).lineages)


def _contests(reading: Reading, results: list[Any], tally: Tally) -> list[Contest]:
    party = reading.root.id
    elections = {
        row.election_id: reading.articles[row.election_id]
        for row in results
        if row.party_id == party and is_in_force(row) and row.election_id in reading.articles
    }
    found = [
        Contest(election, standing)
        for election in elections.values()
        if election.url
        for standing in tally.standings(election, party)
    ]
    return sorted(found, key=lambda contest: contest.election.more["date"], reverse=True)


@infobox_rows.supply("seats", read_party_results)
def _seats_rows(reading: PageContext, rows: PartyResults) -> Iterable[InfoboxRow]:
    """Seats now, in each chamber: those of the newest election to it, if the party still exists."""
    if reading.root.state != Party.State.ACTIVE:
        return
    for group in _by_assembly(reading, rows.contests).values():
        newest = group[0]
        assembly = reading.articles.get(newest.election.more["assembly_id"])
        if (
            assembly is None
            or assembly.more["category"] == Assembly.Category.OFFICE
            or not _is_newest(newest, rows.tally)
        ):
            continue
        if newest.standing.seats is not None:
            seats = Seats(newest.standing.seats, newest.election.more["seats_total"])
            yield InfoboxRow(assembly.title, (reading.fact(seats, marks=False),))


def _is_newest(contest: Contest, tally: Tally) -> bool:
    """Whether nobody was elected to the assembly since: who did not stand last time has no seats from before."""
    held = tally.held(contest.election.more["assembly_id"])
    return bool(held) and held[0].id == contest.election.id


@sections.supply("electoral history", read_party_results)
def _history(reading: PageContext, rows: PartyResults) -> Iterable[Section]:
    groups = _by_assembly(reading, rows.contests)
    if not groups:
        return
    yield Section(_("Electoral history"), 2, "", ())
    for place, (heading, contests) in enumerate(groups.items(), 1):
        if _for_office(contests):
            yield Section(heading, 3, "", (_presidential(reading, heading, contests),))
        else:
            chart = lines_of(contests[::-1], f"chart-line-{place}", heading)
            yield Section(heading, 3, "", (_chamber(reading, heading, contests), *chart))


def _by_assembly(reading: Reading, contests: list[Contest]) -> dict[str, list[Contest]]:
    groups: dict[str, list[Contest]] = defaultdict(list)
    for contest in contests:
        assembly = reading.articles.get(contest.election.more["assembly_id"])
        if _for_office([contest]):
            heading = _("Presidential elections")
        else:
            heading = _("%s elections") % assembly.title if assembly else _("Other elections")
        groups[heading].append(contest)
    return groups


def _for_office(contests: list[Contest]) -> bool:
    return contests[0].election.more["category"] == Election.Category.PRESIDENTIAL


def _chamber(reading: PageContext, heading: str, contests: list[Contest]) -> Table:
    columns = (
        Column(_("Election")),
        Column(_("Party leader")),
        Column(_("Votes"), True),
        Column("%", True),
        Column(_("Seats")),
        Column("+/–", True),
        Column(_("Position"), True),
        Column(_("Outcome")),
    )
    rows = []
    for contest in reversed(contests):
        standing, more = contest.standing, contest.election.more
        row = standing.row
        seats = (Fact((Seats(row.seats, more["seats_total"]),)),) if row.seats is not None else ()
        rows.append(
            (
                Cell((_year(reading, contest),), heading=True),
                Cell((_leader(reading, row),)),
                figure(format_count(row.votes)),
                figure(format_share(standing.share, standing.places)),
                Cell(seats),
                figure(format_change(standing.change)),
                figure(format_rank(standing.rank)),
                words(outcome(row)),
            )
        )
    query = urlencode({"a": reading.root.slug})
    compare = Link(_("Compare with another party"), f"{reverse('elections:compare-parties')}?{query}")
    return Table(heading, columns, tuple(rows), tuple(_notes(contests[::-1])), (compare,))


def _notes(contests: list[Contest]) -> Iterable[str]:
    """Appointed seats of the elections shown, and elections that followed one without the party."""
    appointed: dict[int, list[str]] = defaultdict(list)
    for contest in contests:
        if contest.election.more["seats_appointed"]:
            appointed[contest.election.more["seats_appointed"]].append(contest.election.more["date"][:4])
    for count, years in appointed.items():
        yield _("%(years)s: %(count)s of the seats appointed.") % {"years": ", ".join(years), "count": count}
    for contest in contests:
        if contest.standing.change.absent_last_time:
            yield _("%s: the party did not stand at the election before.") % contest.election.more["date"][:4]


def _presidential(reading: PageContext, heading: str, contests: list[Contest]) -> Table:
    columns = (
        Column(_("Election")),
        Column(_("Candidate")),
        Column(_("Votes"), True),
        Column("%", True),
        Column(_("Position"), True),
        Column(_("Outcome")),
    )
    rows = tuple(
        (
            Cell((_year(reading, contest),), heading=True),
            Cell((Fact((reading.link(contest.standing.row.person_id),)),)),
            figure(format_count(contest.standing.row.votes)),
            figure(format_share(contest.standing.share, contest.standing.places)),
            figure(format_rank(contest.standing.rank)),
            words(outcome(contest.standing.row)),
        )
        for contest in reversed(contests)
    )
    return Table(heading, columns, rows)


def _year(reading: PageContext, contest: Contest) -> Fact:
    """The year, linked to the election; the name of that day where the party is now called otherwise."""
    label = contest.standing.row.label
    current = {reading.root.title, *(name.text for name in reading.names if name.kind != "former")}
    former = {name.text for name in reading.names if name.kind == "former"}
    then = _("as %s") % label if label in former - current else ""
    return Fact((Link(contest.election.more["date"][:4] or contest.election.title, contest.election.url),), after=then)


def _leader(reading: Reading, row: Any) -> Fact:
    return Fact((reading.link(row.leader_id),))


def lines_of(contests: Sequence[Any], anchor: str, heading: str) -> Iterable[Lines]:
    """The chart of contests in the order of time; nothing where fewer than two have figures."""
    points = [
        Point(
            year=contest.election.more["date"][:4],
            time=_time(contest.election.more["date"]),
            share=contest.standing.share,
            share_words=format_share(contest.standing.share, contest.standing.places),
            seats=contest.standing.seats,
        )
        for contest in contests
        if contest.election.more["date"]
    ]
    known = [point for point in points if point.share is not None or point.seats is not None]
    if len(known) < 2:
        return
    said = "; ".join(", ".join(filter(None, (point.year, point.share_words, _seats(point)))) for point in known)
    yield lines(known, anchor, heading, said)


def _seats(point: Point) -> str:
    return "" if point.seats is None else ngettext("%d seat", "%d seats", point.seats) % point.seats


def _time(date: str) -> float:
    """A date of any precision as a year with its fraction."""
    year, month, day = (*(int(part) for part in date.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 365
