"""`/popolo`: parties, people and memberships in the Popolo data standard."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from articles.public import public_rows
from common.api import Page, PageNumber, PerPage, Problem, page_of
from common.http import site_url
from parties.models import Party, Person, Role
from parties.popolo import memberships, organizations, persons
from revisions.api.asking import AsOfText, moment_asked

ERRORS = {404: Problem, 422: Problem}
router = Router(tags=["popolo"])


class PopoloLink(Schema):
    url: str
    note: str


class OtherName(Schema):
    name: str
    note: str = Field(description="The sort of name, and its language", examples=["official (kk-Cyrl)"])
    start_date: str | None = None
    end_date: str | None = None


class PopoloIdentifier(Schema):
    scheme: str
    identifier: str


class Thing(Schema):
    id: str = Field(examples=["amanat"])
    name: str = Field(examples=["Amanat"])
    other_names: list[OtherName]
    identifiers: list[PopoloIdentifier]
    image: str | None = None
    links: list[PopoloLink]
    sources: list[PopoloLink]


class Organization(Thing):
    classification: str = Field(examples=["party"])
    founding_date: str | None = Field(None, examples=["1999-02-12"])
    dissolution_date: str | None = None
    abstract: str | None = None
    description: str | None = None


class PopoloPerson(Thing):
    birth_date: str | None = None
    death_date: str | None = None
    summary: str | None = None


class Member(Schema):
    name: str


class Membership(Schema):
    id: str
    label: str
    role: str = Field(examples=["leader"])
    person_id: str | None = None
    member: Member | None = None
    organization_id: str
    start_date: str | None = None
    end_date: str | None = None
    sources: list[PopoloLink]


@router.get("/organizations", response={200: Page[Organization], **ERRORS}, summary="Parties as organizations")
def list_organizations(
    request: HttpRequest, as_of: AsOfText = "", page: PageNumber = 1, per_page: PerPage = 50
) -> dict[str, Any]:
    moment, site = moment_asked(as_of), site_url(request)
    rows = public_rows(moment, Party)
    return page_of(request, rows, page, per_page, lambda found: organizations(moment, found, site))


@router.get("/persons", response={200: Page[PopoloPerson], **ERRORS}, summary="People as persons")
def list_persons(
    request: HttpRequest, as_of: AsOfText = "", page: PageNumber = 1, per_page: PerPage = 50
) -> dict[str, Any]:
    moment, site = moment_asked(as_of), site_url(request)
    rows = public_rows(moment, Person)
    return page_of(request, rows, page, per_page, lambda found: persons(moment, found, site))


@router.get("/memberships", response={200: Page[Membership], **ERRORS}, summary="Roles in parties as memberships")
def list_memberships(
    request: HttpRequest, as_of: AsOfText = "", page: PageNumber = 1, per_page: PerPage = 50
) -> dict[str, Any]:
    """Of published parties, and of people that are published or have no article at all."""
    moment, site = moment_asked(as_of), site_url(request)
    parties, people = (public_rows(moment, model).order_by().values("id") for model in (Party, Person))
    rows = moment.rows(Role, party_id__in=parties).order_by("party_id", "position", "id")
    rows = rows.filter(person_id__in=people) | rows.filter(person_id=None)
    rows = rows if moment.number is None else rows.filter(hidden=False)

    def shown(found: Any) -> list[dict[str, Any]]:
        slugs: dict[int, str] = {}
        for model, ids in ((Party, {row.party_id for row in found}), (Person, {row.person_id for row in found})):
            slugs |= dict(public_rows(moment, model).filter(id__in=ids).values_list("id", "slug"))
        return memberships(moment, found, slugs, site)

    return page_of(request, rows, page, per_page, shown)
