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
from articles.models.facts import LOCATOR_LENGTH
from articles.sourcing.words import model_of
from citations.grammar import Cite, FactSources, GrammarError, format_lines, parse
from citations.store import citation_ids, unknown_key
from common.text import normalise, refuse_control_characters
from revisions.tracking.new_rows import add_rows
from revisions.tracking.tracked import Tracked

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
    for cite in (cite for line in lines for cite in line.cites):
        if len(normalise(cite.locator)) > LOCATOR_LENGTH:
            raise ValidationError(
                _("The place in “%(key)s” is longer than %(length)s characters."),
                code="max_length",
                params={"key": cite.key, "length": LOCATOR_LENGTH},
            )
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


def set_sources(article_id: int, row: Part | None, lines: Iterable[FactSources]) -> None:
    """Make the sources of one row (or of the article's own fields) be exactly `lines`, as `parse_sources` gives them.

    Rows that stay the same are not written. Call inside `recording()`.
    """
    wanted = list(lines)
    ids = citation_ids({cite.key for line in wanted for cite in line.cites})
    key = fact_key_of(row)
    about = _about(article_id, key)
    stored = StoredSources(
        {key: list(FactCitation.objects.filter(**about))}, {key: list(FactNote.objects.filter(**about))}
    )
    set_many_sources(article_id, [(row, wanted)], ids, stored)


def set_many_sources(
    article_id: int,
    sources: Iterable[tuple[Part | None, Iterable[FactSources]]],
    ids: Mapping[str, int],
    stored: StoredSources,
) -> None:
    """The same for many rows of an article at once; what is new is written together.

    `ids` gives citations' ids by key, `stored` what is there of these rows.
    """
    new: list[Tracked] = []
    for row, lines in sources:
        wanted = [line for line in lines if line.cites or line.remark]
        key = fact_key_of(row)
        new += _set_citations(article_id, key, wanted, ids, stored.citations.get(key, []))
        new += _set_notes(article_id, key, wanted, stored.notes.get(key, []))
    add_rows(new)


def add_sources(article_id: int, row: FactKey, field: str, cites: Iterable[Cite], ids: Mapping[str, int]) -> None:
    """Let a fact name these sources too, after all that it names; one that supports it already is left as it is.

    Call inside `recording()`. `ids` gives citations' ids by key.
    """
    stored = list(FactCitation.objects.filter(**_about(article_id, row), field=field))
    supporting = {fact.citation_id for fact in stored if not fact.stated_value}
    add_rows(
        new_source(article_id, row, field, ids[cite.key], cite, position)
        for position, cite in enumerate(cites, len(stored))
        if ids[cite.key] not in supporting
    )


def new_source(article_id: int, row: FactKey, field: str, citation_id: int, cite: Cite, position: int) -> FactCitation:
    """A source of a fact that does not name it yet, unsaved."""
    fact = FactCitation(**_about(article_id, row), field=field, citation_id=citation_id)
    _take(fact, cite, position)
    return fact


def _about(article_id: int, row: FactKey) -> dict[str, int | None]:
    """The columns by which a citation or a remark says what it is about."""
    return {"article_id": article_id, "row_type_id": row[0], "row_id": row[1]}


def _take(fact: FactCitation, cite: Cite, position: int) -> None:
    fact.locator, fact.quotation, fact.printed = cite.locator, cite.quotation, cite.printed
    fact.stated_value, fact.position = cite.states, position


def _set_citations(
    article_id: int, row: FactKey, lines: list[FactSources], ids: Mapping[str, int], stored: Iterable[FactCitation]
) -> list[FactCitation]:
    """Bring what is stored up to date; returns what is to be added."""
    present: dict[tuple[str, int], list[FactCitation]] = defaultdict(list)
    new = []
    for there in stored:
        present[there.field, there.citation_id].append(there)
    for line in lines:
        for position, cite in enumerate(line.cites):
            same = present[line.field, ids[cite.key]]
            if not same:
                new.append(new_source(article_id, row, line.field, ids[cite.key], cite, position))
                continue
            fact = same.pop(0)
            _take(fact, cite, position)
            fact.clean_fields(exclude={"article", "citation", "row_type"})
            fact.save()
    for left in present.values():
        for fact in left:
            fact.delete()
    return new


def _set_notes(article_id: int, row: FactKey, lines: list[FactSources], stored: Iterable[FactNote]) -> list[FactNote]:
    """Bring what is stored up to date; returns what is to be added."""
    present = {note.field: note for note in stored}
    new = []
    for line in lines:
        if not line.remark:
            continue
        note = present.pop(line.field, None)
        if note is None:
            new.append(FactNote(**_about(article_id, row), field=line.field, text=line.remark))
        else:
            note.text = line.remark
            note.save()
    for note in present.values():
        note.delete()
    return new
