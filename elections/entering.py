"""Enter a table of results into an election: whom each row means, what differs from what is stored, and saving it.

A blank cell leaves what is stored; rows that the table does not have stay as they are. Nothing is saved in part.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from articles.models import Article, FactCitation, Name
from articles.sourcing import citation_ids
from citations.grammar import FactSources
from elections.checking import count_of, leading
from elections.checks import Finding, check, more_seats_than_there_are
from elections.models import OVERALL, Election, Result
from elections.overall import IN_FORCE, is_contestant
from elections.tables.columns import KIND, NAME, PARTY, PERSON, Table
from elections.tables.names import Match, match, special_kind, total_of
from parties.models import Party, Person

FIGURES = ("votes", "percent", "seats", "seats_list", "seats_constituency")
TOTALS = ("valid", "invalid", "cast", "registered")
LEAVE = "leave"
ALONE = (Result.Kind.PARTY, Result.Kind.CANDIDATE)  # kinds of contestants that may have no article


@dataclass(frozen=True)
class Meant:
    """Whom a row means: `target` is "party:12", "person:3", "kind:against_all", "total:valid", "leave"; "" is asked.

    `near` are targets that it may be.
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
class Known:
    """Whom rows can mean: titles by id for choices, and every name by id for matching."""

    model: type[Article]
    titles: Mapping[int, str]
    names: Mapping[int, frozenset[str]]

    @property
    def word(self) -> str:
        return "person" if self.model is Person else "party"


@dataclass
class Planned:
    """What saving would do: rows with their new values, totals, and what checks say of the whole."""

    rows: list[Result] = field(default_factory=list)
    changes: list[tuple[str, str, Any, Any]] = field(default_factory=list)  # whom, field, was, is
    findings: tuple[Finding, ...] = ()
    changed: list[Result] = field(default_factory=list)
    election: Any = None


def known_contestants(election: Election) -> Known:
    """Parties of the election's country, or people where it elects to an office, with all their names."""
    model: Any = Person if election.category == Election.Category.PRESIDENTIAL else Party
    column = "person_id" if model is Person else "party_id"
    found = model.objects.all()
    if election.country:
        found = found.filter(country__in=[election.country, ""])
    titles = dict(found.order_by("title").values_list("pk", "title"))
    names: dict[int, set[str]] = defaultdict(set, {pk: {title} for pk, title in titles.items()})
    for pk, text in Name.objects.filter(article__kind=model.kind_name).values_list("article_id", "text"):
        if pk in titles:
            names[pk].add(text)
    if model is Party:  # the names of those days; a candidate's label is who nominated
        for pk, label in Result.objects.exclude(**{column: None}).values_list(column, "label").distinct():
            if pk in titles:
                names[pk].add(label)
    return Known(model, titles, {pk: frozenset(texts) for pk, texts in names.items()})


def meant(row: Mapping[str, str], known: Known) -> Meant:
    """Whom a row of a table means."""
    own = _by_own_columns(row, known)
    if own is not None:
        return own
    name = row.get(NAME, "")
    total = total_of(name)
    if total is not None:
        return Meant(LEAVE if total == "total" else f"total:{total}")
    kind = special_kind(name)
    if kind is not None:
        return Meant(f"kind:{kind}")
    found: Match = match(name, known.names)
    if found.sure is not None:
        return Meant(f"{known.word}:{found.sure}")
    return Meant("", tuple(f"{known.word}:{pk}" for pk in found.near))


def _by_own_columns(row: Mapping[str, str], known: Known) -> Meant | None:
    """Our own files name articles by address, and kinds by their word."""
    slug = row.get(PERSON if known.model is Person else PARTY, "")
    if slug:
        pk = known.model.objects.filter(slug=slug).values_list("pk", flat=True).first()
        return Meant(f"{known.word}:{pk}" if pk else "")
    kind = row.get(KIND, "")
    if kind in Result.Kind.values:
        return Meant(f"kind:{kind}")
    return None


def meant_rows(table: Table, known: Known) -> list[Meant]:
    """Whom each row means; a target that two rows have is asked in the second."""
    taken: set[str] = set()
    found = []
    for row in table.rows:
        one = meant(row, known)
        if one.target.split(":")[0] in ("party", "person") and one.target in taken:
            one = Meant("", (one.target,))
        taken.add(one.target)
        found.append(one)
    return found


