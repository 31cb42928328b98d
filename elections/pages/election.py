"""An election's page: its figures in the infobox, and who stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.page.context import PageContext
from articles.page.facts import Fact, Link, Text, Time
from articles.page.page import FactList, InfoboxRow, Section
from articles.page.pieces import infobox_rows, sections
from articles.page.reading import Named, Reading
from common.dates import format_partial_date
from common.formatting import capitalise
from elections.arithmetic.shares import decimal_places
from elections.formatting import format_count, format_share
from elections.models import OVERALL, Candidacy, Election, ResultSet, Round
from elections.standings import Standing, Tally, read_lineages, read_results
from parties.models import Colour


@dataclass
class ElectionRows:
    """What an election's page is made of, read once for all its pieces."""

    reading: Reading
    rounds: list[Any]
    candidacies: list[Any]
    result_sets: list[Any]
    results: list[Any]  # of all elections to the assembly, and of the regional parts
    lineages: list[Any]
    colours: list[Any]

    @property
    def own(self) -> list[Any]:
        return [row for row in self.results if row.election_id == self.reading.root.id]

    @property
    def election(self) -> Named:
        return self.reading.articles[self.reading.root.id]

    @cached_property
    def tally(self) -> Tally:
        """Only once everything named is fetched."""
        return Tally(self.reading, self.results, self.lineages)

    @cached_property
    def standings(self) -> list[Standing]:
        return self.tally.standings(self.election)

    @property
    def regional(self) -> list[Named]:
        """The public elections that are parts of this one, by their titles."""
        parts = self.reading.where("election", "parent_id", self.reading.root.id)
        return sorted((part for part in parts if part.url), key=lambda part: part.title)

    @property
    def round_numbers(self) -> list[int]:
        return sorted({row.round for row in self.own if row.round != OVERALL and row.result_set is None})


def read_rows(reading: Reading) -> ElectionRows:
    """The rows that an election's page needs, and the articles that it will name."""
    root = reading.root
    regional = reading.moment.rows(Election, parent_id=root.id).order_by().values("id")
    results = read_results(reading, Q(election_id=root.id) | Q(election_id__in=regional))
    shown = reading.own([row for row in results if row.election_id == root.id])
    parties = {row.party_id for row in shown if row.party_id}
    rows = ElectionRows(
        reading,
        reading.parts(Round),
        reading.parts(Candidacy),
        reading.parts(ResultSet),
        results,
        read_lineages(reading, parties),
        reading.moment.fetch(Colour, party_id__in=parties),
    )
    reading.want_article(root.id, root.assembly_id, root.previous_id, root.parent_id, root.repeats_id)
    reading.want_where("election", "parent_id", root.id)
    reading.want_where("election", "repeats_id", root.id)
    reading.want_article(*(pk for row in shown for pk in (row.party_id, row.person_id, row.leader_id, row.alliance_id)))
    reading.want_article(*(pk for row in rows.candidacies for pk in (row.person_id, row.party_id)))
    reading.want_columns("election", "date", "assembly_id")
    return rows


@infobox_rows.supply("election", read_rows)
def _infobox(reading: PageContext, rows: ElectionRows) -> Iterable[InfoboxRow]:
    election = reading.root
    if election.assembly_id:
        yield InfoboxRow(
            pgettext("what is elected", "Elected"),
            (reading.fact(reading.link(election.assembly_id), field="assembly"),),
        )
    yield from _dates(reading, rows.rounds)
    if election.course != Election.Course.HELD:
        yield InfoboxRow(_("Course"), (Fact((Text(capitalise(str(Election.Course(election.course).label))),)),))
    if election.system:
        yield InfoboxRow(_("Electoral system"), (reading.fact(Text(capitalise(election.system)), field="system"),))
    counts = {
        "seats_total": _("Seats"),
        "seats_elected": _("Seats elected"),
        "seats_list": _("From lists"),
        "seats_constituency": _("In constituencies"),
        "seats_appointed": _("Appointed"),
    }
    yield from _counts(reading, counts)
    if election.threshold is not None:
        text = format_share(election.threshold, decimal_places([election.threshold]))
        yield InfoboxRow(_("Threshold"), (reading.fact(Text(text), field="threshold"),))
    votes = {
        "registered": _("Registered voters"),
        "cast": _("Votes cast"),
        "valid": _("Valid votes"),
        "invalid": _("Invalid votes"),
    }
    yield from _counts(reading, votes)
    if election.turnout is not None:
        text = format_share(election.turnout, decimal_places([election.turnout]))
        yield InfoboxRow(_("Turnout"), (reading.fact(Text(text), field="turnout"),))
    yield from _neighbours(reading)
    yield from _related(reading, rows)


def _dates(reading: PageContext, rounds: list[Any]) -> Iterable[InfoboxRow]:
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


def _counts(reading: PageContext, labels: dict[str, str]) -> Iterable[InfoboxRow]:
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
        if named.kind == "election"
        and named.id != root.id
        and named.url
        and named.more["date"]
        and root.assembly_id
        and named.more["assembly_id"] == root.assembly_id
    ]
    chosen = reading.articles.get(root.previous_id or 0)
    before = chosen or max((other for other in others if other.more["date"] < root.date), key=_date_of, default=None)
    after = min((other for other in others if other.more["date"] > root.date), key=_date_of, default=None)
    for label, neighbour in ((_("Previous"), before), (_("Next"), after)):
        if neighbour is not None and neighbour.url:
            yield InfoboxRow(label, (Fact((Link(neighbour.title, neighbour.url),)),))


def _related(reading: Reading, rows: ElectionRows) -> Iterable[InfoboxRow]:
    """The election that it is a part of, that it repeats, or that repeated it."""
    related = (
        (_("Part of"), [reading.root.parent_id]),
        (_("Repeats"), [reading.root.repeats_id]),
        (_("Repeated by"), [other.id for other in reading.where("election", "repeats_id", reading.root.id)]),
    )
    for label, ids in related:
        facts = tuple(Fact((reading.link(pk),)) for pk in ids if pk in reading.articles and reading.articles[pk].url)
        if facts:
            yield InfoboxRow(label, facts)


def _date_of(named: Named) -> str:
    return named.more["date"]


@sections.supply("candidates", read_rows)
def _candidacies(reading: PageContext, rows: ElectionRows) -> Iterable[Section]:
    """Those who stood and have no row among the results."""
    counted = {row.person_id for row in rows.own if row.person_id}
    listed = [row for row in rows.candidacies if row.person_id is None or row.person_id not in counted]
    if listed:
        facts = tuple(
            reading.fact(
                reading.link(row.person_id, row.name),
                row=row,
                after=", ".join(filter(None, (row.remark, row.constituency, row.label))),
            )
            for row in listed
        )
        yield Section(_("Candidates"), 2, "", (FactList(facts),), edits="candidacies")
