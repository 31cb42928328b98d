"""Elections, and the two bodies that they elect."""

import re
from collections.abc import Iterator
from typing import Any

from citations.grammar import Cite, FactSources
from demo.dossier.facts import (
    COUNTRY,
    RENAMED,
    article,
    cites,
    finish,
    merged,
    own,
    row,
    slug,
    sourced,
    statements,
    unprinted,
    with_lines,
)
from demo.dossier.records import Taken, require, take_all

ASSEMBLIES = {"Mazhilis": "mazhilis", "President of Kazakhstan": "president-of-kazakhstan"}
BASES = {"votes_valid": "valid", "votes_cast": "cast", "sum_of_votes": "sum"}


def election(record: Taken, people: list[Taken]) -> dict[str, Any]:
    body = record.take("body_elected")
    found = article(record, category=record.take("kind"), assembly=ASSEMBLIES[body.take("value")])
    found["sources"]["assembly"] = sourced(body)
    fields = {
        "date": "date",
        "system": "system",
        "seats_total": "seats_total",
        "threshold_percent": "threshold",
        "votes_cast": "cast",
        "votes_valid": "valid",
        "votes_invalid": "invalid",
        "turnout_percent": "turnout",
    }
    for name, field in fields.items():
        own(found, record, name, field)
    registered = record.get("registered_voters")
    if registered is not None:
        found["registered_rounded"] = registered.take("rounded")
        published = registered.take("as_published")
        own(found, record, "registered_voters", "registered", remark=f"published as {published}" if published else None)
    elected = record.take("seats_elected")
    if elected is not None:
        found["sources"]["seats_elected"] = sourced(elected)
        found["seats_elected"] = elected.take("value")
        found |= {f"seats_{part}": elected.take(part) for part in ("list", "constituency", "appointed")}
    base = record.take("percent_base")
    if base is not None:
        found["percent_base"], found["sources"]["percent_base"] = BASES[base.take("value")], sourced(base)
    found["complete"] = None if record.take("complete") else False
    found["rounds"] = _rounds(record)
    found["results"] = [_result(fact) for fact in record.take("results")]
    found["results"] += [
        row(
            sourced(fact),
            round=1,
            kind=None if fact.get("party") else "independents",
            party=slug(fact.take("party")) if fact.get("party") else None,
            label=fact.take("label") or _label(record, fact["party"]),
            seats_constituency=fact.take("value"),
        )
        for fact in record.take("first_round_constituency_seats", [])
    ]
    found["candidacies"] = [
        row(sourced(fact), person=person["slug"], remark=fact.take("value"), **_nomination(record, person["slug"]))
        for person in people
        for fact in person.take("candidacies", [])
        if fact["election"] == record["slug"] and fact.take("election")
    ]
    found["statements"] = statements(record, candidates="Candidates", results_established="Results established")
    return finish(found) | ({"complete": False} if found["complete"] is False else {})


def _rounds(record: Taken) -> list[dict[str, Any]]:
    further, filled = record.take("further_dates"), record.take("seats_filled_by_date", [])
    if further is None:
        return []
    line = sourced(further)
    by_date = {fact.take("date"): fact for fact in filled}
    rounds = []
    for number, date in enumerate([record["date"]["value"], *further.take("value")], 1):
        lines = [FactSources("date", line.cites, line.remark)] if number > 1 else []
        fact = by_date.get(date)
        seats = fact.take("value") if fact is not None else None
        if fact is not None:
            lines.append(sourced(fact, "seats_filled"))
        rounds.append(row(*lines, number=number, date=date, seats_filled=seats))
    return rounds


def _label(record: Taken, name: str) -> str:
    return next(result["label"] for result in record["results"] if result.get("party") == name)


def _nomination(record: Taken, name: str) -> dict[str, Any]:
    for result in record["results"]:
        if result.get("person") == name:
            return {
                "party": slug(result["party"]) if result.get("party") else None,
                "label": result["label"],
                "elected": result.get("elected"),
            }
    return {}


