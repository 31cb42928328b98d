"""What checks say of an election, at the figures on its form, after a save, and in a report."""

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType

from articles.models import Status
from articles.reports.facts import FactId
from elections.checking import Checked, check_elections
from elections.models import Election, Result

# The field beside which a finding about the whole election stands.
FIELDS = {
    "cast": "cast", "registered": "registered", "turnout": "turnout", "votes": "valid", "seats": "seats_elected",
    "list-seats": "seats_list", "constituency-seats": "seats_constituency",
}  # fmt: skip


def remarks(article: Any) -> dict[FactId, tuple[str, ...]]:
    """The findings of an election by the fact that they stand beside; of any other article none."""
    if not isinstance(article, Election) or article.pk is None:
        return {}
    stored = Election.objects.filter(pk=article.pk).first()  # a refused form leaves what was typed in `article`
    if stored is None:
        return {}
    kind = ContentType.objects.get_for_model(Result).pk
    found: dict[FactId, list[str]] = defaultdict(list)
    [checked] = check_elections([stored])
    for finding in checked.findings:
        row = (stored.pk, kind, finding.key, "")
        found[row if finding.key is not None else (stored.pk, None, None, FIELDS[finding.check])].append(finding.words)
    return {fact: tuple(words) for fact, words in found.items()}


def differences() -> list[Checked]:
    """All elections in which something was found, newest first. Constant queries."""
    elections = Election.objects.exclude(status=Status.ARCHIVED).order_by("-date", "title")
    return [checked for checked in check_elections(list(elections)) if checked.findings or checked.misprints]
