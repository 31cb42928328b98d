#!/usr/bin/env python
"""Convert the dossier of Kazakhstan into the demo's interchange folder.

    python demo/convert_dossier.py DOSSIER FOLDER

Reads sources.yaml, parties.yaml, people.yaml, events.yaml, elections.yaml and writes the folder that
`manage.py load` takes. Every value of the dossier is taken exactly once: what this script does not take, it reports,
and ends with status 1. Slugs stay, but `baytaq` becomes `baytaq-green-party`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from articles.interchange.files import write
from citations.grammar import Cite, FactSources, format_line, format_lines, parse

RENAMED = {"baytaq": "baytaq-green-party"}
COUNTRY = "KZ"
PEOPLE_ROLES = {"founder": "founder", "leader": "leader", "member": "member"}


class Taken(dict):
    """A record whose values are marked as they are taken, so that nothing is lost in silence."""

    def __init__(self, values: dict[str, Any], where: str) -> None:
        super().__init__({key: _wrap(value, f"{where}.{key}") for key, value in values.items()})
        self.where, self.left = where, set(values)

    def take(self, key: str, default: Any = None) -> Any:
        self.left.discard(key)
        return self.get(key, default)

    def leftovers(self) -> Iterator[str]:
        yield from (f"{self.where}.{key}" for key in sorted(self.left))
        for value in self.values():
            for record in value if isinstance(value, list) else [value]:
                if isinstance(record, Taken):
                    yield from record.leftovers()


def _wrap(value: Any, where: str) -> Any:
    if isinstance(value, dict):
        return Taken(value, where)
    if isinstance(value, list):
        return [_wrap(item, f"{where}[{number}]") for number, item in enumerate(value)]
    return value


def read(dossier: Path, name: str) -> list[Taken]:
    """The records of one file. The dossier calls the Wikipedia page that it starts from "the seed"; readers do not."""
    text = (dossier / f"{name}.yaml").read_text(encoding="utf-8")
    for theirs, ours in (("The seed's", "Wikipedia's"), ("the seed's", "Wikipedia's"), ("The seed ", "Wikipedia "),
                         ("of the seed", "of the Wikipedia page"), ("the seed", "Wikipedia")):  # fmt: skip
        text = text.replace(theirs, ours)
    records = yaml.safe_load(text)
    return [Taken(record, f"{name}.{record.get('slug') or record.get('key')}") for record in records]


def require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"the dossier is not as expected: {what}")


def slug(name: str) -> str:
    return RENAMED.get(name, name)


def prose(text: str) -> str:
    """Markdown links to kinds become wiki links; sources and notes stay as they are."""
    link = re.compile(r"\[([^\[\]]+)\]\((?:party|person|event|election):([\w-]+)\)")
    return link.sub(lambda match: f"[[{slug(match[2])}|{match[1]}]]", text).strip() + "\n"


def cites(fact: Taken, printed: bool = True) -> tuple[Cite, ...]:
    """The sources of a fact: `cite` printed, `also` without a mark, `disputed` with what it states."""
    found = [Cite(key, printed=printed) for key in fact.take("cite", [])]
    found += [Cite(key, printed=False) for key in fact.take("also", [])]
    for dispute in fact.take("disputed", []):
        found.append(Cite(dispute.take("source"), printed=False, states=str(dispute.take("states"))))
    return tuple(found)


def sourced(fact: Taken, field: str = "", printed: bool = True, **remarks: str | None) -> FactSources:
    """The source line of a fact with its note and any further remark."""
    notes = [fact.take("note"), *remarks.values()]
    return FactSources(field, cites(fact, printed), "; ".join(str(note) for note in notes if note))


def row(*lines: FactSources, **values: Any) -> dict[str, Any]:
    """A part: its values without the empty ones, and its source lines."""
    record = {key: value for key, value in values.items() if value not in (None, "", False)}
    text = format_lines(lines)
    return record | ({"sources": text} if text else {})


def period(fact: Taken) -> dict[str, Any]:
    on = fact.take("year") or fact.take("date") or fact.take("elected")
    return {
        "start_date": fact.take("from"), "end_date": fact.take("to"), "on_date": str(on) if on else None,
        "former": fact.take("former"),
    }  # fmt: skip


def article(record: Taken, **values: Any) -> dict[str, Any]:
    """What every article has: slug, title with its sources, prose."""
    title = record.take("title")
    body = record.take("body")
    found = {
        "slug": slug(record.take("slug")), "title": title.take("value"), "country": COUNTRY, "status": "published",
        "body": prose(body) if body else None, **values,
    }  # fmt: skip
    return found | {"sources": {"title": sourced(title)}}


def own(found: dict[str, Any], record: Taken, name: str, field: str | None = None, **options: Any) -> None:
    """Move a fact of the record into the article's own field of that name."""
    fact = record.take(name)
    if fact is not None:
        found[field or name] = fact.take("value")
        found["sources"][field or name] = sourced(fact, **options)


