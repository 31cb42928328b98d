"""An election's page: its figures in the infobox, the table of results, rounds and candidacies."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.formatting import capitalise
from articles.pages import Cell, Column, Fact, FactList, InfoboxRow, Link, Section, Table, Text, Time
from articles.reading import Named, Reading
from articles.registry import infobox_rows, sections
from citations.partial_dates import format_partial_date
from elections.counting import decimal_places
from elections.electoral_history import outcome
from elections.formatting import format_change, format_count, format_share
from elections.models import OVERALL, Candidacy, Election, Result, Round
from elections.result_notes import result_notes
from elections.standings import Standing, origins, read_lineages, read_results, standings

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class ElectionRows:
    rounds: list[Any]
    candidacies: list[Any]
    results: list[Any]  # of all elections to the assembly
    lineages: list[Any]


def register() -> None:
    infobox_rows.register(10, read_rows, _infobox, kinds=("election",))
    sections.register(100, lambda reading: None, _results, kinds=("election",))
    sections.register(110, lambda reading: None, _candidacies, kinds=("election",))


def read_rows(reading: Reading) -> ElectionRows:
    """The rows that an election's page needs, and the articles that it will name."""
    root = reading.root
    results = read_results(reading, Q(election_id=root.id))
    own = [row for row in results if row.election_id == root.id]
    rows = ElectionRows(
        reading.parts(Round), reading.parts(Candidacy), results, read_lineages(reading, (row.party_id for row in own))
    )
    reading.want_article(root.id, root.assembly_id, root.previous_id)
    reading.want_article(*(pk for row in own for pk in (row.party_id, row.person_id, row.leader_id)))
    reading.want_article(*(pk for row in rows.candidacies for pk in (row.party_id, row.person_id)))
    reading.want_columns("election", "date", "assembly_id")
    reading.shared["election"] = rows
    return rows


def _infobox(reading: Reading, rows: ElectionRows) -> Iterable[InfoboxRow]:
    election = reading.root
    if election.assembly_id:
        yield InfoboxRow(_("Elected"), (reading.fact(reading.link(election.assembly_id), field="assembly"),))
    yield from _dates(reading, rows.rounds)
    if election.course != Election.Outcome.HELD:
        yield InfoboxRow(_("Course"), (Fact((Text(capitalise(str(Election.Outcome(election.course).label))),)),))
    if election.system:
        yield InfoboxRow(_("Electoral system"), (reading.fact(Text(capitalise(election.system)), field="system"),))
    counts = {
        "seats_total": _("Seats"), "seats_elected": _("Seats elected"), "seats_list": _("From lists"),
        "seats_constituency": _("In constituencies"), "seats_appointed": _("Appointed"),
    }  # fmt: skip
    yield from _counts(reading, counts)
    if election.threshold is not None:
        text = format_share(election.threshold, decimal_places([election.threshold]))
        yield InfoboxRow(_("Threshold"), (reading.fact(Text(text), field="threshold"),))
    votes = {"registered": _("Registered voters"), "cast": _("Votes cast"), "valid": _("Valid votes"),
             "invalid": _("Invalid votes")}  # fmt: skip
    yield from _counts(reading, votes)
    if election.turnout is not None:
        text = format_share(election.turnout, decimal_places([election.turnout]))
        yield InfoboxRow(_("Turnout"), (reading.fact(Text(text), field="turnout"),))
    yield from _neighbours(reading)


def _dates(reading: Reading, rounds: list[Any]) -> Iterable[InfoboxRow]:
    date = reading.root.date
    first = [reading.fact(Time(format_partial_date(date), date), field="date")] if date else []
    later = [
        reading.fact(
            Time(format_partial_date(row.date), row.date), row=row, field="date", after=_("round %s") % row.number
        )
        for row in rounds
        if row.date and row.date != date
    ]
    if first or later:
        yield InfoboxRow(_("Date"), tuple(first + later))


def _counts(reading: Reading, labels: dict[str, str]) -> Iterable[InfoboxRow]:
    for field, label in labels.items():
        count = getattr(reading.root, field)
        if count is not None:
            about = _("rounded") if field == "registered" and reading.root.registered_rounded else ""
            yield InfoboxRow(label, (reading.fact(Text(format_count(count)), field=field, after=about),))


def _neighbours(reading: Reading) -> Iterable[InfoboxRow]:
    """The elections to the same assembly before and after this one; the one before may be chosen by the editor."""
    root = reading.root
    others = [
        named
        for named in reading.articles.values()
        if named.kind == "election" and named.id != root.id and named.url and named.more["date"]
        and root.assembly_id and named.more["assembly_id"] == root.assembly_id
    ]  # fmt: skip
    chosen = reading.articles.get(root.previous_id or 0)
    before = chosen or max((other for other in others if other.more["date"] < root.date), key=_date_of, default=None)
    after = min((other for other in others if other.more["date"] > root.date), key=_date_of, default=None)
    for label, neighbour in ((_("Previous"), before), (_("Next"), after)):
        if neighbour is not None and neighbour.url:
            yield InfoboxRow(label, (Fact((Link(neighbour.title, neighbour.url),)),))