def plan(election: Election, entered: Sequence[Entered]) -> Planned:
    """What saving would change, row by row. Nothing is written. Raises ValidationError by the place of the row."""
    planned = Planned(election=election)
    stored = list(Result.objects.filter(IN_FORCE, election=election).order_by("position", "id"))
    by_target = {_target(row): row for row in stored}
    by_label = {row.label: row for row in stored}
    last = max((row.position for row in stored), default=0)
    faults: dict[int, Any] = {}
    for place, one in enumerate(entered):
        sort, _colon, value = one.target.partition(":")
        if sort == "total":
            _total(planned, value, one)
            continue
        if sort not in ("party", "person", "kind"):
            continue
        row = by_target.get(one.target)
        if row is None and sort == "kind" and value in ALONE:
            row = by_label.get(one.label)  # its article may be a draft, which a file does not name
        if row is None:
            last += 1
            row = _new(election, sort, value, one.label, last)
        try:
            _fill(planned, row, one)
        except ValidationError as error:
            faults[place] = error
    if faults:
        raise Faults(faults)
    rows = [*stored, *(row for row in planned.rows if row.pk is None)]
    counted = [next((new for new in planned.rows if new.pk and new.pk == row.pk), row) for row in rows]
    contestants = [row for row in counted if is_contestant(row)]
    words = more_seats_than_there_are((row.seats for row in contestants), election.seats_total)
    if words:
        most = max(range(len(entered)), key=lambda place: entered[place].figures.get("seats") or 0)
        raise Faults({most: ValidationError({"seats": words})})
    planned.findings = check(count_of(election, contestants, leading(contestants)))
    return planned


class Faults(Exception):
    """Rows that cannot be; `rows` has the ValidationError of each by its place."""

    def __init__(self, rows: Mapping[int, ValidationError]) -> None:
        super().__init__()
        self.rows = rows


def _target(row: Result) -> str:
    if row.person_id:
        return f"person:{row.person_id}"
    if row.party_id:
        return f"party:{row.party_id}"
    return f"label:{row.label}" if row.kind in ALONE else f"kind:{row.kind}"


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
    before = len(planned.changes)
    for name, figure in one.figures.items():
        was = getattr(row, name)
        if figure is not None and figure != was:
            setattr(row, name, figure)
            planned.changes.append((row.label, name, was, figure))
    planned.rows.append(row)
    new = row._state.adding
    if new and len(planned.changes) == before:
        planned.changes.append((row.label, "", None, None))
    if len(planned.changes) > before:
        row.full_clean()
        planned.changed.append(row)


def _total(planned: Planned, name: str, one: Entered) -> None:
    figure = one.figures.get("votes")
    was = getattr(planned.election, name)
    if name in TOTALS and figure is not None and figure != was:
        setattr(planned.election, name, figure)
        planned.changes.append((one.label, name, was, figure))


def save(planned: Planned, sources: Iterable[FactSources]) -> None:
    """Write what was planned, and let every changed row name the sources. Call inside `recording()`."""
    election = planned.election
    election.full_clean()
    election.save()
    kind = ContentType.objects.get_for_model(Result)
    cites = [cite for line in sources for cite in line.cites]
    ids = citation_ids({cite.key for cite in cites})
    for row in planned.changed:
        row.save()
        present = set(
            FactCitation.objects.filter(article=election, row_type=kind, row_id=row.pk, field="").values_list(
                "citation_id", flat=True
            )
        )
        for position, cite in enumerate(cites, len(present)):
            if ids[cite.key] not in present:
                fact = FactCitation(
                    article=election, row_type=kind, row_id=row.pk, citation_id=ids[cite.key], position=position,
                    locator=cite.locator, quotation=cite.quotation, printed=cite.printed,
                )  # fmt: skip
                fact.clean_fields(exclude={"article", "citation", "row_type"})
                fact.save()
    totals = [name for _label, name, _was, _is in planned.changes if name in TOTALS]
    for name in dict.fromkeys(totals):
        for position, cite in enumerate(cites):
            about = {"article": election, "row_type": None, "row_id": None, "field": name, "citation_id": ids[cite.key]}
            if not FactCitation.objects.filter(**about).exists():
                FactCitation(**about, position=position, locator=cite.locator).save()