def finish(found: dict[str, Any]) -> dict[str, Any]:
    """Drop what is empty; spell the article's own sources."""
    lines = {name: format_line(FactSources("", line.cites, line.remark)) for name, line in found["sources"].items()}
    found["sources"] = {name: line for name, line in lines.items() if line}
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def statements(record: Taken, printed: bool = True, **labels: str) -> list[dict[str, Any]]:
    """Facts without a field of their own, by the label to print."""
    rows = []
    for name, label in labels.items():
        facts = record.take(name)
        for fact in facts if isinstance(facts, list) else filter(None, [facts]):
            values = fact.take("value")
            placement = "infobox" if name in ("affiliation", "youth_wing", "education") else None
            of = fact.take("party") if name == "regions_count" else None
            text = ", ".join(values) if isinstance(values, list) else str(values)
            suffix = f" ({slug(of)})" if of else ""
            rows.append(
                row(
                    sourced(fact, printed=printed),
                    label=label + suffix,
                    value=text,
                    placement=placement,
                    **period(fact),
                )
            )
    return rows


def claims(record: Taken, printed: bool = False) -> list[dict[str, Any]]:
    """What the prose says and others dispute. The prose prints the marks, the claim keeps the sources."""
    found = []
    for claim in record.take("claims", []):
        label = (claim.take("id") or claim["statement"]).replace("-", " ").capitalize()
        found.append(
            row(sourced(claim, printed=printed), label=label, value=claim.take("statement"), placement="claim")
        )
    return found


def citation(record: Taken) -> dict[str, Any]:
    record.take("seed_ref"), record.take("seed_text")  # what a test compares with, no content
    title, supplied = record.take("title"), record.take("title_from")
    note = " ".join(
        filter(None, (record.take("note"), f"Seen: {record.take('seen').replace('seed', 'reference on Wikipedia')}."))
    )
    authors = [{key: author.take(key) for key in list(author)} for author in record.take("authors", [])]
    return {
        key: value
        for key, value in {
            "key": record.take("key"), "type": record.take("type"),
            "title": title[1:-1] if supplied and title.startswith("[") and title.endswith("]") else title,
            "title_supplied": supplied, "translated_title": record.take("trans_title"),
            "language": record.take("language"), "container_title": record.take("container_title"),
            "publisher": record.take("publisher"), "issued": record.take("issued"),
            "accessed": record.take("accessed"), "url": record.take("url"), "isbn": record.take("isbn"),
            "original": record.take("original"), "note": note, "authors": authors,
        }.items()
        if value
    }  # fmt: skip