def _date_of(named: Named) -> str:
    return named.more["date"]


def _results(reading: Reading, _nothing: None) -> Iterable[Section]:
    rows: ElectionRows = reading.shared["election"]
    election = reading.articles[reading.root.id]
    found = standings(election, rows.results, reading, origins(rows.lineages))
    if not found:
        return
    presidential = any(standing.row.kind == Result.Kind.CANDIDATE for standing in found)
    table = _candidates_table(reading, found) if presidential else _parties_table(reading, found)
    csv_url = reverse("elections:csv", args=[reading.root.slug])
    yield Section(_("Results"), 2, "", (replace(table, csv_url=csv_url),))
    rounds = sorted({row.round for row in rows.results if row.round != OVERALL and row.election_id == reading.root.id})
    for number in rounds:
        yield _round(reading, number, [row for row in rows.results
                                       if row.round == number and row.election_id == reading.root.id])  # fmt: skip


def _parties_table(reading: Reading, found: list[Standing]) -> Table:
    split = any(s.row.seats_list is not None or s.row.seats_constituency is not None for s in found)
    led = any(s.row.leader_id for s in found)
    voted = any(s.row.votes is not None or s.share is not None for s in found)
    columns = [Column(_("Party"))]
    columns += [Column(_("Leader"))] if led else []
    columns += [Column(_("Votes"), True), Column("%", True)] if voted else []
    columns += [Column(_("List"), True), Column(_("Constituency"), True)] if split else []
    columns += [Column(_("Seats"), True), Column("+/–", True)]
    rows: list[Row] = []
    for standing in found:
        row = standing.row
        cells = [Cell((reading.fact(reading.link(row.party_id, row.label), row=row),), heading=True)]
        cells += [Cell((Fact((reading.link(row.leader_id),)),))] if led else []
        cells += [_figure(format_count(row.votes)), _share(standing)] if voted else []
        cells += [_figure(format_count(row.seats_list)), _figure(format_count(row.seats_constituency))] if split else []
        cells += [_figure(format_count(row.seats)), _figure(format_change(standing.change))]
        rows.append(tuple(cells))
    return Table(_("Results"), tuple(columns), tuple(rows), tuple(result_notes(reading, found)))


def _candidates_table(reading: Reading, found: list[Standing]) -> Table:
    columns = (Column(_("Candidate")), Column(_("Nominated by")), Column(_("Votes"), True), Column("%", True),
               Column(_("Outcome")))  # fmt: skip
    rows = []
    for standing in found:
        row = standing.row
        who = reading.link(row.person_id) if row.person_id else Link(row.label)
        by = (Fact((reading.link(row.party_id, row.label),)),) if row.person_id else ()
        rows.append((
            Cell((reading.fact(who, row=row),), heading=True), Cell(by), _figure(format_count(row.votes)),
            _share(standing), Cell((Fact((Text(outcome(row)),)),)),
        ))  # fmt: skip
    return Table(_("Results"), columns, tuple(rows), tuple(result_notes(reading, found)))


def _share(standing: Standing) -> Cell:
    return _figure(format_share(standing.share, standing.places))


def _round(reading: Reading, number: int, rows: list[Any]) -> Section:
    columns = (Column(_("Party")), Column(_("Votes"), True), Column(_("Seats"), True))
    table = Table(
        _("Round %s") % number,
        columns,
        tuple(
            (
                Cell((reading.fact(reading.link(row.party_id, row.label), row=row),), heading=True),
                _figure(format_count(row.votes)),
                _figure(format_count(row.seats if row.seats is not None else row.seats_constituency)),
            )
            for row in rows
        ),
    )
    return Section(_("Round %s") % number, 3, "", (table,))


def _candidacies(reading: Reading, _nothing: None) -> Iterable[Section]:
    """Those who stood and have no row among the results."""
    rows: ElectionRows = reading.shared["election"]
    counted = {row.person_id for row in rows.results if row.election_id == reading.root.id and row.person_id}
    listed = [row for row in rows.candidacies if row.person_id is None or row.person_id not in counted]
    if listed:
        facts = tuple(
            reading.fact(
                reading.link(row.person_id, row.name), row=row,
                after=", ".join(filter(None, (row.remark, row.constituency, row.label))),
            )
            for row in listed
        )  # fmt: skip
        yield Section(_("Candidates"), 2, "", (FactList(facts),))


def _figure(text: str) -> Cell:
    return Cell((Fact((Text(text),)),), numeric=True)
