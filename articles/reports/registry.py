"""The reports by name, and what is remarked on facts while an article is edited; later rooms add theirs to both."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.reports.doubts import said_of
from articles.reports.facts import FactId

Remarks = Mapping[FactId, tuple[str, ...]]

_finders: list[Callable[[Any], Remarks]] = []


def register_remarks(finder: Callable[[Any], Remarks]) -> None:
    """Add a function that gives the remarks on an article, which is an instance of its kind, by fact."""
    _finders.append(finder)


def remarks_on(article: Any) -> Remarks:
    """All remarks on the facts of an article: rules of use, and what later rooms have to say."""
    found: dict[FactId, tuple[str, ...]] = defaultdict(tuple)
    for remarks in (said_of(article.pk), *(finder(article) for finder in _finders)):
        for fact, words in remarks.items():
            found[fact] += words
    return found


TITLES: dict[str, Any] = {
    "uncited": _("Facts without a source"),
    "disputed": _("Facts that sources dispute"),
    "doubts": _("Claims on thin ground"),
    "sole-sources": _("What falls if a source falls"),
    "tagged": _("Tagged passages"),
    "wanted": _("Wanted articles"),
}


@dataclass(frozen=True)
class Report:
    """A report of a later room: `build` makes what `admin/reports/<name>.html` prints."""

    name: str
    title: Any
    build: Callable[[], Any]


_more: dict[str, Report] = {}


def register_report(report: Report) -> None:
    _more[report.name] = report


def more_report(name: str) -> Report | None:
    """The report that a later room has added under a name."""
    return _more.get(name)


def title_of(name: str) -> Any:
    return TITLES[name] if name in TITLES else _more[name].title


def report_links() -> list[tuple[str, Any]]:
    """Address and title of each report."""
    return [(reverse("admin:articles_report", args=[name]), title_of(name)) for name in (*TITLES, *_more)]
