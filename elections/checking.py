"""Checks of elections as they are stored: whether figures agree, and where sources misprint them. Constant queries.

What they find is said at the figures on an election's form, after a save, and in a report. A figure that a source
states otherwise is named where a slip explains it (`elections.arithmetic.misprints`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from articles.models import FactCitation, Status
from articles.reports.facts import FactId
from articles.reports.report import ReportPage
from common.formatting import capitalise, format_figure
from elections.arithmetic.checks import Count, Finding, Row, check
from elections.arithmetic.misprints import Figure, Misprint, figure_in, misprint
from elections.arithmetic.shares import Totals
from elections.models import Election, Result
from elections.standings import IN_FORCE, contestant, contestants
from parties.models import Role

TOTALS = ("registered", "cast", "valid", "invalid")
COLUMNS = ("votes", "percent", "seats")
# The field beside which a finding about the whole election stands.
FIELDS = {
    "cast": "cast",
    "registered": "registered",
    "turnout": "turnout",
    "votes": "valid",
    "seats": "seats_elected",
    "list-seats": "seats_list",
    "constituency-seats": "seats_constituency",
}

Roles = dict[tuple[int, int], list[Role]]


@dataclass(frozen=True)
class DisputedFigure:
    """A figure of an election that a source misprints: `place` in words, `key` of the source."""

    election_id: int
    place: str
    key: str
    misprint: Misprint

    @property
    def words(self) -> str:
        """ "3,341,510 for 3,431,510 (Amanat: votes): two digits exchanged"."""
        slip = self.misprint
        return _("%(stated)s for %(expected)s (%(place)s): %(what)s") % {
            "stated": format_figure(slip.stated),
            "expected": format_figure(slip.expected.normalize()),
            "place": self.place,
            "what": slip.words,
        }


@dataclass(frozen=True)
class Checked:
    """An election with what was found; nothing found is empty."""

    election: Any
    findings: tuple[Finding, ...]
    misprints: tuple[DisputedFigure, ...]


def check_elections(elections: Sequence[Election]) -> tuple[Checked, ...]:
    """Check elections in their order. Four queries."""
    rows: dict[int, list[Result]] = defaultdict(list)
    for row in Result.objects.filter(IN_FORCE, election__in=[election.pk for election in elections]):
        rows[row.election_id].append(row)
    rows = defaultdict(list, {pk: contestants(found) for pk, found in rows.items()})
    roles = leading(row for found in rows.values() for row in found)
    slips: dict[int, list[DisputedFigure]] = defaultdict(list)
    for slip in misprints(elections):
        slips[slip.election_id].append(slip)
    return tuple(
        Checked(election, check(count_of(election, rows[election.pk], roles)), tuple(slips[election.pk]))
        for election in elections
    )


def leading(rows: Iterable[Any]) -> Roles:
    """The leaderships of the leaders that results name, by party and person."""
    pairs = {(row.party_id, row.leader_id) for row in rows if row.party_id and row.leader_id}
    found: Roles = defaultdict(list)
    parties, people = {party for party, _ in pairs}, {person for _, person in pairs}
    for role in Role.objects.filter(kind=Role.Kind.LEADER, party__in=parties, person__in=people):
        found[role.party_id, role.person_id or 0].append(role)
    return found


def _led(row: Any, day: str, roles: Roles) -> bool | None:
    """Whether the leader led on `day`: yes where a role may cover it, None where there is no role to ask."""
    found = roles.get((row.party_id, row.leader_id), [])
    return any(role.covers(day) is not False for role in found) if found and day else None


def seats_to_be_had(election: Any) -> int | None:
    """The seats elected; where nothing says how many, all seats of the assembly but those appointed."""
    if election.seats_elected is not None or election.seats_total is None:
        return election.seats_elected
    return election.seats_total - (election.seats_appointed or 0)


def count_of(election: Any, rows: Sequence[Any], roles: Roles) -> Count:
    """An election's rows as a pure count; `roles` are the leaderships by party and person."""
    return Count(
        rows=tuple(
            Row(contestant(row), row.seats_list, row.seats_constituency, _led(row, election.date, roles))
            for row in rows
        ),
        totals=Totals(election.valid, election.cast, election.invalid),
        registered=election.registered,
        registered_rounded=election.registered_rounded,
        turnout=election.turnout,
        percent_base=election.percent_base or Election.Base.VALID,
        seats_elected=seats_to_be_had(election),
        seats_list=election.seats_list,
        seats_constituency=election.seats_constituency,
    )


