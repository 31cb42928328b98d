"""What all rules find in the sources of the site: a constant number of queries, however many they are."""

from collections import defaultdict

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from citations.duplicates import Pair, duplicates
from citations.lint.findings import Finding, Surroundings
from citations.lint.rules import RULES, check
from citations.models import Citation
from citations.store import read_records
from citations.uses import used_keys
from common.folding import fold_title
from revisions.moments import Present


def surroundings() -> Surroundings:
    """Today, the language of the pages, and every outlet that a source names. One query."""
    outlets = Citation.objects.exclude(container_title="").values_list("container_title", flat=True).distinct()
    return Surroundings(timezone.now().date(), settings.LANGUAGE_CODE, frozenset(map(fold_title, outlets.order_by())))


def all_findings() -> dict[str, tuple[Finding, ...]]:
    """What every rule finds, by key; sources without a fault are not there."""
    records = read_records(Present())
    around, used = surroundings(), used_keys()
    paired: dict[str, list[Finding]] = defaultdict(list)
    for pair in duplicates(list(records.values())):
        paired[pair.one].append(_duplicate(pair, pair.other))
        paired[pair.other].append(_duplicate(pair, pair.one))
    found = {key: [*check(record, around), *paired[key]] for key, record in records.items()}
    for key in records.keys() - used:
        found[key].append(Finding("unused", "", _("Nowhere used.")))
    return {key: tuple(findings) for key, findings in found.items() if findings}


def doubtful_keys(wanted: QuerySet | None = None) -> frozenset[str]:
    """The sources, of a queryset or of all, whose record puts in doubt what they say. Three queries."""
    around, rules = surroundings(), [rule.check for rule in RULES if rule.doubts and rule.check]
    records = read_records(Present(), wanted).items()
    return frozenset(key for key, record in records if any(list(check(record, around)) for check in rules))


def _duplicate(pair: Pair, other: str) -> Finding:
    because = {"address": _("address"), "DOI": "DOI", "ISBN": "ISBN", "title": _("title")}[pair.because]
    return Finding("duplicate", "", _("“%(key)s” has the same %(what)s.") % {"key": other, "what": because})