def names(record: Taken) -> list[dict[str, Any]]:
    """Names, abbreviations, former names and the literal meaning, each name once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}

    def add(text: str, language: str, kind: str, lines: list[FactSources], **values: Any) -> None:
        entry = found.setdefault((text, kind), {"text": text, "language": language, "kind": kind, "lines": []})
        entry["lines"] += lines
        entry.update({key: value for key, value in values.items() if value})

    for name in record.take("names", []):
        kind = name.take("kind")
        remark = "spelled as on Wikipedia" if kind == "as in Wikipedia" else None
        place, note_ref, after = name.take("place"), name.take("note_ref"), name.take("note_after")
        require(not note_ref or f"{after}[^{note_ref}]" in record["lead"], "the lead carries the note")
        add(
            name.take("value"), name.take("script"), {"as in Wikipedia": "common"}.get(kind, kind),
            [sourced(name, remark=remark)], in_infobox=place == "infobox",
        )  # fmt: skip
    for name in record.take("abbreviations", []):
        add(name.take("value"), name.take("script"), "abbreviated", [sourced(name)])
    for name in record.take("former_names", []):
        line = sourced(name)
        add(name.take("value"), "en", "former", [line], meaning=name.take("meaning"), **period(name))
    meaning = record.take("literal_meaning")
    if meaning is not None:
        meaning.take("as_printed")
        former = meaning.take("former")
        _mean(_meant(list(found.values()), record), meaning)
        if former is not None:
            _mean(found[former.take("of"), "former"], former)
    return [row(*_merged(entry.pop("lines")), **entry) for entry in found.values()]


def _meant(entries: list[dict[str, Any]], record: Taken) -> dict[str, Any]:
    """The name that a literal meaning belongs to: the short one, else the first."""
    short = [entry for entry in entries if entry["kind"] == "short" and not entry.get("in_infobox")]
    return (short or entries)[0]


def _mean(entry: dict[str, Any], fact: Taken) -> None:
    value = fact.take("value")
    entry["meaning"] = ", ".join(value) if isinstance(value, list) else value
    entry["lines"].append(sourced(fact, "meaning"))


def _merged(lines: list[FactSources]) -> tuple[FactSources, ...]:
    """One line for each field: the same source is named once."""
    fields: dict[str, FactSources] = {}
    for line in lines:
        before = fields.get(line.field, FactSources(line.field))
        keys = {(cite.key, cite.states) for cite in before.cites}
        more = tuple(cite for cite in line.cites if (cite.key, cite.states) not in keys)
        remark = "; ".join(dict.fromkeys(filter(None, (before.remark, line.remark))))
        fields[line.field] = FactSources(line.field, before.cites + more, remark)
    return tuple(fields.values())


def roles(party: Taken, people: list[Taken], infobox: Taken | None) -> list[dict[str, Any]]:
    """Leaders and founders of the party and its people's own roles there, the same role once."""
    found: list[dict[str, Any]] = []

    def add(fact: Taken, kind: str, title: str | None, person: str | None, label: str | None) -> None:
        when = period(fact)
        line = sourced(fact)
        for entry in found:
            same_person = person is not None and entry["person"] == person and entry["kind"] == kind
            if same_person and _compatible(entry, when) and (kind == "founder" or _alike(entry["title"], title)):
                entry["lines"].append(FactSources("", _unprinted(line.cites), line.remark))
                entry["title"] = entry["title"] or title
                entry.update({key: value for key, value in when.items() if value and not entry[key]})
                return
        found.append({"kind": kind, "person": person, "label": label, "title": title, "lines": [line], **when})

    founders = party.take("founders", []) + ([infobox.take("founder")] if infobox else [])
    leaders = party.take("leaders", []) + ([infobox.take("leader")] if infobox else [])
    for kind, facts in (("leader", leaders), ("founder", founders)):
        for fact in facts:
            person, label = fact.take("person"), fact.take("value")
            add(fact, kind, fact.take("role"), person, None if person else label)
    for group in party.take("co_chairs", []):
        line = sourced(group)
        found += [
            {"kind": "other", "person": None, "label": name, "title": "co-chair", "lines": [line]}
            for name in group.take("value")
        ]
    for person in people:
        for fact in person.take("party_roles", []):
            if fact["party"] == party["slug"]:
                fact.take("party")
                add(fact, *_role(fact.take("role"), fact.take("title_as_given")), person["slug"], None)
    return [row(*_merged(entry.pop("lines")), **entry) for entry in found]


def _role(role: str, given: str | None) -> tuple[str, str | None]:
    """(kind, title) of a role in words."""
    if role.startswith("founder"):
        return "founder", None
    if role == "leader":
        return "leader", given
    if role in ("member",):
        return "member", None
    if "candidate" in role:
        return "candidate", role
    heads = ("chairman", "chairwoman", "first secretary", "co-chairman", "first chairman", "last chairman")
    if role in heads or role.startswith(("acting chairman", "chairwoman according")):
        return ("other" if "according" in role else "leader"), role.replace(" (Otan)", "")
    return "other", role