def _result(fact: Taken) -> dict[str, Any]:
    fact.take("rank"), fact.take("change")  # computed on the page; a test compares
    kind, person, label = fact.take("kind"), fact.take("person"), fact.take("label")
    name = "against_all" if kind else "candidate" if person else "independents" if label == "Independents" else None
    party = fact.take("party")
    derived = fact.take("derived")
    remark = f"derived: {derived}" if derived else None
    votes, percent = fact.get("votes"), fact.get("percent")
    lines = merged([*_by_field(sourced(fact, remark=remark), votes, percent)])
    record = row(
        *lines,
        kind=name,
        party=slug(party) if party else None,
        person=person,
        label=label,
        leader=fact.take("leader"),
        votes=fact.take("votes"),
        percent=fact.take("percent"),
        elected=fact.take("elected"),
        outcome=fact.take("outcome"),
    )
    seats = {name: fact.take(name) for name in ("seats", "seats_list", "seats_constituency")}
    return record | {name: value for name, value in seats.items() if value is not None}


def _by_field(line: FactSources, votes: Any, percent: Any) -> Iterator[FactSources]:
    """Disputes go to the figure that they speak of, where their words say which."""
    fields: dict[str, list[Cite]] = {"": [cite for cite in line.cites if not cite.states]}
    for cite in line.cites:
        if cite.states:
            fields.setdefault(_figure(cite.states), []).append(cite)
    for field, found in fields.items():
        yield FactSources(field, tuple(found), line.remark if not field else "")


def _figure(states: str) -> str:
    if "vote" in states:
        return "votes"
    if "%" in states:
        return "percent"
    return "seats" if re.search(r"seat|mandate", states) else ""


def seats_of_2023(parties: list[Taken], found: dict[str, Any]) -> None:
    """What supports a party's present seats supports its result of 2023: the figure on its page is computed from it."""
    for record in parties:
        fact = (record.get("infobox") or record).take("seats_mazhilis")
        if fact is None:
            continue
        fact.take("as_printed"), fact.take("of")
        result = next(entry for entry in found["results"] if entry.get("party") == slug(record["slug"]))
        require(result["seats"] == fact.take("value"), "the party's seats are those of its result")
        extra = [FactSources("seats", unprinted(cites(fact)))]
        result["sources"] = with_lines(result["sources"], extra)
    table = next(record for record in parties if record["slug"] == "baytaq")["sections"][2].take("sections")[0]
    table.take("heading")
    take_all(table.take("table"))  # its figures are computed on the page; a test compares
    for entry in found["results"]:
        if entry.get("party") == RENAMED["baytaq"]:
            entry["sources"] = with_lines(entry["sources"], [FactSources("", cites(table))])


def assemblies() -> list[dict[str, Any]]:
    """The two bodies that the elections name; the sizes are those of the elections' days, with their sources."""
    return [
        {
            "slug": "mazhilis",
            "title": "Mazhilis",
            "country": COUNTRY,
            "status": "published",
            "category": "chamber",
            "short_description": "Lower chamber of the parliament of Kazakhstan",
            "names": [{"text": "Mäjilis", "language": "en", "kind": "common", "sources": "[-@wikipedia-baytaq]"}],
            "sizes": [
                {"size": 67, "on_date": "1995", "sources": "[@ipu-1995]"},
                {"size": 77, "on_date": "1999", "sources": "[@wikipedia-1999-election]"},
                {"size": 107, "appointed": 9, "on_date": "2007", "sources": "[@ipu-2007; @francowiki-2007-election]"},
                {"size": 98, "on_date": "2023", "sources": "[@electionguide-2023]"},
            ],
        },
        {
            "slug": "president-of-kazakhstan",
            "title": "President of Kazakhstan",
            "country": COUNTRY,
            "status": "published",
            "category": "office",
            "short_description": "Head of state of Kazakhstan",
        },
    ]
