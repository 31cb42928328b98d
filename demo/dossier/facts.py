"""A fact of the dossier as an interchange row with its source lines; what every article has."""

import re
from typing import Any

from citations.grammar import Cite, FactSources, format_line, format_lines, parse
from demo.dossier.records import Taken

RENAMED = {"baytaq": "baytaq-green-party"}
COUNTRY = "KZ"


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
        "start_date": fact.take("from"),
        "end_date": fact.take("to"),
        "on_date": str(on) if on else None,
        "former": fact.take("former"),
    }


def article(record: Taken, **values: Any) -> dict[str, Any]:
    """What every article has: slug, title with its sources, prose."""
    title = record.take("title")
    body = record.take("body")
    found = {
        "slug": slug(record.take("slug")),
        "title": title.take("value"),
        "country": COUNTRY,
        "status": "published",
        "body": prose(body) if body else None,
        **values,
    }
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


def merged(lines: list[FactSources]) -> tuple[FactSources, ...]:
    """One line for each field: the same source is named once."""
    fields: dict[str, FactSources] = {}
    for line in lines:
        before = fields.get(line.field, FactSources(line.field))
        keys = {(cite.key, cite.states) for cite in before.cites}
        more = tuple(cite for cite in line.cites if (cite.key, cite.states) not in keys)
        remark = "; ".join(dict.fromkeys(filter(None, (before.remark, line.remark))))
        fields[line.field] = FactSources(line.field, before.cites + more, remark)
    return tuple(fields.values())


def unprinted(line: tuple[Cite, ...]) -> tuple[Cite, ...]:
    """Sources that only the person's entry names print no mark on the party's page."""
    return tuple(Cite(cite.key, cite.locator, cite.quotation, False, cite.states) for cite in line)


def with_lines(text: str, extra: list[FactSources]) -> str:
    return format_lines(merged([*parse(text), *extra]))