def _alike(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def _compatible(entry: dict[str, Any], when: dict[str, Any]) -> bool:
    """Whether two records of one role can be the same: no bound contradicts another, one is shared or none known."""
    for bound in ("start_date", "end_date"):
        one, two = entry[bound], when[bound]
        if one and two and one[: len(two)] != two[: len(one)]:
            return False
    return bool(
        not any((entry["start_date"], entry["end_date"], when["start_date"], when["end_date"]))
        or (entry["start_date"] and when["start_date"])
        or (entry["end_date"] and when["end_date"])
        or not any((entry["start_date"], entry["end_date"]))
    )


def _unprinted(line: tuple[Cite, ...]) -> tuple[Cite, ...]:
    """Sources that only the person's entry names print no mark on the party's page."""
    return tuple(Cite(cite.key, cite.locator, cite.quotation, False, cite.states) for cite in line)


def lineage(party: Taken) -> list[dict[str, Any]]:
    found = []
    kinds = {"predecessors": "predecessor", "absorbed": "absorbed", "merged_into": "merged_into",
             "split_from": "split_from", "members": "member"}  # fmt: skip
    for name, kind in kinds.items():
        facts = party.take(name, [])
        for fact in facts if isinstance(facts, list) else [facts]:
            other = fact.take("party")
            found.append(
                row(
                    sourced(fact),
                    kind=kind,
                    other=slug(other) if other else None,
                    label=fact.take("value"),
                    **period(fact),
                )
            )
    return found


def party(record: Taken, people: list[Taken]) -> dict[str, Any]:
    infobox = record.take("infobox")
    facts = infobox or record
    found = article(record, category=record.take("kind"), state=record.take("status"))
    lead = record.take("lead")
    if lead:
        found["lead"] = _tagged(prose(lead), record)
        found["body"] = _sections(record)
    for name in ("founded", "registered", "dissolved", "headquarters"):
        own(found, facts, name)
    found["names"] = names(record)
    further = _slogans(found, facts, record)
    position = facts.get("political_position")
    own(found, facts, "political_position")
    if position is not None and position.take("former"):
        former = position["former"]
        further.append(row(sourced(former), label="Political position", value=former.take("value"),
                           **(period(former) | {"former": True})))  # fmt: skip
    membership = facts.take("membership", [])
    found["membership_counts"] = [
        row(sourced(fact), count=fact.take("value"), on_date=period(fact)["on_date"])
        for fact in (membership if isinstance(membership, list) else [membership])
    ]
    found["ideologies"] = [
        row(sourced(fact), name=fact.take("value"), **period(fact)) for fact in facts.take("ideology", [])
    ]
    found["colours"] = [
        row(sourced(fact), FactSources("hex", (), fact.take("hex_note") or ""), name=fact.take("value"),
            hex=fact.take("hex"))
        for fact in facts.take("colours", [])
    ]  # fmt: skip
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
        further.append(row(label="Origin of the text", value="Wikipedia, “Baytaq Green Party”, CC BY-SA 4.0",
                           sources="[-@wikipedia-baytaq]"))  # fmt: skip
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


def _tagged(lead: str, record: Taken) -> str:
    """The lead with its names in other languages as spans: [«Байтақ»]{lang=kk-Cyrl}."""
    for name in record["names"]:
        if name.get("place") == "lead" and name["script"] != "en":
            text, after = name["value"], name.get("note_after")
            if after:
                text = text.replace(after, f"{after}[^{name['note_ref']}]", 1)
            require(text in lead, text)
            lead = lead.replace(text, f"[{text}]{{lang={name['script']}}}", 1)
    return lead


def _sections(record: Taken) -> str:
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
    labels = {name: name.replace("_", " ").capitalize()
              for name in ("list_candidates", "constituency_candidates", "decisions", "documents_filed", "rules",
                           "regions", "regions_count")}  # fmt: skip
    found["statements"] = statements(record, printed=False, **labels) + claims(record)
    return finish(found)


ASSEMBLIES = {"Mazhilis": "mazhilis", "President of Kazakhstan": "president-of-kazakhstan"}
BASES = {"votes_valid": "valid", "votes_cast": "cast", "sum_of_votes": "sum"}


def election(record: Taken, people: list[Taken]) -> dict[str, Any]:
    body = record.take("body_elected")
    found = article(record, category=record.take("kind"), assembly=ASSEMBLIES[body.take("value")])
    found["sources"]["assembly"] = sourced(body)
    fields = {"date": "date", "system": "system", "seats_total": "seats_total", "threshold_percent": "threshold",
              "votes_cast": "cast", "votes_valid": "valid", "votes_invalid": "invalid", "turnout_percent": "turnout",
              }  # fmt: skip
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
        row(sourced(fact), round=1, kind=None if fact.get("party") else "independents",
            party=slug(fact.take("party")) if fact.get("party") else None,
            label=fact.take("label") or _label(record, fact["party"]), seats_constituency=fact.take("value"))
        for fact in record.take("first_round_constituency_seats", [])
    ]  # fmt: skip
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
            return {"party": slug(result["party"]) if result.get("party") else None, "label": result["label"],
                    "elected": result.get("elected")}  # fmt: skip
    return {}


