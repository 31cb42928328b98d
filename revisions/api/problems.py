"""Errors as problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from ninja import Field, Schema

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


def problem(status: int, detail: str = "", faults: Any = ()) -> dict[str, Any]:
    """The body of an answer that is an error."""
    return {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail,
        "faults": list(faults),
    }  # fmt: skip
