"""The API as a whole: its description, and any request that the description allows."""

import os
import sys

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from openapi_spec_validator import validate
from schemathesis import GenerationMode

CASES = int(os.environ.get("API_CASES", "12"))  # of each operation, right and wrong; 300 make more than 10,000


@pytest.fixture
def kept_connection():
    """A server closes old connections between requests; the test's own must stay."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_answer_is_as_described(demo, kept_connection, capsys):
    """schemathesis makes the requests from the description alone, right ones and wrong ones, and says how many."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 15
    count = sum(_ask(operation, mode) for operation in operations for mode in GenerationMode)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} requests to the API, by its description\n")
    assert count > 10 * len(operations)


def _ask(operation, mode: GenerationMode) -> int:
    """How many requests were made."""
    asked = 0

    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case) -> None:
        nonlocal asked
        asked += 1
        response = case.call()
        assert response.status_code < 500
        case.validate_response(response)

    try:
        ask()
    except Unsatisfiable:  # an operation that nothing can be asked wrongly
        assert mode is GenerationMode.NEGATIVE
    return asked


def test_the_description_is_valid_openapi(client):
    description = client.get("/api/v1/openapi.json").json()
    validate(description)
    assert len(description["paths"]) > 15


def test_the_description_shows_examples(client):
    assert '"example": "amanat"' in client.get("/api/v1/openapi.json").content.decode()


def test_the_documentation_asks_no_other_host(client):
    page = client.get("/api/v1/docs").content.decode()
    assert "//cdn" not in page and "https://" not in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("parties/nothing", 404),
        ("parties?page=0", 422),
        ("parties?per_page=101", 422),
        ("parties?title=%00", 422),
        ("parties?as_of=99999", 404),
        ("parties?as_of=yesterday", 422),
        ("parties/Not%20a%20slug", 422),
        ("nothing", 404),
    ],
)
def test_errors_are_problem_details(demo, client, address, status):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status
    if address != "nothing":
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == status


def test_a_problem_names_the_parameter(demo, client):
    (fault,) = client.get("/api/v1/parties?per_page=101").json()["faults"]
    assert fault["where"] == "query.per_page"
    assert "100" in fault["what"]


def test_an_answer_that_has_not_changed_is_not_sent_again(demo, client):
    first = client.get("/api/v1/parties/amanat")
    again = client.get("/api/v1/parties/amanat", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_by_the_api(demo, client, method):
    assert getattr(client, method)("/api/v1/parties/amanat").status_code == 405
