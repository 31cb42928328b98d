"""Parties, people and memberships as Popolo, valid against its own schemas."""

import json

import pytest
from jsonschema import Draft3Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

from tests.places import SHARED

SCHEMAS = SHARED / "popolo" / "spec" / "schemas"
NAMES = {"organizations": "organization", "persons": "person", "memberships": "membership"}


def every(client, name: str) -> list[dict]:
    found, address = [], f"/api/v1/popolo/{name}?per_page=100"
    while address:
        page = client.get(address).json()
        found += page["results"]
        address = page["next"]
    return found


@pytest.mark.skipif(not SCHEMAS.exists(), reason="needs the schemas beside the project")
@pytest.mark.parametrize("name", NAMES)
def test_everything_is_valid_popolo(demo, client, name):
    schemas = [json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")]
    registry = Registry().with_resources(
        (schema["id"], Resource.from_contents(schema, default_specification=DRAFT3)) for schema in schemas
    )
    schema = next(schema for schema in schemas if schema["id"].endswith(f"/{NAMES[name]}.json#"))
    found = every(client, name)
    assert len(found) > 15
    faults = [error for one in found for error in Draft3Validator(schema, registry=registry).iter_errors(one)]
    assert faults == []


def test_a_party_has_its_names_dates_and_sources(demo, client):
    amanat = next(one for one in every(client, "organizations") if one["id"] == "amanat")
    assert (amanat["name"], amanat["founding_date"], amanat["classification"]) == ("Amanat", "1999-02-12", "party")
    assert "Аманат" in [name["name"] for name in amanat["other_names"]]
    assert amanat["sources"]


def test_a_role_is_a_membership_with_its_period(demo, client):
    found = [one for one in every(client, "memberships") if one["organization_id"] == "aq-jol"]
    leader = next(one for one in found if one["person_id"] == "azat-peruashev" and one["role"] == "leader")
    assert leader["start_date"] == "2011-07-02"
    assert leader["sources"]
