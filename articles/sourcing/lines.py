"""Sources of facts as text, and text as sources of facts: the verb behind every source line and every import.

A source line names its sources by key (`citations.grammar`); the rows behind it are FactCitations and FactNotes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import FactCitation, FactNote, Part
from articles.sourcing.words import model_of
from citations.grammar import Cite, FactSources, GrammarError, format_lines, parse
from citations.store import citation_ids, unknown_key
from common.text import refuse_control_characters

FactKey = tuple[int | None, int | None]  # row type, row id; (None, None) is the article itself


def fact_key_of(row: Any) -> FactKey:
    """The fact key of a live or a history row; None is the article itself."""
    if row is None:
        return (None, None)
    return (ContentType.objects.get_for_model(model_of(row)).pk, row.id)


def parse_sources(text: str, fields: Iterable[str], known: Mapping[str, int] | None = None) -> tuple[FactSources, ...]:
    """Parse a source line and check its field names and keys. Raises ValidationError that says what to do."""
    refuse_control_characters(text)
    try:
        lines = parse(text)
    except GrammarError as error:
        raise ValidationError(str(error), code="grammar") from error
    allowed = set(fields)
    for line in lines:
        if line.field not in allowed:
            names = ", ".join(sorted(filter(None, allowed))) or _("none")
            raise ValidationError(
                _("“%(field)s” is no field with sources here. There are: %(names)s."),
                code="field",
                params={"field": line.field, "names": names},
            )
    keys = {cite.key for line in lines for cite in line.cites}
    missing = keys - (known.keys() if known is not None else citation_ids(keys).keys())
    if missing:
        raise ValidationError(unknown_key(sorted(missing)[0]), code="unknown_key")
    return lines


def read_sources(article_id: int) -> dict[FactKey, str]:
    """Every source line of an article by the row that it stands beside, in canonical spelling."""
    lines: dict[FactKey, dict[str, FactSources]] = defaultdict(dict)
    cites: dict[tuple[FactKey, str], list[Cite]] = defaultdict(list)
    for row in FactCitation.objects.filter(article_id=article_id).select_related("citation"):
        cite = Cite(row.citation.key, row.locator, row.quotation, row.printed, row.stated_value)
        cites[(row.row_type_id, row.row_id), row.field].append(cite)
    remarks = {
        ((note.row_type_id, note.row_id), note.field): note.text
        for note in FactNote.objects.filter(article_id=article_id)
    }
    for key, name in {*cites, *remarks}:
        lines[key][name] = FactSources(name, tuple(cites[key, name]), remarks.get((key, name), ""))
    return {key: format_lines(tuple(by_field.values())) for key, by_field in lines.items()}


def line_of_field(text: str, name: str) -> str:
    """The part of an article's own source lines that belongs to one field, without the field's name."""
    return "".join(
        format_lines((FactSources("", line.cites, line.remark),)) for line in parse(text) if line.field == name
    )


@dataclass
class StoredSources:
    """The rows behind all source lines of an article, by the row that each stands beside."""

    citations: dict[FactKey, list[FactCitation]] = field(default_factory=dict)
    notes: dict[FactKey, list[FactNote]] = field(default_factory=dict)

    @classmethod
    def of(cls, article_id: int) -> "StoredSources":
        """Read them, in two queries."""
        stored = cls()
        for row in FactCitation.objects.filter(article_id=article_id):
            stored.citations.setdefault((row.row_type_id, row.row_id), []).append(row)
        for note in FactNote.objects.filter(article_id=article_id):
            stored.notes.setdefault((note.row_type_id, note.row_id), []).append(note)
        return stored


def set_sources(
    article_id: int,
    row: Part | None,
    lines: Iterable[FactSources],
    ids: Mapping[str, int] | None = None,
    stored: StoredSources | None = None,
) -> None:
    """Make the sources of one row (or of the article's own fields) be exactly `lines`.

    Rows that stay the same are not written. Call inside `recording()`. `ids` gives citations' ids by key, `stored`
    what is there already; what is not given is read.
    """
    wanted = [line for line in lines if line.cites or line.remark]
    known = ids if ids is not None else citation_ids({cite.key for line in wanted for cite in line.cites})
    key = row_type, row_id = fact_key_of(row)
    about = {"article_id": article_id, "row_type_id": row_type, "row_id": row_id}
    if stored is None:
        citations, notes = list(FactCitation.objects.filter(**about)), list(FactNote.objects.filter(**about))
    else:
        citations, notes = stored.citations.get(key, []), stored.notes.get(key, [])
    _set_citations(about, wanted, known, citations)
    _set_notes(about, wanted, notes)


def add_sources(article_id: int, row: FactKey, field: str, cites: Iterable[Cite], ids: Mapping[str, int]) -> None:
    """Let a fact name these sources too, after all that it names; one that supports it already is left as it is.

    Call inside `recording()`. `ids` gives citations' ids by key.
    """
    about = {"article_id": article_id, "row_type_id": row[0], "row_id": row[1]}
    stored = list(FactCitation.objects.filter(**about, field=field))
    supporting = {fact.citation_id for fact in stored if not fact.stated_value}
    for position, cite in enumerate(cites, len(stored)):
        if ids[cite.key] not in supporting:
            add_source(article_id, row, field, ids[cite.key], cite, position)


def add_source(article_id: int, row: FactKey, field: str, citation_id: int, cite: Cite, position: int = 0) -> None:
    """The same for one source, of which the caller knows that the fact does not name it yet: no query asks."""
    fact = FactCitation(article_id=article_id, row_type_id=row[0], row_id=row[1], field=field, citation_id=citation_id)
    _write(fact, cite, position)


def _write(fact: FactCitation, cite: Cite, position: int) -> None:
    """Store what a source says of a fact. Raises ValidationError for what no column takes."""
    fact.locator, fact.quotation, fact.printed = cite.locator, cite.quotation, cite.printed
    fact.stated_value, fact.position = cite.states, position
    fact.clean_fields(exclude={"article", "citation", "row_type"})
    fact.save()


def _set_citations(
    about: dict[str, int | None], lines: list[FactSources], ids: Mapping[str, int], stored: Iterable[FactCitation]
) -> None:
    present: dict[tuple[str, int], list[FactCitation]] = defaultdict(list)
    for row in stored:
        present[row.field, row.citation_id].append(row)
    for line in lines:
        for position, cite in enumerate(line.cites):
            same = present[line.field, ids[cite.key]]
            fact = same.pop(0) if same else FactCitation(**about, field=line.field, citation_id=ids[cite.key])
            _write(fact, cite, position)
    for left in present.values():
        for fact in left:
            fact.delete()


def _set_notes(about: dict[str, int | None], lines: list[FactSources], stored: Iterable[FactNote]) -> None:
    present = {note.field: note for note in stored}
    for line in lines:
        if line.remark:
            note = present.pop(line.field, None) or FactNote(**about, field=line.field)
            note.text = line.remark
            note.save()
    for note in present.values():
        note.delete()
