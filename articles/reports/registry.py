"""The reports by name, to which later rooms add theirs, and what they say of facts while an article is edited."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.kinds import kinds
from articles.prose.tags import TAGS
from articles.reports.disputed import disputed
from articles.reports.doubts import doubts, said_of
from articles.reports.facts import FactId
from articles.reports.report import Remarks, Report
from articles.reports.sole_sources import sole_sources
from articles.reports.tagged import tagged
from articles.reports.uncited import uncited
from articles.reports.wanted import wanted
from common.http import page_or_first


def _asked(given: Mapping[str, str], name: str, known: Iterable[str]) -> str:
    """A kind or a tag that is asked for; "" for one that there is not."""
    return given.get(name, "") if given.get(name, "") in known else ""


_reports: dict[str, Report] = {}


def register_report(report: Report) -> None:
    _reports[report.name] = report


for _report in (
    Report(
        "uncited",
        _("Facts without a source"),
        lambda given: uncited(_asked(given, "kind", kinds()), page_or_first(given)),
    ),
    Report("disputed", _("Facts that sources dispute"), lambda given: disputed(page_or_first(given))),
    Report(
        "doubts",
        _("Claims on thin ground"),
        lambda given: doubts(page_or_first(given)),
        lambda article: said_of(article.pk),
    ),
    Report("sole-sources", _("What falls if a source falls"), lambda given: sole_sources(page_or_first(given))),
    Report("tagged", _("Tagged passages"), lambda given: tagged(_asked(given, "tag", TAGS), page_or_first(given))),
    Report("wanted", _("Wanted articles"), lambda given: wanted(page_or_first(given))),
):
    register_report(_report)


def remarks_on(article: Any) -> Remarks:
    """What all reports have to say of the facts of an article that is being edited, an instance of its kind."""
    found: dict[FactId, tuple[str, ...]] = defaultdict(tuple)
    for report in _reports.values():
        for fact, words in report.remarks(article).items():
            found[fact] += words
    return found


def report_of(name: str) -> Report | None:
    return _reports.get(name)


def report_links() -> list[tuple[str, Any]]:
    """Address and title of each report."""
    return [(reverse("admin:articles_report", args=[name]), report.title) for name, report in _reports.items()]
