"""Parties, people and events."""

from typing import Any

from citations.grammar import FactSources
from demo.dossier.facts import article, claims, finish, own, period, prose, row, slug, sourced, statements
from demo.dossier.names import names, tagged
from demo.dossier.records import Taken
from demo.dossier.roles import lineage, roles


def party(record: Taken, people: list[Taken]) -> dict[str, Any]:
    infobox = record.take("infobox")
    facts = infobox or record
    found = article(record, category=record.take("kind"), state=record.take("status"))
    lead = record.take("lead")
    if lead:
        found["lead"] = tagged(prose(lead), record)
        found["body"] = sections(record)
    for name in ("founded", "registered", "dissolved", "headquarters"):
        own(found, facts, name)
    found["names"] = names(record)
    further = _slogans(found, facts, record)
    position = facts.get("political_position")
    own(found, facts, "political_position")
    if position is not None and position.take("former"):
        former = position["former"]
        further.append(
            row(
                sourced(former),
                label="Political position",
                value=former.take("value"),
                **(period(former) | {"former": True}),
            )
        )
    membership = facts.take("membership", [])
    found["membership_counts"] = [
        row(sourced(fact), count=fact.take("value"), on_date=period(fact)["on_date"])
        for fact in (membership if isinstance(membership, list) else [membership])
    ]
    found["ideologies"] = [
        row(sourced(fact), name=fact.take("value"), **period(fact)) for fact in facts.take("ideology", [])
    ]
    found["colours"] = [
        row(
            sourced(fact),
            FactSources("hex", (), fact.take("hex_note") or ""),
            name=fact.take("value"),
            hex=fact.take("hex"),
        )
        for fact in facts.take("colours", [])
    ]
    found["roles"] = roles(record, people, infobox)
    found["lineages"] = lineage(record)
    if infobox:
        caption = infobox.take("image_caption")
        found |= {"image": "baytaq-logo-placeholder", "image_caption": caption.take("value")}
        found["sources"]["image_caption"] = sourced(caption)
        for fact in (infobox["founded"], infobox["registered"], infobox["membership"]):
            fact.take("as_printed")
        more = record.take("more_facts")
        labels = {name: name.replace("_", " ").capitalize() for name in more}
        further += statements(more, printed=False, **labels)
        further.append(
            row(
                label="Origin of the text",
                value="Wikipedia, “Baytaq Green Party”, CC BY-SA 4.0",
                sources="[-@wikipedia-baytaq]",
            )
        )
    further += statements(facts, affiliation="Affiliation", youth_wing="Youth wing")
    found["statements"] = further + claims(record)
    return finish(found)


def _slogans(found: dict[str, Any], facts: Taken, record: Taken) -> list[dict[str, Any]]:
    """The first slogan is the party's own field; further ones, and the original wording, are statements."""
    slogans = [*filter(None, [facts.take("slogan")]), *record.take("slogans", [])]
    statements = []
    for number, slogan in enumerate(slogans):
        native, year = slogan.take("native"), slogan.take("year")
        line = sourced(slogan, remark=f"of {year}" if year else None)
        if number:
            statements.append(row(line, label="Slogan", value=slogan.take("value"), placement="infobox"))
        else:
            found["slogan"], found["sources"]["slogan"] = slogan.take("value"), line
        if native:
            statements.append(
                row(line, label="Slogan in Kazakh", value=native, language="kk-Cyrl", placement="infobox")
            )
    return statements


def sections(record: Taken) -> str:
    """The seed's sections under their headings; the generated ones (with a table) are not typed."""
    headings = {"Position": "Ideology"}
    parts = []
    for section in record.take("sections"):
        heading, suggested, text = section.take("heading"), section.take("suggested_heading"), section.take("text")
        if text:
            parts.append(f"## {heading or headings.get(suggested, suggested)}\n\n{prose(text)}")
    notes = record.take("footnotes")
    parts += [f"[^{name}]: {notes.take(name)}\n" for name in list(notes)]
    return "\n".join(parts)


def person(record: Taken) -> dict[str, Any]:
    found = article(record)
    for name in ("born", "birth_place", "died", "residence", "occupation"):
        own(found, record, name)
    found["names"] = names(record)
    found["positions"] = []
    for fact in record.take("positions", []):
        elected = f"elected {fact['elected']}" if fact.get("elected") else None
        found["positions"].append(row(sourced(fact, remark=elected), title=fact.take("value"), **period(fact)))
    found["statements"] = statements(record, education="Education")
    return finish(found)


def event(record: Taken) -> dict[str, Any]:
    record.take("in_seed")  # which events the seed tells; a test reads it
    found = article(record, category=record.take("kind"))
    for name in ("date", "place", "attendance"):
        own(found, record, name)
    found["participants"] = []
    for fact in record.take("participants", []):
        about = fact.take("party") or fact.take("person")
        found["participants"].append(
            row(
                sourced(fact),
                article=slug(about) if about else None,
                label=fact.take("organisation"),
                role=fact.take("role"),
            )
        )
    election = record.take("election")
    if election is not None:
        found["participants"].append(row(sourced(election), article=election.take("value"), role="election concerned"))
    labels = {
        name: name.replace("_", " ").capitalize()
        for name in (
            "list_candidates",
            "constituency_candidates",
            "decisions",
            "documents_filed",
            "rules",
            "regions",
            "regions_count",
        )
    }
    found["statements"] = statements(record, printed=False, **labels) + claims(record)
    return finish(found)
