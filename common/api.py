"""What all answers of the API share: errors as problem details (RFC 9457), and lists in pages of at most a hundred."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Generic, TypeVar

from django.http import HttpRequest
from ninja import Field, Query, Schema

Item = TypeVar("Item")

MOST = 100  # results of a page
MEDIA_TYPE = "application/problem+json"


class Fault(Schema):
    """One thing that is wrong with a request."""

    where: str = Field(description="The parameter, as it is called in the address", examples=["query.page"])
    what: str = Field(examples=["Input should be greater than or equal to 1"])


class Problem(Schema):
    type: str = Field("about:blank", description="An address that tells problems apart; about:blank: see status")
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field("", examples=["No published article has this address."])
    faults: list[Fault] = []


def problem(status: int, detail: str = "", faults: Iterable[Mapping[str, str]] = ()) -> dict[str, Any]:
    """The body of an answer that is an error."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "faults": list(faults),
    }


PageNumber = Annotated[int, Query(1, ge=1, le=100_000, description="Pages count from 1")]
PerPage = Annotated[int, Query(50, ge=1, le=MOST, description="How many results a page has, at most 100")]


class Page(Schema, Generic[Item]):
    count: int = Field(description="How many results there are on all pages", examples=[18])
    next: str | None = Field(None, description="The address of the next page")
    previous: str | None = None
    results: list[Item]


def page_of(
    request: HttpRequest, rows: Any, page: int, per_page: int, shown: Callable[[Sequence[Any]], list[Any]]
) -> dict[str, Any]:
    """A page of a queryset; `shown` makes results of its rows. A page beyond the end is empty."""
    count, start = rows.count(), (page - 1) * per_page
    return {
        "count": count,
        "next": _address(request, page + 1) if start + per_page < count else None,
        "previous": _address(request, page - 1) if page > 1 else None,
        "results": shown(list(rows[start : start + per_page])),
    }


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
