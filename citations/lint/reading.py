"""The sources of the site as records, and what all rules find in them: a constant number of queries, however many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from citations.duplicates import Pair, duplicates
from citations.lint.folding import fold
from citations.lint.records import Finding, SourceRecord, Surroundings, record_of
from citations.lint.rules import check
from citations.models import Author, Citation
from citations.uses import used_keys


def surroundings() -> Surroundings:
    """Today, the language of the pages, and every outlet that a source names. One query."""
    outlets = Citation.objects.exclude(container_title="").values_list("container_title", flat=True).distinct()
    return Surroundings(timezone.now().date(), settings.LANGUAGE_CODE, frozenset(map(fold, outlets.order_by())))


def read_records() -> dict[str, SourceRecord]:
    """Every source by its key. Two queries."""
    authors: dict[int, list[Any]] = defaultdict(list)
    for author in Author.objects.all():
        authors[author.citation_id].append(author)
    return {row.key: record_of(row, authors[row.pk]) for row in Citation.objects.order_by("key")}


def all_findings(records: Mapping[str, SourceRecord] | None = None) -> dict[str, tuple[Finding, ...]]:
    """What every rule finds, by key; sources without a fault are not there."""
    records = read_records() if records is None else records
    around, used = surroundings(), used_keys()
    paired: dict[str, list[Finding]] = defaultdict(list)
    for pair in duplicates(list(records.values())):
        paired[pair.one].append(_duplicate(pair, pair.other))
        paired[pair.other].append(_duplicate(pair, pair.one))
    found = {key: [*check(record, around), *paired[key]] for key, record in records.items()}
    for key in records.keys() - used:
        found[key].append(Finding("unused", "", _("Nowhere used.")))
    return {key: tuple(findings) for key, findings in found.items() if findings}


def doubted(keys: Iterable[str], found: Mapping[str, tuple[Finding, ...]], doubting: frozenset[str]) -> set[str]:
    """Those of the keys in which a rule that doubts has found something."""
    return {key for key in keys if any(finding.rule in doubting for finding in found.get(key, ()))}


def _duplicate(pair: Pair, other: str) -> Finding:
    because = {"address": _("address"), "DOI": "DOI", "ISBN": "ISBN", "title": _("title")}[pair.because]
    return Finding("duplicate", "", _("“%(key)s” has the same %(what)s.") % {"key": other, "what": because})