def misprints(elections: Sequence[Election]) -> tuple[DisputedFigure, ...]:
    """The misprints that sources of these elections have, in the order of elections and rows. Two queries."""
    by_id = {election.pk: election for election in elections}
    said = FactCitation.objects.filter(article_id__in=list(by_id)).exclude(stated_value="").select_related("citation")
    results = _results(by_id.values())
    kind = ContentType.objects.get_for_model(Result).pk
    found = []
    for fact in said.order_by("article_id", "row_type_id", "row_id", "field", "position", "id"):
        election, stated = by_id[fact.article_id], figure_in(fact.stated_value)
        if stated is None:
            continue
        if fact.row_type_id is None and fact.field in TOTALS:
            place, expected = _label(Election, fact.field), getattr(election, fact.field)
            elsewhere = _other_totals(election, fact.field)
        elif fact.row_type_id == kind and fact.field in COLUMNS and fact.row_id in results:
            row = results[fact.row_id]
            place = f"{_name(row)}: {_label(Result, fact.field)}"
            expected, elsewhere = getattr(row, fact.field), _other_rows(row, fact.field, results.values())
        else:
            continue
        slip = misprint(stated, Decimal(expected), elsewhere) if expected is not None else None
        if slip is not None:
            found.append(DisputedFigure(election.pk, capitalise(place), fact.citation.key, slip))
    return tuple(found)


def _results(elections: Iterable[Election]) -> dict[int, Any]:
    """The overall results of the elections, and of all others to the same assemblies, by id."""
    assemblies = {election.assembly_id for election in elections} - {None}
    own = Result.objects.filter(IN_FORCE, election__in=[election.pk for election in elections])
    same = Result.objects.filter(IN_FORCE, election__assembly__in=assemblies)
    rows = (own | same).select_related("party", "person", "election").order_by("election__date", "position", "id")
    return {row.pk: row for row in rows}


def _other_totals(election: Election, field: str) -> list[Figure]:
    return [
        Figure(_label(Election, name), Decimal(value))
        for name in TOTALS
        if name != field and (value := getattr(election, name)) is not None
    ]


def _other_rows(row: Any, field: str, rows: Iterable[Any]) -> list[Figure]:
    """The same column of the other rows of the election, then of the same party at other elections."""
    near: dict[bool, list[Figure]] = defaultdict(list)
    for other in rows:
        value = getattr(other, field)
        if other.pk == row.pk or value is None:
            continue
        if other.election_id == row.election_id:
            near[True].append(Figure(_name(other), Decimal(value)))
        elif other.party_id is not None and other.party_id == row.party_id:
            near[False].append(Figure(f"{_name(other)}, {other.election.date[:4]}", Decimal(value)))
    return [*near[True], *near[False]]


def _name(row: Any) -> str:
    return row.label or str(row.party or row.person or "")


def _label(model: Any, field: str) -> str:
    return str(model._meta.get_field(field).verbose_name)


def remarks(article: Any) -> dict[FactId, tuple[str, ...]]:
    """The findings of an election by the fact that they stand beside; of any other article none."""
    if not isinstance(article, Election) or article.pk is None:
        return {}
    stored = Election.objects.filter(pk=article.pk).first()  # a refused form leaves what was typed in `article`
    if stored is None:
        return {}
    kind = ContentType.objects.get_for_model(Result).pk
    found: dict[FactId, list[str]] = defaultdict(list)
    [checked] = check_elections([stored])
    for finding in checked.findings:
        row = (stored.pk, kind, finding.key, "")
        found[row if finding.key is not None else (stored.pk, None, None, FIELDS[finding.check])].append(finding.words)
    return {fact: tuple(words) for fact, words in found.items()}


def report(_given: Mapping[str, str]) -> ReportPage[Checked]:
    """The differences as a report; it has one page."""
    rows = tuple(differences())
    return ReportPage(rows, len(rows))


def differences() -> list[Checked]:
    """All elections in which something was found, newest first. Constant queries."""
    elections = Election.objects.exclude(status=Status.ARCHIVED).order_by("-date", "title")
    return [checked for checked in check_elections(list(elections)) if checked.findings or checked.misprints]
