"""An assembly's elections: what each brought, and its composition through all of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.page.facts import Fact
from articles.page.page import Cell, Column, Section, Table, figure, words
from articles.page.pieces import sections
from articles.page.reading import Named, Reading
from elections.arithmetic.measures import turnout
from elections.arithmetic.shares import decimal_places, rounded
from elections.charts.composition import Composition, Part, composition
from elections.charts.paint import EMPTY, Paint, paints
from elections.formatting import format_count, format_share
from elections.models import Election, Result
from elections.outcome import outcome
from elections.pages.charts import own_colours
from elections.standings import COLUMNS, Standing, Tally, name_of, printed_name
from parties.models import Colour

DRAWN = 24  # elections; of a longer row the newest
NUMBERED = 16  # parties with a number and a tone of their own: those with most seats over time
REST = Paint("currentColor", "rest")


@dataclass(frozen=True)
class AssemblyRows:
    results: list[Any]
    colours: list[Any]


def _read(reading: Reading) -> AssemblyRows:
    root = reading.root
    held = reading.moment.rows(Election, assembly_id=root.id).order_by().values("id")
    results = reading.moment.fetch(Result, election_id__in=held)
    parties = {row.party_id for row in results if row.party_id}
    reading.want_where("election", "assembly_id", root.id)
    reading.want_columns("election", "turnout", *COLUMNS)
    reading.want_article(*parties, *(row.person_id for row in results))
    return AssemblyRows(results, reading.moment.fetch(Colour, party_id__in=parties))


@sections.supply("elections of an assembly", _read)
def _elections(reading: Reading, rows: AssemblyRows) -> Iterable[Section]:
    held = [election for election in reading.where("election", "assembly_id", reading.root.id) if election.url]
    if not held:
        return
    held.sort(key=lambda election: election.more["date"])
    tally = Tally(reading, rows.results, ())
    counted = [(election, tally.standings(election)) for election in held]
    yield Section(
        _("Elections"), 2, "", (_table(reading, counted), *_chart(reading, counted, own_colours(rows.colours)))
    )


def _table(reading: Reading, counted: list[tuple[Named, list[Standing]]]) -> Table:
    columns = (Column(_("Election")), Column(_("Seats"), True), Column(_("Turnout"), True), Column(_("Outcome")))
    printed = tuple(
        (
            Cell((Fact((election.link(),)),), heading=True),
            figure(format_count(election.more["seats_total"])),
            figure(_turnout(election)),
            words(_outcome(reading, standings)),
        )
        for election, standings in counted
    )
    return Table(_("Elections"), columns, printed)


def _turnout(election: Named) -> str:
    """The published turnout; without one, that of the counts."""
    more = election.more
    if more["turnout"] is not None:
        return format_share(more["turnout"], decimal_places([more["turnout"]]))
    if more["registered_rounded"]:
        return ""
    return format_share(rounded(turnout(more["cast"], more["registered"]), 2), 2)


def _outcome(reading: Reading, standings: list[Standing]) -> str:
    """Who won how many seats; for an office, who was elected."""
    elected = [s for s in standings if s.row.kind == Result.Kind.CANDIDATE and (s.row.elected or s.row.outcome)]
    if elected:
        won = [s for s in elected if s.row.elected] or elected[:1]
        return "; ".join(f"{name_of(reading, s.row)} ({outcome(s.row)})" for s in won)
    seated = sorted((s for s in standings if s.row.seats), key=lambda s: -s.row.seats)
    return ", ".join(f"{printed_name(reading, s.row)} {s.row.seats}" for s in seated)


def _chart(
    reading: Reading, counted: list[tuple[Named, list[Standing]]], colours: dict[int, str]
) -> Iterable[Composition]:
    seated = [(election, found) for election, standings in counted if (found := _seated(standings))]
    drawn = seated[-DRAWN:]
    if len(seated) < 2:
        return
    totals: Counter[object] = Counter()
    labels: dict[object, str] = {}
    for _election, standings in drawn:
        for standing in standings:
            totals[_who(standing)] += standing.row.seats
            article = reading.link(standing.row.party_id)
            labels[_who(standing)] = article.text if article.url else printed_name(reading, standing.row)
    numbers = {who: place for place, (who, _n) in enumerate(totals.most_common(NUMBERED), 1)}
    own: dict[object, str] = {who: colours[who] for who in numbers if isinstance(who, int) and who in colours}
    tones: dict[object, Paint] = paints(numbers, own)
    rows = [
        (
            election.more["date"][:4],
            [
                Part(
                    numbers.get(_who(s), 0),
                    labels[_who(s)],
                    s.row.seats,
                    EMPTY if s.row.kind == Result.Kind.VACANT else tones.get(_who(s), REST),
                )
                for s in sorted(standings, key=lambda s: -s.row.seats)
            ],
        )
        for election, standings in reversed(drawn)
    ]
    said = "; ".join(
        f"{election.more['date'][:4]}: " + ", ".join(f"{labels[_who(s)]} {s.row.seats}" for s in standings)
        for election, standings in drawn
    )
    note = _("The last %(drawn)d of %(all)d elections.") % {"drawn": len(drawn), "all": len(seated)}
    yield composition(rows, _("Composition"), said, note if len(drawn) < len(seated) else "")


def _seated(standings: list[Standing]) -> list[Standing]:
    return [s for s in standings if s.row.seats and s.row.kind != Result.Kind.CANDIDATE]


def _who(standing: Standing) -> object:
    """A party through its renames, one without an article by its name; of others, their kind."""
    row = standing.row
    return row.party_id or (row.kind, row.label if row.kind == Result.Kind.PARTY else "")
