"""What the log says of requests."""

import logging

import pytest
from django.test import Client

from baytaq_site.log import NoTraceOfBadRequests


def record(**extra: int) -> logging.LogRecord:
    try:
        raise ValueError("no number")
    except ValueError as error:
        made = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "%s", ("no number",), (ValueError, error, None)
        )
    made.__dict__.update(extra)
    assert NoTraceOfBadRequests().filter(made)
    return made


@pytest.mark.parametrize("status", [400, 404])
def test_a_refused_request_leaves_no_traceback(status: int) -> None:
    assert record(status_code=status).exc_info is None


@pytest.mark.parametrize("extra", [{"status_code": 500}, {}])
def test_a_fault_of_the_site_leaves_its_traceback(extra: dict[str, int]) -> None:
    assert record(**extra).exc_info is not None


def test_a_bad_request_is_answered_without_one(client: Client, db: None) -> None:
    response = client.get("/", HTTP_HOST="evil.example")
    assert response.status_code == 400 and b"Traceback" not in response.content
