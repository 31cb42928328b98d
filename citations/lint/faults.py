"""What is wrong with one source, as its page shows it, with the mends of those who may change it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from citations.lint.mend import Mend, offered
from citations.lint.rules import BY_NAME, check
from citations.lint.site import surroundings
from citations.records import record_of


@dataclass(frozen=True)
class Fault:
    """A rule that found something, what it says of each place, and what one click would do (None: nothing safe)."""

    rule: str
    title: str
    explanation: str
    says: tuple[str, ...]
    mend: Mend | None = None
    mend_url: str = ""


def faults_of(citation: Any, may_change: bool) -> tuple[Fault, ...]:
    """The faults of a live Citation in the order of the rules. Two queries."""
    record, around = record_of(citation, citation.authors.all()), surroundings()
    findings = check(record, around)
    mends = offered(record, findings, around) if may_change else {}
    return tuple(
        Fault(
            rule=rule,
            title=str(BY_NAME[rule].title),
            explanation=str(BY_NAME[rule].explanation),
            says=tuple(finding.says for finding in findings if finding.rule == rule),
            mend=mends.get(rule),
            mend_url=reverse("sources:mend", args=[citation.key, rule]) if rule in mends else "",
        )
        for rule in dict.fromkeys(finding.rule for finding in findings)
    )
