"""The reports by name, with their titles and addresses; later rooms add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
