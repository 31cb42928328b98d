"""Nothing of the dossier is lost on its way into the product."""

import filecmp
import re
import shutil
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.core.management import call_command

from articles.models import Article, Statement
from demo.dossier.__main__ import main
from demo.dossier.elections import BASES
from demo.dossier.facts import prose
from demo.dossier.records import read
from revisions.tracking.tracked import Tracked
from tests.places import ROOT as PROJECT

DEMO = PROJECT / "demo" / "kazakhstan"
DOSSIER = PROJECT.parent / "shared" / "data" / "kazakhstan"
FILES = ("sources", "parties", "people", "events", "elections")

# Not content: what the product computes, prints from the value itself, or what only says how the dossier was made.
COMPUTED = re.compile(
    r"\.(seed_ref|seed_text|seen|in_seed|as_printed|note_ref|note_after|place$|rank|change|of|suggested_heading"
    r"|heading|table\.|complete|derived|hex_note|claims\[\]\.id)"
)

pytestmark = [
    pytest.mark.first_database,
    pytest.mark.skipif(not DOSSIER.exists(), reason="needs the dossier beside the project"),
]


def leaves(value: Any, path: str):
    """Every (key path, value) of a record."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{path}[]")
    elif value is not None:
        yield path, value


def stored_values() -> set[str]:
    """Every value of every tracked row, as text; keys and addresses of what rows point at."""
    found: set[str] = set()
    for model in apps.get_models():
        if issubclass(model, Tracked):
            for row in model._default_manager.values():
                for value in row.values():
                    found.add(format(value.normalize(), "f") if isinstance(value, Decimal) else str(value))
    return found


def spelled(value: Any) -> str:
    """A value of the dossier as the product stores it."""
    if isinstance(value, float):
        return format(Decimal(str(value)).normalize(), "f")
    text = str(value)
    return {"baytaq": "baytaq-green-party", "against-all": "against_all", "as in Wikipedia": "common", **BASES}.get(
        text, text
    )


@pytest.mark.slow
def test_the_converter_takes_every_value_and_writes_the_demo(tmp_path, db, capsys):
    written, dumped = tmp_path / "written", tmp_path / "dumped"
    assert main(DOSSIER, written) == 0
    shutil.copytree(DEMO / "images", written / "images")
    shutil.copy(DEMO / "images.yaml", written)
    call_command("load", str(written), verbosity=0)
    call_command("dump", str(dumped), verbosity=0)
    names = [str(path.relative_to(DEMO)) for path in DEMO.rglob("*.yaml")]
    assert filecmp.cmpfiles(DEMO, dumped, names, shallow=False) == (names, [], [])


def test_every_key_path_of_the_dossier_arrives(demo):
    stored = stored_values()
    everything = "\n".join(sorted(stored))
    lost: dict[str, list[str]] = defaultdict(list)
    paths = set()
    for name in FILES:
        for record in read(DOSSIER, name):
            for path, value in leaves(record, name):
                paths.add(path)
                if COMPUTED.search(path) or isinstance(value, bool):
                    continue
                text = prose(value).strip() if path.endswith((".body", ".text")) else spelled(value)
                if path.endswith(".lead"):
                    text = text.split("(Kazakh:")[0].strip()  # the rest gains language tags
                if text.strip("[]") not in stored and text not in everything:
                    lost[path].append(text[:60])
    assert lost == {}
    assert len(paths) > 200


def test_what_is_true_or_false_arrives(demo):
    records = {name: yaml.safe_load((DOSSIER / f"{name}.yaml").read_text(encoding="utf-8")) for name in FILES}
    truths: dict[str, int] = defaultdict(int)
    for name, found in records.items():
        for path, value in leaves(found, name):
            truths[path] += value is True
    position, election, result = (
        apps.get_model(*label)
        for label in (("parties", "Position"), ("elections", "Election"), ("elections", "Result"))
    )
    assert position.objects.filter(former=True).count() == truths["people[].positions[].former"]
    assert result.objects.filter(elected=True).count() == truths["elections[].results[].elected"]
    assert election.objects.filter(registered_rounded=True).count() == truths["elections[].registered_voters.rounded"]
    assert election.objects.filter(complete=True).count() == truths["elections[].complete"]


def test_every_dispute_of_the_dossier_is_kept_with_its_words(demo):
    """A claim of an event, and a fact that two records share, keep every source that says otherwise."""
    fact_citation = apps.get_model("articles", "FactCitation")
    kept = set(fact_citation.objects.exclude(stated_value="").values_list("citation__key", "stated_value"))
    claims = 0
    for name in FILES[1:]:
        for record in read(DOSSIER, name):
            claims += len(record.get("claims", []))
            for dispute in disputes(record):
                assert (dispute["source"], str(dispute["states"])) in kept
    assert Statement.objects.filter(placement=Statement.Placement.CLAIM).count() == claims
    assert Article.objects.count() == 102


def disputes(value: Any):
    if isinstance(value, dict):
        yield from value.get("disputed", [])
        for inner in value.values():
            yield from disputes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from disputes(inner)
