"""Lists in pages: at most a hundred, with the addresses of the neighbouring pages."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.http import HttpRequest
from ninja import Field, Query, Schema

Item = TypeVar("Item")

MOST = 100

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
