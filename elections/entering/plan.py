"""Enter a table of results into an election: whom each row means, what differs from what is stored.

A blank cell leaves what is stored; rows that the table does not have stay as they are. Nothing is written here:
`elections.entering.save` does it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Article, Name
from common.http import number_in
from elections.arithmetic.checks import Finding, check, more_seats_than_there_are
from elections.checking import count_of, leading
from elections.entering.columns import KIND, NAME, PARTY, PERSON, ROW, Table
from elections.entering.names import Names, fold, special_kind, total_of
from elections.models import OVERALL, Election, Result
from elections.standings import IN_FORCE, contestants
from parties.models import Party, Person

FIGURES = ("votes", "percent", "seats", "seats_list", "seats_constituency")
TOTALS = ("valid", "invalid", "cast", "registered")
LEAVE = "leave"
Figure = int | Decimal | str | None  # as stored, or the name of a party
ALONE = (Result.Kind.PARTY, Result.Kind.CANDIDATE)  # kinds of contestants that may have no article


@dataclass(frozen=True)
class RowTarget:
    """Whom a row means, as a target; "" is asked. `near` are targets that it may be.

    Targets: "row:7" a stored row, "party:12", "person:3", "kind:against_all", "total:valid", "leave".
    """

    target: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entered:
    """A row of the table as decided: its target, its name as printed, and its figures; None leaves what is stored."""

    target: str
    label: str
    figures: Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """`name` is a field of the row or of the election; "" for a new row without figures."""

    whom: str
    name: str
    was: Figure = None
    now: Figure = None


class Faults(Exception):
    """Rows that cannot be; `rows` has the ValidationError of each by its place."""

    def __init__(self, rows: Mapping[int, ValidationError]) -> None:
        super().__init__()
        self.rows = rows


@dataclass(frozen=True)
class Contestants:
    """Whom rows can mean: titles by id for choices, every name by id for matching, and the rows that are stored."""

    model: type[Article]
    titles: Mapping[int, str]
    names: Mapping[int, frozenset[str]]
    rows: Mapping[int, Result]

    @property
    def word(self) -> str:
        return "person" if self.model is Person else "party"

    @cached_property
    def by_name(self) -> Names:
        return Names(self.names)

    def article_of(self, row: Result) -> int | None:
        """Whose row it is, if that is one of those that rows can mean."""
        pk = row.person_id if self.model is Person else row.party_id
        return pk if pk in self.titles else None

    @property
    def kind_alone(self) -> str:
        """The kind of a contestant without an article."""
        return Result.Kind.CANDIDATE if self.model is Person else Result.Kind.PARTY


@dataclass
class Planned:
    """What saving would do: rows that change, totals, and what checks say of the whole."""

    election: Election
    changes: list[Change] = field(default_factory=list)
    changed: list[Result] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()

    @property
    def totals(self) -> list[str]:
        return list(dict.fromkeys(change.name for change in self.changes if change.name in TOTALS))


def read_contestants(election: Election) -> Contestants:
    """Parties of the election's country, or people where people stand in it, and who is in it already."""
    stored = list(Result.objects.filter(IN_FORCE, election=election).order_by("position", "id"))
    people = election.category == Election.Category.PRESIDENTIAL or any(row.person_id for row in stored)
    model: type[Article] = Person if people else Party
    column = "person_id" if people else "party_id"
    found = model.objects.all()
    if election.country:
        there = {getattr(row, column) for row in stored} - {None}
        found = found.filter(country__in=[election.country, ""]) | found.filter(pk__in=there)
    titles = dict(found.order_by("title").values_list("pk", "title"))
    names: dict[int, set[str]] = defaultdict(set, {pk: {title} for pk, title in titles.items()})
    for pk, text in Name.objects.filter(article__kind=model.kind_name).values_list("article_id", "text"):
        if pk in titles:
            names[pk].add(text)
    if model is Party:  # the names of those days; a candidate's label is who nominated
        for pk, label in Result.objects.exclude(party=None).values_list("party_id", "label").distinct():
            if pk in titles:
                names[pk].add(label)
    rows = {row.pk: row for row in stored}
    return Contestants(model, titles, {pk: frozenset(texts) for pk, texts in names.items()}, rows)


