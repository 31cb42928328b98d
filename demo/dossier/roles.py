"""Who led, founded or served a party: the party's record and the person's record of one role become one."""

from typing import Any

from citations.grammar import FactSources
from demo.dossier.facts import merged, period, row, slug, sourced, unprinted
from demo.dossier.records import Taken


def roles(party: Taken, people: list[Taken], infobox: Taken | None) -> list[dict[str, Any]]:
    """Leaders and founders of the party and its people's own roles there, the same role once."""
    found: list[dict[str, Any]] = []

    def add(fact: Taken, kind: str, title: str | None, person: str | None, label: str | None) -> None:
        when = period(fact)
        role = fact.get("role") or ""
        line = sourced(fact, remark=role if "(" in role else None)  # "founder (Otan)": the party's name then
        for entry in found:
            same_person = person is not None and entry["person"] == person and entry["kind"] == kind
            if same_person and _compatible(entry, when) and (kind == "founder" or _alike(entry["title"], title)):
                entry["lines"].append(FactSources("", unprinted(line.cites), line.remark))
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
    return [row(*merged(entry.pop("lines")), **entry) for entry in found]


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


def lineage(party: Taken) -> list[dict[str, Any]]:
    found = []
    kinds = {
        "predecessors": "predecessor",
        "absorbed": "absorbed",
        "merged_into": "merged_into",
        "split_from": "split_from",
        "members": "member",
    }
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
