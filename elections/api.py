"""`/results`: rows of results as they were entered; `/elections/{slug}/results`: with what follows from them."""

from typing import Annotated, Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from articles.api.routes import NOTHING
from articles.page.reading import Named, Reading
from articles.public import public_row, public_rows
from common.api import Page, PageNumber, PerPage, Problem, page_of
from elections.models import Election, Result
from elections.pages.election import read_rows
from elections.standings import Standing
from parties.models import Party, Person
from revisions.api.asking import AsOfText, Slug, moment_asked

ERRORS = {404: Problem, 422: Problem}
AnySlug = Annotated[str, Query("", pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=120)]

router = Router(tags=["results"])
of_election = Router(tags=["elections"])


class ResultRecord(Schema):
    """A row of results. Blank is unknown, never zero."""

    election: str = Field(description="The slug of the election", examples=["mazhilis-2023"])
    round: int = Field(description="0: all rounds together")
    kind: str = Field(description="party, candidate, independents, against_all, blank …", examples=["party"])
    label: str = Field(description="The name as printed then", examples=["Amanat"])
    party: str | None = Field(None, description="The slug of the party's article", examples=["amanat"])
    person: str | None = None
    votes: int | None = Field(None, examples=[3431510])
    percent_published: float | None = Field(None, description="As printed", examples=[53.9])
    seats: int | None = None
    seats_list: int | None = None
    seats_constituency: int | None = None


class ComputedResult(ResultRecord):
    """A contestant of all rounds together, with what follows from all results to the same assembly."""

    share: float | None = Field(None, description="Per cent, computed; as published where votes are unknown")
    rank: int | None = Field(None, description="Against all, blanks and independents have none")
    seat_change: int | None = Field(None, description="Against the election before; null for a new party")
    new: bool = Field(description="Whether the contestant did not stand before")


@router.get("", response={200: Page[ResultRecord], **ERRORS}, summary="Results of published elections")
def results(
    request: HttpRequest,
    as_of: AsOfText = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    election: AnySlug = "",
    party: AnySlug = "",
    person: AnySlug = "",
) -> dict[str, Any]:
    """The election entered last comes first; of one election, party or person where it is named."""
    moment = moment_asked(as_of)
    elections = public_rows(moment, Election, *([Q(slug=election)] if election else []))
    conditions = [Q(election_id__in=elections.order_by().values("id"))]
    for name, model, slug in (("party_id", Party, party), ("person_id", Person, person)):
        if slug:
            conditions.append(Q(**{f"{name}__in": public_rows(moment, model, Q(slug=slug)).order_by().values("id")}))
    rows = moment.rows(Result, *conditions).order_by("-election_id", "round", "position", "id")
    rows = rows if moment.number is None else rows.filter(hidden=False)

    def shown(found: Any) -> list[dict[str, Any]]:
        slugs = {
            model: dict(public_rows(moment, model).filter(id__in=ids).values_list("id", "slug"))
            for model, ids in (
                (Election, {row.election_id for row in found}),
                (Party, {row.party_id for row in found}),
                (Person, {row.person_id for row in found}),
            )
        }
        return [
            _record(
                row, slugs[Election][row.election_id], slugs[Party].get(row.party_id), slugs[Person].get(row.person_id)
            )
            for row in found
        ]

    return page_of(request, rows, page, per_page, shown)


@of_election.get(
    "/{slug}/results",
    response={200: list[ComputedResult], **ERRORS},
    summary="The results of an election, with shares, ranks and changes",
)
def computed(request: HttpRequest, slug: Slug, as_of: AsOfText = "") -> list[dict[str, Any]]:
    moment = moment_asked(as_of)
    root = public_row(moment, Election, slug)
    if root is None:
        raise Http404(NOTHING)
    reading = Reading(moment, root)
    rows = read_rows(reading)
    reading.resolve()
    return [_computed(reading, root.slug, standing) for standing in rows.standings]


def _computed(reading: Reading, election: str, standing: Standing) -> dict[str, Any]:
    row = standing.row
    names: dict[int, Named] = reading.articles
    party, person = (_slug(names.get(pk or 0)) for pk in (row.party_id, row.person_id))
    return {
        **_record(row, election, party, person),
        "share": _number(standing.share),
        "rank": standing.rank,
        "seat_change": standing.change.amount,
        "new": standing.change.new,
    }


def _record(row: Any, election: str, party: str | None, person: str | None) -> dict[str, Any]:
    return {
        "election": election,
        "round": row.round,
        "kind": row.kind,
        "label": row.label,
        "party": party,
        "person": person,
        "votes": row.votes,
        "percent_published": _number(row.percent),
        "seats": row.seats,
        "seats_list": row.seats_list,
        "seats_constituency": row.seats_constituency,
    }


def _slug(named: Named | None) -> str | None:
    return named.slug if named and named.url else None


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