def row_targets(table: Table, known: Contestants) -> list[RowTarget]:
    """Whom each row means; a target that two rows have is asked in the second."""
    slugs = {row.get(PERSON if known.model is Person else PARTY, "") for row in table.rows} - {""}
    by_slug = dict(known.model.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    taken: set[str] = set()
    found = []
    for row in table.rows:
        one = (_by_own_columns(row, known, by_slug) if table.own_file else None) or named_target(
            row.get(NAME, ""), known
        )
        if one.target.split(":")[0] in ("row", "party", "person") and one.target in taken:
            one = RowTarget("", (one.target,))
        taken.add(one.target)
        found.append(one)
    return found


def named_target(name: str, known: Contestants) -> RowTarget:
    """Whom a name means."""
    total = total_of(name)
    if total is not None:
        return RowTarget(LEAVE if total == "total" else f"total:{total}")
    kind = special_kind(name)
    if kind is not None:
        return RowTarget(f"kind:{kind}")
    found = known.by_name.match(name)
    if found.sure is not None:
        return RowTarget(f"{known.word}:{found.sure}")
    near = tuple(f"{known.word}:{pk}" for pk in found.near)
    alone = [row for row in known.rows.values() if row.kind in ALONE and not row.party_id and not row.person_id]
    same = [f"row:{row.pk}" for row in alone if fold(row.label) == fold(name)]
    return RowTarget(same[0]) if len(same) == 1 and not near else RowTarget("", (*same, *near))


def _by_own_columns(row: Mapping[str, str], known: Contestants, by_slug: Mapping[str, int]) -> RowTarget | None:
    """Our own files name their rows by id, articles by address, and kinds by their word."""
    stored = known.rows.get(number_in(row.get(ROW, "")) or 0)
    if stored is not None:
        article = known.article_of(stored)
        return RowTarget(f"{known.word}:{article}" if article else f"row:{stored.pk}")
    slug = row.get(PERSON if known.model is Person else PARTY, "")
    if slug in by_slug:
        return RowTarget(f"{known.word}:{by_slug[slug]}")
    kind = row.get(KIND, "")
    return RowTarget(f"kind:{kind}") if kind in Result.Kind.values and kind not in ALONE else None


def plan(election: Election, entered: Sequence[Entered], known: Contestants) -> Planned:
    """What saving would change, row by row. Nothing is written. Raises Faults."""
    planned = Planned(election)
    faults: dict[int, ValidationError] = {}
    new: list[Result] = []
    filled: set[int] = set()
    last = max((row.position for row in known.rows.values()), default=0)
    for place, one in enumerate(entered):
        sort, _colon, value = one.target.partition(":")
        if sort == "total":
            _fill_total(planned, value, one)
            continue
        if sort == LEAVE:
            continue
        row = _stored(known, one)
        if row is not None and row.pk in filled:
            faults[place] = ValidationError({"target": _twice(row)})
            continue
        if row is None:
            last += 1
            row = _new(election, sort, value, one.label, last)
            new.append(row)
        else:
            filled.add(row.pk)
        try:
            _fill(planned, row, one)
        except ValidationError as error:
            faults[place] = error
    if faults:
        raise Faults(faults)
    counted = contestants([*known.rows.values(), *new])
    words = more_seats_than_there_are((row.seats for row in counted), election.seats_total)
    if words:
        most = max(range(len(entered)), key=lambda place: entered[place].figures.get("seats") or 0)
        raise Faults({most: ValidationError({"seats": words})})
    planned.findings = check(count_of(election, counted, leading(counted)))
    return planned


def _twice(row: Result) -> str:
    return _("Another row means %s too.") % row.label


def _stored(known: Contestants, one: Entered) -> Result | None:
    """The stored row that is meant; one of a party that had no article when it was entered is found by its name."""
    sort, _colon, value = one.target.partition(":")
    rows = list(known.rows.values())
    if sort == "row":
        return known.rows.get(int(value))
    if sort == "person":
        return next((row for row in rows if row.person_id == int(value)), None)
    if sort == "party":
        found = [row for row in rows if row.party_id == int(value) and not row.person_id]
        names = {fold(name) for name in known.names.get(int(value), ())}
        alone = [row for row in rows if not row.party_id and not row.person_id and fold(row.label) in names]
        return next(iter([*found, *alone]), None)
    same = [row for row in rows if row.kind == value and not row.party_id and not row.person_id]
    named = [row for row in same if row.label == one.label]
    return named[0] if named else same[0] if len(same) == 1 and value not in ALONE else None


def _new(election: Election, sort: str, value: str, label: str, position: int) -> Result:
    row = Result(election=election, round=OVERALL, label=label, position=position)
    if sort == "party":
        row.party_id = int(value)
    elif sort == "person":
        row.person_id, row.kind = int(value), Result.Kind.CANDIDATE
    else:
        row.kind = value
    return row


def _fill(planned: Planned, row: Result, one: Entered) -> None:
    """Give a row its figures and note what that changes. Raises ValidationError."""
    changes = [
        Change(row.label, name, getattr(row, name), figure)
        for name, figure in one.figures.items()
        if figure is not None and figure != getattr(row, name)
    ]
    sort, _colon, value = one.target.partition(":")
    if sort == "party" and row.party_id is None:
        row.party_id = int(value)
        changes.append(Change(row.label, "party", "", one.label))
    for change in changes:
        if change.name != "party":
            setattr(row, change.name, change.now)
    if row._state.adding and not changes:
        changes.append(Change(row.label, ""))
    if changes:
        row.full_clean()
        planned.changes += changes
        planned.changed.append(row)


def _fill_total(planned: Planned, name: str, one: Entered) -> None:
    figure, was = one.figures.get("votes"), getattr(planned.election, name)
    if figure is not None and figure != was:
        setattr(planned.election, name, figure)
        planned.changes.append(Change(one.label, name, was, figure))
