"""Names, abbreviations, former names and meanings: each name once."""

from typing import Any

from citations.grammar import FactSources
from demo.dossier.facts import merged, period, row, sourced
from demo.dossier.records import Taken, require


def names(record: Taken) -> list[dict[str, Any]]:
    """Names, abbreviations, former names and the literal meaning, each name once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}

    def add(text: str, language: str, kind: str, lines: list[FactSources], **values: Any) -> None:
        entry = found.setdefault((text, kind), {"text": text, "language": language, "kind": kind, "lines": []})
        entry["lines"] += lines
        entry.update({key: value for key, value in values.items() if value})

    head = _head_name(record)
    for name in record.take("names", []):
        kind = name.take("kind")
        remark = "spelled as on Wikipedia" if kind == "as in Wikipedia" else None
        place, note_ref, after = name.take("place"), name.take("note_ref"), name.take("note_after")
        require(not note_ref or f"{after}[^{note_ref}]" in record["lead"], "the lead carries the note")
        add(
            name.take("value"),
            name.take("script"),
            {"as in Wikipedia": "common"}.get(kind, kind),
            [sourced(name, remark=remark)],
            in_infobox=place == "infobox" or name is head,
        )
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
    return [row(*merged(entry.pop("lines")), **entry) for entry in found.values()]


def _head_name(record: Taken) -> Taken | None:
    """The Kazakh name to print at the head of a page whose record places none itself."""
    written = record.get("names", [])
    if any(name.get("place") for name in written):
        return None
    native = [name for name in written if name["script"] == "kk-Cyrl" and name["kind"] != "former"]
    return native[0] if native else None


def _meant(entries: list[dict[str, Any]], record: Taken) -> dict[str, Any]:
    """The name that a literal meaning belongs to: the short one, else the first."""
    short = [entry for entry in entries if entry["kind"] == "short" and not entry.get("in_infobox")]
    return (short or entries)[0]


def _mean(entry: dict[str, Any], fact: Taken) -> None:
    value = fact.take("value")
    entry["meaning"] = ", ".join(value) if isinstance(value, list) else value
    entry["lines"].append(sourced(fact, "meaning"))


def tagged(lead: str, record: Taken) -> str:
    """The lead with its names in other languages as spans: [«Байтақ»]{lang=kk-Cyrl}."""
    for name in record["names"]:
        if name.get("place") == "lead" and name["script"] != "en":
            text, after = name["value"], name.get("note_after")
            if after:
                text = text.replace(after, f"{after}[^{name['note_ref']}]", 1)
            require(text in lead, text)
            lead = lead.replace(text, f"[{text}]{{lang={name['script']}}}", 1)
    return lead
