"""An election's tables: results in force, rounds, regions, and what was announced before.

Under a table stands why figures are not all there, and why a change of seats is what it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.page.context import PageContext
from articles.page.facts import Fact, Link, Text
from articles.page.page import Block, Cell, Column, FactList, Section, Table, figure, words
from articles.page.pieces import sections
from articles.page.reading import Named, Reading
from articles.page.sorting import Order, ordered, sortable
from common.dates import could_precede, format_partial_date
from common.formatting import capitalise, format_sum
from elections.formatting import format_change, format_count, format_points, format_share
from elections.models import Result, ResultSet
from elections.outcome import outcome
from elections.pages.charts import bars_of_votes, hemicycle_of_seats
from elections.pages.election import ElectionRows, read_rows
from elections.standings import Standing, is_in_force, name_of, printed_name
from parties.models import Lineage

Row = tuple[Cell, ...]
Kind = Lineage.Kind


@dataclass(frozen=True)
class Shown:
    """Which columns a table of parties has: those of which something is known."""

    leader: bool
    votes: bool
    swing: bool
    kinds: bool  # seats from lists and in constituencies


@sections.supply("results", read_rows)
def _results(reading: PageContext, rows: ElectionRows) -> Iterable[Section]:
    if rows.standings:
        presidential = any(standing.row.kind == Result.Kind.CANDIDATE for standing in rows.standings)
        table = _candidates_table(reading, rows) if presidential else _parties_table(reading, rows)
        table = replace(table, links=tuple(_links(reading, rows)))
        blocks: tuple[Block, ...] = (*hemicycle_of_seats(reading, rows), table, *bars_of_votes(reading, rows))
        yield Section(_("Results"), 2, "", blocks, edits="results")
    for number in rows.round_numbers:
        yield _round(reading, number, [row for row in rows.own if row.round == number and row.result_set is None])
    for announced in rows.result_sets:
        yield _announced(reading, rows, announced)
    described = {announced.number for announced in rows.result_sets}
    for number in sorted({row.result_set for row in rows.own if row.result_set is not None} - described):
        heading = _("Result set %d") % number
        yield Section(heading, 3, "", (_announced_table(reading, rows, number, heading),))


def _links(reading: Reading, rows: ElectionRows) -> Iterable[Link]:
    slug = reading.root.slug
    yield Link("CSV", reverse("elections:csv", args=[slug]))
    yield Link("XLSX", reverse("elections:xlsx", args=[slug]))
    before = [election for election in rows.tally.before(rows.election) if election.url]
    if before:
        query = urlencode({"a": before[0].slug, "b": slug})
        yield Link(_("Compare with the election before"), f"{reverse('elections:compare')}?{query}")


def _parties_table(reading: PageContext, rows: ElectionRows) -> Table:
    found = rows.standings
    shown = Shown(
        leader=any(s.row.leader_id for s in found),
        votes=any(s.row.votes is not None or s.share is not None for s in found),
        swing=any(s.swing is not None for s in found),
        kinds=any(s.row.seats_list is not None or s.row.seats_constituency is not None for s in found),
    )
    columns = [_head(reading, _("Party"), "party")]
    columns += [Column(_("Leader"))] if shown.leader else []
    columns += [_head(reading, _("Votes"), "votes", True), _head(reading, "%", "share", True)] if shown.votes else []
    columns += [_head(reading, _("pp"), "swing", True)] if shown.swing else []
    columns += [_head(reading, _("Seats"), "seats", True), _head(reading, "+/–", "change", True)]
    columns += [Column(_("List"), True), Column(_("Constituency"), True)] if shown.kinds else []
    printed: list[Row] = []
    for standing in ordered(found, _orders(reading), reading.asked):
        printed.append(_party_row(reading, standing.row, shown, standing))
        printed += [_party_row(reading, member, shown) for member in _members(rows, standing.row)]
    return Table(_("Results"), tuple(columns), tuple(printed), tuple(result_notes(reading, found)))


def _members(rows: ElectionRows, alliance: Any) -> list[Any]:
    """The parts of an alliance's row that belong to its members."""
    if alliance.party_id is None:
        return []
    return [row for row in rows.own if is_in_force(row) and row.alliance_id == alliance.party_id]


def _party_row(reading: PageContext, row: Any, shown: Shown, standing: Standing | None = None) -> Row:
    """A contestant; without a standing a member of the alliance above, with no share and no change of its own."""
    after = "" if standing else _("of these")
    cells = [Cell((reading.fact(_contestant_link(reading, row), row=row, after=after),), heading=True)]
    cells += [Cell((Fact((reading.link(row.leader_id),)),))] if shown.leader else []
    cells += [figure(format_count(row.votes)), _share(standing) if standing else figure("")] if shown.votes else []
    cells += [figure(format_points(standing.swing if standing else None))] if shown.swing else []
    cells += [figure(format_count(row.seats)), figure(format_change(standing.change) if standing else "")]
    kinds = (row.seats_list, row.seats_constituency) if shown.kinds else ()
    return (*cells, *(figure(format_count(seats)) for seats in kinds))