def _result(fact: Taken) -> dict[str, Any]:
    fact.take("rank"), fact.take("change")  # computed on the page; a test compares
    kind, person, label = fact.take("kind"), fact.take("person"), fact.take("label")
    name = "against_all" if kind else "candidate" if person else "independents" if label == "Independents" else None
    party = fact.take("party")
    derived = fact.take("derived")
    remark = f"derived: {derived}" if derived else None
    votes, percent = fact.get("votes"), fact.get("percent")
    lines = _merged([*_by_field(sourced(fact, remark=remark), votes, percent)])
    record = row(
        *lines, kind=name, party=slug(party) if party else None, person=person, label=label,
        leader=fact.take("leader"), votes=fact.take("votes"), percent=fact.take("percent"),
        elected=fact.take("elected"),
        outcome=fact.take("outcome"),
    )  # fmt: skip
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
        extra = [FactSources("seats", _unprinted(cites(fact)))]
        result["sources"] = _with_lines(result["sources"], extra)
    table = next(record for record in parties if record["slug"] == "baytaq")["sections"][2].take("sections")[0]
    table.take("heading")
    _take_all(table.take("table"))  # its figures are computed on the page; a test compares
    for entry in found["results"]:
        if entry.get("party") == RENAMED["baytaq"]:
            entry["sources"] = _with_lines(entry["sources"], [FactSources("", cites(table))])


def _take_all(record: Taken) -> None:
    for key in list(record):
        value = record.take(key)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Taken):
                _take_all(inner)


def _with_lines(text: str, extra: list[FactSources]) -> str:
    return format_lines(_merged([*parse(text), *extra]))


def assemblies() -> list[dict[str, Any]]:
    """The two bodies that the elections name; the sizes are those of the elections' days, with their sources."""
    return [
        {
            "slug": "mazhilis", "title": "Mazhilis", "country": COUNTRY, "status": "published", "category": "chamber",
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
            "slug": "president-of-kazakhstan", "title": "President of Kazakhstan", "country": COUNTRY,
            "status": "published", "category": "office", "short_description": "Head of state of Kazakhstan",
        },
    ]  # fmt: skip


def main(dossier: Path, folder: Path) -> int:
    sources, parties, people, events, elections = (
        read(dossier, name) for name in ("sources", "parties", "people", "events", "elections")
    )
    held = [election(record, people) for record in elections]
    latest = next(found for found in held if found["slug"] == "mazhilis-2023")
    written = {
        "parties": [party(record, people) for record in parties], "people": [person(record) for record in people],
        "events": [event(record) for record in events], "elections": held, "assemblies": assemblies(),
    }  # fmt: skip
    seats_of_2023(parties, latest)
    write(folder, "citations.yaml", sorted((citation(record) for record in sources), key=lambda found: found["key"]))
    for path, records in written.items():
        for found in records:
            write(folder, f"{path}/{found['slug']}.yaml", found)
    left = [path for records in (sources, parties, people, events, elections) for record in records
            for path in record.leftovers()]  # fmt: skip
    for path in left:
        print(f"not taken: {path}", file=sys.stderr)
    print(f"{len(sources)} sources and {sum(map(len, written.values()))} articles written to {folder}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
