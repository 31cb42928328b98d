"""The same votes under another method or threshold: a question that the reader asks by address.

    ?method=dhondt&threshold=3&of=cast

It distributes the list seats of the election (all elected ones where there are no constituencies) among its parties.
Where no votes are known, published shares stand for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.page.context import PageContext
from articles.page.page import Cell, Column, Section, Table, figure, heading
from articles.page.pieces import sections
from articles.page.reading import Reading
from common.formatting import format_sum
from elections.arithmetic.allocation import METHODS, Allocation, over_threshold
from elections.checking import seats_to_be_had
from elections.formatting import format_count, format_share
from elections.models import Election, Result
from elections.pages.charts import LARGEST
from elections.pages.election import ElectionRows, read_rows
from elections.standings import Standing

NAMES = {
    "hare": gettext_lazy("Largest remainder (Hare)"),
    "dhondt": gettext_lazy("D'Hondt"),
    "sainte-lague": gettext_lazy("Sainte-Laguë"),
}
PARAMETERS = ("method", "threshold", "of")
LONGEST = 12  # characters of a threshold that anybody means


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class MethodForm:
    """The question as a form of its own address; `fault` is what is wrong with the threshold as typed."""

    template: ClassVar[str] = "elections/_method_form.html"
    anchor: str
    methods: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    threshold: str
    fault: str
    kept: tuple[tuple[str, str], ...]  # what else the address asks


@dataclass(frozen=True)
class Question:
    method: str
    threshold: Decimal
    of: str
    typed: str
    fault: str = ""


@sections.supply("another method", read_rows)
def _section(reading: PageContext, rows: ElectionRows) -> Iterable[Section]:
    votes, seats = _votes(rows), _seats(reading, rows)
    if len(votes) < 2 or not 0 < seats <= LARGEST:
        return
    question = _question(reading)
    heading = _("Under another method")
    form = MethodForm(
        "_".join(heading.split()),
        tuple(Choice(name, str(words), name == question.method) for name, words in NAMES.items()),
        tuple(Choice(base, str(label), base == question.of) for base, label in Election.Base.choices),
        question.typed,
        question.fault,
        tuple((name, value) for name, value in reading.asked.items() if name not in PARAMETERS),
    )
    answer = () if question.fault else (_answer(rows, votes, seats, question),)
    yield Section(heading, 2, "", (form, *answer))


def _question(reading: PageContext) -> Question:
    """What is asked: the method of the largest remainder and the law's own threshold where nothing is."""
    election, asked = reading.root, reading.asked
    method = asked.get("method") if asked.get("method") in METHODS else "hare"
    base = asked.get("of") if asked.get("of") in Election.Base.values else election.threshold_base
    law = election.threshold.normalize() if election.threshold is not None else Decimal(0)
    typed = asked.get("threshold", format(law, "f")).strip()
    question = {"method": method or "hare", "of": base or Election.Base.VALID, "typed": typed}
    try:
        threshold = Decimal(typed.replace(",", ".").removesuffix("%").strip() or "0") if len(typed) <= LONGEST else None
    except InvalidOperation:
        threshold = None
    if threshold is None or not threshold.is_finite() or not 0 <= threshold <= 100:
        return Question(**question, threshold=law, fault=_("Write a per cent between 0 and 100: 5, 7.5."))
    return Question(**question, threshold=threshold)


def _votes(rows: ElectionRows) -> dict[int, int]:
    """Votes by row of the parties; whole numbers in proportion to their shares where no votes are known."""
    parties = [standing for standing in rows.standings if standing.row.kind == Result.Kind.PARTY]
    if any(standing.row.votes is not None for standing in parties):
        return {s.row.id: s.row.votes for s in parties if s.row.votes is not None}
    return {s.row.id: int(s.share.scaleb(s.places)) for s in parties if s.share is not None}


def _seats(reading: Reading, rows: ElectionRows) -> int:
    """The seats that lists were given; 0 where that is not known."""
    root = reading.root
    if root.seats_list is not None:
        return root.seats_list
    if root.seats_constituency or any(s.row.seats_constituency for s in rows.standings):
        return 0
    return seats_to_be_had(root) or 0


def _answer(rows: ElectionRows, votes: dict[int, int], seats: int, question: Question) -> Table:
    by_votes = any(s.row.votes is not None for s in rows.standings if s.row.id in votes)
    whole = rows.tally.total(rows.election, question.of) if by_votes else None
    standings = [s for s in rows.standings if s.row.id in votes]
    of = whole or (sum(votes.values()) if by_votes else 100 * 10 ** standings[0].places)
    found: Allocation[int] = METHODS[question.method](over_threshold(votes, question.threshold, of), seats)
    columns = (
        Column(_("Party")),
        Column("%", True),
        Column(_("Seats as held"), True),
        Column(_("By this method"), True),
        Column(_("Difference"), True),
    )
    notes = [_("%s list seats are distributed.") % format_count(seats)]
    if found.undecided:
        tied = ", ".join(s.row.label for s in standings if s.row.id in found.tied)
        notes.append(
            _("A lot would have to draw %(seats)d seats among: %(tied)s.")
            % {"seats": found.undecided, "tied": tied or _("nobody")}
        )
    if not by_votes:
        notes.append(_("Computed from published shares, as no votes are known."))
    elif whole is None:
        notes.append(_("The threshold is taken of the sum of these votes, as no total is known."))
    return Table(
        _("Under another method"),
        columns,
        tuple(_row(s, found.seats.get(s.row.id, 0)) for s in standings),
        tuple(notes),
    )


def _row(standing: Standing, seats: int) -> tuple[Cell, ...]:
    row: Result = standing.row
    held = row.seats_list if row.seats_list is not None else row.seats
    figures = (
        format_share(standing.share, standing.places),
        format_count(held),
        format_count(seats),
        format_sum(seats - held) if held is not None else "",
    )
    return heading(row.label), *(figure(printed) for printed in figures)