def _candidates_table(reading: PageContext, rows: ElectionRows) -> Table:
    columns = (
        _head(reading, _("Candidate"), "party"),
        Column(_("Nominated by")),
        _head(reading, _("Votes"), "votes", True),
        _head(reading, "%", "share", True),
        Column(_("Outcome")),
    )
    printed = []
    for standing in ordered(rows.standings, _orders(reading), reading.asked):
        row = standing.row
        who = reading.link(row.person_id) if row.person_id else Link(printed_name(reading, row))
        by = reading.link(row.party_id, row.label if row.person_id else "")
        by = Link("") if by.text == who.text else by  # whoever nominated is not known
        printed.append(
            (
                Cell((reading.fact(who, row=row),), heading=True),
                Cell((Fact((by,)),) if by.text else ()),
                figure(format_count(row.votes)),
                _share(standing),
                words(outcome(row)),
            )
        )
    return Table(_("Results"), columns, tuple(printed), tuple(result_notes(reading, rows.standings)))


def _orders(reading: Reading) -> list[Order[Standing]]:
    return [
        Order("party", lambda standing: name_of(reading, standing.row).casefold()),
        Order("votes", lambda standing: standing.row.votes),
        Order("share", lambda standing: standing.share),
        Order("swing", lambda standing: standing.swing),
        Order("seats", lambda standing: standing.row.seats),
        Order("change", lambda standing: standing.change.amount),
    ]


def _head(reading: PageContext, words: str, order: str, numeric: bool = False) -> Column:
    return sortable(Column(words, numeric), order, reading.asked, "_".join(_("Results").split()))


def _share(standing: Standing) -> Cell:
    return figure(format_share(standing.share, standing.places))


def _round(reading: PageContext, number: int, rows: Sequence[Any]) -> Section:
    columns = (Column(_("Party")), Column(_("Votes"), True), Column(_("Seats"), True))
    printed = tuple(
        (
            Cell((reading.fact(_contestant_link(reading, row), row=row),), heading=True),
            figure(format_count(row.votes)),
            figure(format_count(row.seats if row.seats is not None else row.seats_constituency)),
        )
        for row in rows
    )
    return Section(_("Round %s") % number, 3, "", (Table(_("Round %s") % number, columns, printed),))


def _announced(reading: PageContext, rows: ElectionRows, announced: Any) -> Section:
    """Results as they were announced once, and how those in force differ."""
    stage = capitalise(str(ResultSet.Stage(announced.stage).label))
    heading = _("%s results") % stage
    if announced.date:
        heading = _("%(stage)s results, %(date)s") % {"stage": stage, "date": format_partial_date(announced.date)}
    totals = FactList((reading.fact(Text(_totals(announced) or heading), row=announced),))
    return Section(heading, 3, "", (totals, _announced_table(reading, rows, announced.number, heading)))


def _announced_table(reading: PageContext, rows: ElectionRows, number: int, heading: str) -> Table:
    columns = (
        Column(_("Party")),
        Column(_("Votes"), True),
        Column(_("now"), True),
        Column(_("Seats"), True),
        Column(_("now"), True),
    )
    in_force = {_identity(row): row for row in rows.own if is_in_force(row)}
    printed = []
    for row in (row for row in rows.own if row.result_set == number):
        now = in_force.get(_identity(row))
        printed.append(
            (
                Cell((reading.fact(reading.link(row.person_id or row.party_id, row.label), row=row),), heading=True),
                figure(format_count(row.votes)),
                figure(_difference(row.votes, now.votes if now else None)),
                figure(format_count(row.seats)),
                figure(_difference(row.seats, now.seats if now else None)),
            )
        )
    return Table(heading, columns, tuple(printed))


def _identity(row: Any) -> tuple[Any, ...]:
    return (row.person_id, row.party_id) if row.person_id or row.party_id else (row.kind, row.label)


def _difference(then: int | None, now: int | None) -> str:
    return format_sum(now - then) if then is not None and now is not None else ""


def _totals(announced: Any) -> str:
    named = ((_("votes cast"), announced.cast), (_("valid"), announced.valid), (_("invalid"), announced.invalid))
    return ", ".join(f"{words} {format_count(count)}" for words, count in named if count is not None)


def _contestant_link(reading: Reading, row: Any) -> Link:
    return reading.link(row.party_id, row.label) if row.party_id else Link(printed_name(reading, row))


def result_notes(reading: Reading, found: Sequence[Standing]) -> Iterable[str]:
    """The notes of an election's overall results, in the order of the table."""
    rows = reading.once(read_rows)
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


def _of_party(reading: Reading, standing: Standing, lineages: Iterable[Any], before: Named | None) -> Iterable[str]:
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
